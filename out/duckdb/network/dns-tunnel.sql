-- Long Subdomain in a DNS Question
-- rule 195c5074-465b-4812-8ab2-03d86053cbea, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A question for a record that can carry data, about a name with a very long first part: data leaves, or orders come, by name service.
-- ATT&CK: TA0010 Exfiltration, T1048 Exfiltration Over Alternative Protocol, TA0011 Command and Control, T1071 Application Layer Protocol, T1071.004 DNS
-- tags: Domain: Network, Tactic: Exfiltration
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- parameters, each a TIMESTAMP in UTC:
--   from_time      where the window begins; by the schedule now-6m
--   to_time        where the window ends; by the schedule now
-- for example:
--   SELECT * FROM "verdict_195c5074_465b_4812_8ab2_03d86053cbea"(CAST('2026-01-15T09:24:00.000' AS TIMESTAMP), CAST('2026-01-15T09:30:00.000' AS TIMESTAMP))
-- compiled by Verdict 0.1.0 for DuckDB, layout document, from source sha256 1be17076a972adde1354f2ff584f8f3ac178901c466cdb7b345bd2c5a2fe7a32
--
-- The query, in eql:
--   "network" where network.protocol == "dns" and dns.question.type in~ ("txt", "null", "cname") and
--     (length(dns.question.subdomain) >= 52 or dns.question.name regex """[0-9a-f]{40,63}\..+""") and
--     not dns.question.registered_domain in ("akamaized.net", "in-addr.arpa") and
--     dns.answers_count < 10 | head 100

CREATE OR REPLACE MACRO "verdict_195c5074_465b_4812_8ab2_03d86053cbea"(from_time, to_time) AS TABLE
SELECT
  '195c5074-465b-4812-8ab2-03d86053cbea' AS rule_id,
  sha256(concat('195c5074-465b-4812-8ab2-03d86053cbea:', e."id")) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"] AS VARCHAR[]) AS event_ids,
  CAST([] AS VARCHAR[]) AS event_keys
FROM "events" AS e
WHERE e."ts" >= from_time
  AND e."ts" <= to_time
  AND list_contains(json_extract_string(e."doc", '$.text."event.category"[*]'), 'network')
  AND list_contains(json_extract_string(e."doc", '$.text."network.protocol"[*]'), 'dns')
  AND len(
    list_filter(
      json_extract_string(e."doc", '$.text."dns.question.type"[*]'),
      lambda v3: translate(v3, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') IN ('txt', 'null', 'cname')
    )
  ) > 0
  AND (
    len(
      list_filter(
        json_extract_string(e."doc", '$.text."dns.question.subdomain"[*]'),
        lambda v4: length(regexp_replace(v4, '([\x{10000}-\x{10ffff}])', '\1￾', 'g')) >= 52
      )
    ) > 0
    OR len(
      list_filter(
        json_extract_string(e."doc", '$.text."dns.question.name"[*]'),
        lambda v5: regexp_full_match(v5, '[0-9a-f]{40,63}\.(?s:.)+')
      )
    ) > 0
  )
  AND NOT list_has_any(
    json_extract_string(e."doc", '$.text."dns.question.registered_domain"[*]'),
    ['akamaized.net', 'in-addr.arpa']
  )
  AND len(
    list_filter(
      CAST(json_extract_string(e."doc", '$.long."dns.answers_count"[*]') AS BIGINT[]),
      lambda v8: v8 < 10
    )
  ) > 0
ORDER BY e."ts" ASC NULLS LAST, e."id" ASC NULLS LAST
LIMIT 100;
