-- Long Subdomain in a DNS Question
-- rule 195c5074-465b-4812-8ab2-03d86053cbea, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A question for a record that can carry data, about a name with a very long first part: data leaves, or orders come, by name service.
-- ATT&CK: TA0010 Exfiltration, T1048 Exfiltration Over Alternative Protocol, TA0011 Command and Control, T1071 Application Layer Protocol, T1071.004 DNS
-- tags: Domain: Network, Tactic: Exfiltration
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- parameters, each a DateTime64(3, 'UTC'):
--   from_time      where the window begins; by the schedule now-6m
--   to_time        where the window ends; by the schedule now
-- for example:
--   SELECT * FROM "verdict_195c5074_465b_4812_8ab2_03d86053cbea"(from_time = toDateTime64('2026-01-15 09:24:00.000', 3, 'UTC'), to_time = toDateTime64('2026-01-15 09:30:00.000', 3, 'UTC'))
-- compiled by Verdict 0.1.0 for ClickHouse, layout document, from source sha256 1be17076a972adde1354f2ff584f8f3ac178901c466cdb7b345bd2c5a2fe7a32
--
-- The query, in eql:
--   "network" where network.protocol == "dns" and dns.question.type in~ ("txt", "null", "cname") and
--     (length(dns.question.subdomain) >= 52 or dns.question.name regex """[0-9a-f]{40,63}\..+""") and
--     not dns.question.registered_domain in ("akamaized.net", "in-addr.arpa") and
--     dns.answers_count < 10 | head 100

CREATE OR REPLACE VIEW "verdict_195c5074_465b_4812_8ab2_03d86053cbea" AS
SELECT
  '195c5074-465b-4812-8ab2-03d86053cbea' AS rule_id,
  lower(hex(SHA256(concat('195c5074-465b-4812-8ab2-03d86053cbea:', e."id")))) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"], 'Array(String)') AS event_ids,
  CAST([], 'Array(String)') AS event_keys
FROM "events" AS e
WHERE e."ts" >= {from_time:DateTime64(3, 'UTC')}
  AND e."ts" <= {to_time:DateTime64(3, 'UTC')}
  AND has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'network')
  AND has(JSONExtract(e."doc", 'text', 'network.protocol', 'Array(String)'), 'dns')
  AND arrayExists(
    v3 -> lower(v3) IN ('txt', 'null', 'cname'),
    JSONExtract(e."doc", 'text', 'dns.question.type', 'Array(String)')
  )
  AND (
    arrayExists(
      v4 -> toInt64(lengthUTF8(replaceRegexpAll(v4, '([\\x{10000}-\\x{10ffff}])', '\\1￾'))) >= 52,
      JSONExtract(e."doc", 'text', 'dns.question.subdomain', 'Array(String)')
    )
    OR arrayExists(
      v5 -> match(v5, '^(?:[0-9a-f]{40,63}\\.(?s:.)+)$'),
      JSONExtract(e."doc", 'text', 'dns.question.name', 'Array(String)')
    )
  )
  AND NOT hasAny(
    JSONExtract(e."doc", 'text', 'dns.question.registered_domain', 'Array(String)'),
    ['akamaized.net', 'in-addr.arpa']
  )
  AND arrayExists(v8 -> v8 < 10, JSONExtract(e."doc", 'long', 'dns.answers_count', 'Array(Int64)'))
ORDER BY e."ts" ASC NULLS LAST, e."id" ASC NULLS LAST
LIMIT 100
SETTINGS optimize_or_like_chain = 0;
