-- Long Subdomain in a DNS Question
-- rule 195c5074-465b-4812-8ab2-03d86053cbea, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A question for a record that can carry data, about a name with a very long first part: data leaves, or orders come, by name service.
-- ATT&CK: TA0010 Exfiltration, T1048 Exfiltration Over Alternative Protocol, TA0011 Command and Control, T1071 Application Layer Protocol, T1071.004 DNS
-- tags: Domain: Network, Tactic: Exfiltration
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- parameters, each a timestamptz:
--   from_time      where the window begins; by the schedule now-6m
--   to_time        where the window ends; by the schedule now
-- for example:
--   SELECT * FROM "verdict_195c5074_465b_4812_8ab2_03d86053cbea"(CAST('2026-01-15 09:24:00.000+00' AS timestamptz), CAST('2026-01-15 09:30:00.000+00' AS timestamptz))
-- compiled by Verdict 0.1.0 for PostgreSQL, layout document, from source sha256 1be17076a972adde1354f2ff584f8f3ac178901c466cdb7b345bd2c5a2fe7a32
--
-- The query, in eql:
--   "network" where network.protocol == "dns" and dns.question.type in~ ("txt", "null", "cname") and
--     (length(dns.question.subdomain) >= 52 or dns.question.name regex """[0-9a-f]{40,63}\..+""") and
--     not dns.question.registered_domain in ("akamaized.net", "in-addr.arpa") and
--     dns.answers_count < 10 | head 100

CREATE OR REPLACE FUNCTION "verdict_195c5074_465b_4812_8ab2_03d86053cbea"(from_time timestamptz, to_time timestamptz)
RETURNS TABLE (rule_id text, alert_id text, event_time timestamptz, window_time timestamptz, event_ids text[], event_keys text[])
LANGUAGE sql STABLE
BEGIN ATOMIC
SELECT
  '195c5074-465b-4812-8ab2-03d86053cbea' AS rule_id,
  encode(sha256(convert_to('195c5074-465b-4812-8ab2-03d86053cbea:' || e."id", 'UTF8')), 'hex') AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST(ARRAY[e."id"] AS text[]) AS event_ids,
  CAST(ARRAY[] AS text[]) AS event_keys
FROM "events" AS e
WHERE e."ts" >= from_time
  AND e."ts" <= to_time
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.category') AS v1
    WHERE v1."value" = 'network'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'network.protocol') AS v2
    WHERE v2."value" = 'dns'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'dns.question.type') AS v3
    WHERE lower(v3."value" COLLATE "C") IN ('txt', 'null', 'cname')
  )
  AND (
    EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'dns.question.subdomain') AS v4
      WHERE length(regexp_replace(v4."value", E'([\\U00010000-\\U0010ffff])', E'\\1￾', 'g')) >= 52
    )
    OR EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'dns.question.name') AS v5
      WHERE v5."value" ~ E'^(?:[0-9a-f]{40,63}\\..+)$'
    )
  )
  AND NOT EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'dns.question.registered_domain') AS v7
    WHERE v7."value" IN ('akamaized.net', 'in-addr.arpa')
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'long' -> 'dns.answers_count') AS v8
    WHERE CAST(v8."value" AS bigint) < 10
  )
ORDER BY e."ts" ASC NULLS LAST, e."id" ASC NULLS LAST
LIMIT 100;
END;
