-- Credentials Made for Another User
-- rule 7be2b7a5-8f5f-4a0c-9a6e-8a7f5d3b0f6d, version 1, severity high, risk score 73
-- fidelity: exact
-- description: An access key or a password is made for a user by somebody who is not one of the accounts that do so, or by a tool that nobody uses here.
-- ATT&CK: TA0003 Persistence, T1098 Account Manipulation, T1098.001 Additional Cloud Credentials
-- tags: Domain: Cloud, Data Source: AWS, Tactic: Persistence
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for DuckDB, layout document, from source sha256 4e4dba127130a701f2898461cb80239b221a7dbe38bacb5037ee217126a4a5ae
--
-- The query, in kuery:
--   event.provider: "iam.amazonaws.com" and event.action: (CreateAccessKey or CreateLoginProfile or "UpdateLoginProfile") and
--     event.outcome: success and user.target.name: * and
--     not (user.name: (provisioning or admin-*) and user_agent.original: ("console.amazonaws.com" or Terraform/* or aws-cli/* or *\(svc\*\)*)) and
--     not error.code: *

CREATE OR REPLACE VIEW "verdict_7be2b7a5_8f5f_4a0c_9a6e_8a7f5d3b0f6d" AS
SELECT
  '7be2b7a5-8f5f-4a0c-9a6e-8a7f5d3b0f6d' AS rule_id,
  sha256(concat('7be2b7a5-8f5f-4a0c-9a6e-8a7f5d3b0f6d:', e."id")) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"] AS VARCHAR[]) AS event_ids,
  CAST([] AS VARCHAR[]) AS event_keys
FROM "events" AS e
WHERE list_contains(json_extract_string(e."doc", '$.text."event.provider"[*]'), 'iam.amazonaws.com')
  AND list_has_any(
    json_extract_string(e."doc", '$.text."event.action"[*]'),
    ['CreateAccessKey', 'CreateLoginProfile', 'UpdateLoginProfile']
  )
  AND list_contains(json_extract_string(e."doc", '$.text."event.outcome"[*]'), 'success')
  AND len(json_extract_string(e."doc", '$.text."user.target.name"[*]')) > 0
  AND NOT (
    (
      list_contains(json_extract_string(e."doc", '$.text."user.name"[*]'), 'provisioning')
      OR len(list_filter(json_extract_string(e."doc", '$.text."user.name"[*]'), lambda v6: v6 LIKE 'admin-%')) > 0
    )
    AND (
      list_contains(json_extract_string(e."doc", '$.text."user_agent.original"[*]'), 'console.amazonaws.com')
      OR len(
        list_filter(
          json_extract_string(e."doc", '$.text."user_agent.original"[*]'),
          lambda v8: v8 LIKE 'Terraform/%' OR v8 LIKE 'aws-cli/%' OR v8 LIKE '%(svc*)%'
        )
      ) > 0
    )
  )
  AND NOT (len(json_extract_string(e."doc", '$.text."error.code"[*]')) > 0);
