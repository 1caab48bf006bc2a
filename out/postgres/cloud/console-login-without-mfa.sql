-- Console Sign-In Without a Second Factor
-- rule 305a67bc-ad8f-4a0c-960a-26fec49f21c9, version 1, severity high, risk score 73
-- fidelity: exact
-- description: Someone signs in to the cloud console with a password alone, from outside the company's networks.
-- ATT&CK: TA0001 Initial Access, T1078 Valid Accounts, T1078.004 Cloud Accounts
-- tags: Domain: Cloud, Data Source: AWS, Tactic: Initial Access
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for PostgreSQL, layout document, from source sha256 4bdb861f375c5915dd93ac5f540dd1c8c997b0e9d6d19efa2834a399b077238a
--
-- The query, in eql:
--   any where event.dataset == "aws.cloudtrail" and event.provider == "signin.amazonaws.com" and
--     event.action == "ConsoleLogin" and event.outcome == "success" and
--     aws.cloudtrail.console_login.additional_eventdata.mfa_used == false and
--     not cidrMatch(source.ip, "198.51.100.0/24", "2001:db8:aa::/48") and
--     not user.name : ("*-break-glass", "svc-*") and user_agent.original != null

CREATE OR REPLACE VIEW "verdict_305a67bc_ad8f_4a0c_960a_26fec49f21c9" AS
SELECT
  '305a67bc-ad8f-4a0c-960a-26fec49f21c9' AS rule_id,
  encode(sha256(convert_to('305a67bc-ad8f-4a0c-960a-26fec49f21c9:' || e."id", 'UTF8')), 'hex') AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST(ARRAY[e."id"] AS text[]) AS event_ids,
  CAST(ARRAY[] AS text[]) AS event_keys
FROM "events" AS e
WHERE EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.dataset') AS v1
    WHERE v1."value" = 'aws.cloudtrail'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.provider') AS v2
    WHERE v2."value" = 'signin.amazonaws.com'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.action') AS v3
    WHERE v3."value" = 'ConsoleLogin'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.outcome') AS v4
    WHERE v4."value" = 'success'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(
      e."doc" -> 'boolean' -> 'aws.cloudtrail.console_login.additional_eventdata.mfa_used'
    ) AS v5
    WHERE CAST(v5."value" AS boolean) = FALSE
  )
  AND NOT EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'ip' -> 'source.ip') AS v6
    WHERE v6."value" BETWEEN '00000000000000000000ffffc6336400' AND '00000000000000000000ffffc63364ff'
    OR v6."value" BETWEEN '20010db800aa00000000000000000000' AND '20010db800aaffffffffffffffffffff'
  )
  AND NOT EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'user.name') AS v7
    WHERE lower(v7."value" COLLATE "C") LIKE '%-break-glass' OR lower(v7."value" COLLATE "C") LIKE 'svc-%'
  )
  AND EXISTS (SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'user_agent.original') AS v8);
