-- Storage Bucket Policy Changed by a New Tool
-- rule 5c8d0fae-17ec-4365-82af-ce68433f4410, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: The policy of a storage bucket is changed by a client that is not one of the usual tools.
-- ATT&CK: TA0010 Exfiltration, T1537 Transfer Data to Cloud Account
-- tags: Domain: Cloud, Data Source: AWS, Tactic: Exfiltration
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- parameters, each in milliseconds since 1970 in UTC:
--   :from_time     where the window begins; by the schedule now-6m
--   :to_time       where the window ends; by the schedule now
-- for example, in its shell, before the query:
--   .parameter set :from_time 1768469040000
--   .parameter set :to_time 1768469400000
-- compiled by Verdict 0.1.0 for SQLite, layout document, from source sha256 e0a6967dd1ca36b5ff5205ff8e1ee58c44f8cd2d3d23fea2403ceb4a974aa600
--
-- The query, in eql:
--   any where event.provider == "s3.amazonaws.com" and event.action like "PutBucket*" and event.outcome : "SUCCESS" and
--     (event.action like ("*Policy", "*Acl", "*PublicAccessBlock") or stringContains(event.action, "Website")) and
--     not (startsWith~(user_agent.original, "aws-cli/") or wildcard(user_agent.original, "Terraform/*", "*pulumi*")) and
--     user.name >= "a" and user.name < "~" and not user.name == "ci" | tail 50

SELECT
  '5c8d0fae-17ec-4365-82af-ce68433f4410' AS rule_id,
  '5c8d0fae-17ec-4365-82af-ce68433f4410:' || e."id" AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  json_array(e."id") AS event_ids,
  json_array() AS event_keys
FROM "events" AS e
WHERE e."ts" >= :from_time
  AND e."ts" <= :to_time
  AND EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.text."event.provider"') AS v1
    WHERE v1."value" = 's3.amazonaws.com'
  )
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.action"') AS v2 WHERE v2."value" GLOB 'PutBucket*')
  AND EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.text."event.outcome"') AS v3
    WHERE v3."value" COLLATE NOCASE = 'SUCCESS'
  )
  AND (
    EXISTS (
      SELECT 1 FROM json_each(e."doc", '$.text."event.action"') AS v4
      WHERE v4."value" GLOB '*Policy' OR v4."value" GLOB '*Acl' OR v4."value" GLOB '*PublicAccessBlock'
    )
    OR EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.action"') AS v5 WHERE v5."value" GLOB '*Website*')
  )
  AND NOT (
    EXISTS (
      SELECT 1 FROM json_each(e."doc", '$.text."user_agent.original"') AS v6
      WHERE v6."value" LIKE 'aws-cli/%'
    )
    OR EXISTS (
      SELECT 1 FROM json_each(e."doc", '$.text."user_agent.original"') AS v7
      WHERE v7."value" GLOB 'Terraform/*' OR v7."value" GLOB '*pulumi*'
    )
  )
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."user.name"') AS v8 WHERE v8."value" >= 'a')
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."user.name"') AS v9 WHERE v9."value" < '~')
  AND NOT EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."user.name"') AS v10 WHERE v10."value" = 'ci')
ORDER BY e."ts" DESC NULLS FIRST, e."id" DESC NULLS FIRST
LIMIT 50;
