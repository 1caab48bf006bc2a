-- Credentials Made for Another User
-- rule 7be2b7a5-8f5f-4a0c-9a6e-8a7f5d3b0f6d, version 1, severity high, risk score 73
-- fidelity: exact
-- description: An access key or a password is made for a user by somebody who is not one of the accounts that do so, or by a tool that nobody uses here.
-- ATT&CK: TA0003 Persistence, T1098 Account Manipulation, T1098.001 Additional Cloud Credentials
-- tags: Domain: Cloud, Data Source: AWS, Tactic: Persistence
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for PostgreSQL, layout document, from source sha256 4e4dba127130a701f2898461cb80239b221a7dbe38bacb5037ee217126a4a5ae
--
-- The query, in kuery:
--   event.provider: "iam.amazonaws.com" and event.action: (CreateAccessKey or CreateLoginProfile or "UpdateLoginProfile") and
--     event.outcome: success and user.target.name: * and
--     not (user.name: (provisioning or admin-*) and user_agent.original: ("console.amazonaws.com" or Terraform/* or aws-cli/* or *\(svc\*\)*)) and
--     not error.code: *

CREATE OR REPLACE VIEW "verdict_7be2b7a5_8f5f_4a0c_9a6e_8a7f5d3b0f6d" AS
SELECT
  '7be2b7a5-8f5f-4a0c-9a6e-8a7f5d3b0f6d' AS rule_id,
  encode(sha256(convert_to('7be2b7a5-8f5f-4a0c-9a6e-8a7f5d3b0f6d:' || e."id", 'UTF8')), 'hex') AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST(ARRAY[e."id"] AS text[]) AS event_ids,
  CAST(ARRAY[] AS text[]) AS event_keys
FROM "events" AS e
WHERE EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.provider') AS v1
    WHERE v1."value" = 'iam.amazonaws.com'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.action') AS v2
    WHERE v2."value" IN ('CreateAccessKey', 'CreateLoginProfile', 'UpdateLoginProfile')
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.outcome') AS v3
    WHERE v3."value" = 'success'
  )
  AND EXISTS (SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'user.target.name') AS v4)
  AND NOT (
    (
      EXISTS (
        SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'user.name') AS v5
        WHERE v5."value" = 'provisioning'
      )
      OR EXISTS (
        SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'user.name') AS v6
        WHERE v6."value" LIKE 'admin-%'
      )
    )
    AND (
      EXISTS (
        SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'user_agent.original') AS v7
        WHERE v7."value" = 'console.amazonaws.com'
      )
      OR EXISTS (
        SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'user_agent.original') AS v8
        WHERE v8."value" LIKE 'Terraform/%' OR v8."value" LIKE 'aws-cli/%' OR v8."value" LIKE '%(svc*)%'
      )
    )
  )
  AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'error.code') AS v9);
