-- Storage Bucket Policy Changed by a New Tool
-- rule 5c8d0fae-17ec-4365-82af-ce68433f4410, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: The policy of a storage bucket is changed by a client that is not one of the usual tools.
-- ATT&CK: TA0010 Exfiltration, T1537 Transfer Data to Cloud Account
-- tags: Domain: Cloud, Data Source: AWS, Tactic: Exfiltration
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- parameters, each a TIMESTAMP in UTC:
--   from_time      where the window begins; by the schedule now-6m
--   to_time        where the window ends; by the schedule now
-- for example:
--   SELECT * FROM "verdict_5c8d0fae_17ec_4365_82af_ce68433f4410"(CAST('2026-01-15T09:24:00.000' AS TIMESTAMP), CAST('2026-01-15T09:30:00.000' AS TIMESTAMP))
-- compiled by Verdict 0.1.0 for DuckDB, layout document, from source sha256 e0a6967dd1ca36b5ff5205ff8e1ee58c44f8cd2d3d23fea2403ceb4a974aa600
--
-- The query, in eql:
--   any where event.provider == "s3.amazonaws.com" and event.action like "PutBucket*" and event.outcome : "SUCCESS" and
--     (event.action like ("*Policy", "*Acl", "*PublicAccessBlock") or stringContains(event.action, "Website")) and
--     not (startsWith~(user_agent.original, "aws-cli/") or wildcard(user_agent.original, "Terraform/*", "*pulumi*")) and
--     user.name >= "a" and user.name < "~" and not user.name == "ci" | tail 50

CREATE OR REPLACE MACRO "verdict_5c8d0fae_17ec_4365_82af_ce68433f4410"(from_time, to_time) AS TABLE
SELECT
  '5c8d0fae-17ec-4365-82af-ce68433f4410' AS rule_id,
  sha256(concat('5c8d0fae-17ec-4365-82af-ce68433f4410:', e."id")) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"] AS VARCHAR[]) AS event_ids,
  CAST([] AS VARCHAR[]) AS event_keys
FROM "events" AS e
WHERE e."ts" >= from_time
  AND e."ts" <= to_time
  AND list_contains(json_extract_string(e."doc", '$.text."event.provider"[*]'), 's3.amazonaws.com')
  AND len(list_filter(json_extract_string(e."doc", '$.text."event.action"[*]'), lambda v2: v2 LIKE 'PutBucket%')) > 0
  AND len(
    list_filter(
      json_extract_string(e."doc", '$.text."event.outcome"[*]'),
      lambda v3: translate(v3, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') = 'success'
    )
  ) > 0
  AND (
    len(
      list_filter(
        json_extract_string(e."doc", '$.text."event.action"[*]'),
        lambda v4: v4 LIKE '%Policy' OR v4 LIKE '%Acl' OR v4 LIKE '%PublicAccessBlock'
      )
    ) > 0
    OR len(list_filter(json_extract_string(e."doc", '$.text."event.action"[*]'), lambda v5: v5 LIKE '%Website%')) > 0
  )
  AND NOT (
    len(
      list_filter(
        json_extract_string(e."doc", '$.text."user_agent.original"[*]'),
        lambda v6: translate(v6, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') LIKE 'aws-cli/%'
      )
    ) > 0
    OR len(
      list_filter(
        json_extract_string(e."doc", '$.text."user_agent.original"[*]'),
        lambda v7: v7 LIKE 'Terraform/%' OR v7 LIKE '%pulumi%'
      )
    ) > 0
  )
  AND len(list_filter(json_extract_string(e."doc", '$.text."user.name"[*]'), lambda v8: v8 >= 'a')) > 0
  AND len(list_filter(json_extract_string(e."doc", '$.text."user.name"[*]'), lambda v9: v9 < '~')) > 0
  AND NOT list_contains(json_extract_string(e."doc", '$.text."user.name"[*]'), 'ci')
ORDER BY e."ts" DESC NULLS FIRST, e."id" DESC NULLS FIRST
LIMIT 50;
