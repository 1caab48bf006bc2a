-- Console Sign-In Without a Second Factor
-- rule 305a67bc-ad8f-4a0c-960a-26fec49f21c9, version 1, severity high, risk score 73
-- fidelity: exact
-- description: Someone signs in to the cloud console with a password alone, from outside the company's networks.
-- ATT&CK: TA0001 Initial Access, T1078 Valid Accounts, T1078.004 Cloud Accounts
-- tags: Domain: Cloud, Data Source: AWS, Tactic: Initial Access
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for ClickHouse, layout document, from source sha256 4bdb861f375c5915dd93ac5f540dd1c8c997b0e9d6d19efa2834a399b077238a
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
  lower(hex(SHA256(concat('305a67bc-ad8f-4a0c-960a-26fec49f21c9:', e."id")))) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"], 'Array(String)') AS event_ids,
  CAST([], 'Array(String)') AS event_keys
FROM "events" AS e
WHERE has(JSONExtract(e."doc", 'text', 'event.dataset', 'Array(String)'), 'aws.cloudtrail')
  AND has(JSONExtract(e."doc", 'text', 'event.provider', 'Array(String)'), 'signin.amazonaws.com')
  AND has(JSONExtract(e."doc", 'text', 'event.action', 'Array(String)'), 'ConsoleLogin')
  AND has(JSONExtract(e."doc", 'text', 'event.outcome', 'Array(String)'), 'success')
  AND has(
    JSONExtract(e."doc", 'boolean', 'aws.cloudtrail.console_login.additional_eventdata.mfa_used', 'Array(Bool)'),
    FALSE
  )
  AND NOT arrayExists(
    v6 -> v6 BETWEEN '00000000000000000000ffffc6336400' AND '00000000000000000000ffffc63364ff'
    OR v6 BETWEEN '20010db800aa00000000000000000000' AND '20010db800aaffffffffffffffffffff',
    JSONExtract(e."doc", 'ip', 'source.ip', 'Array(String)')
  )
  AND NOT arrayExists(
    v7 -> lower(v7) LIKE '%-break-glass' OR lower(v7) LIKE 'svc-%',
    JSONExtract(e."doc", 'text', 'user.name', 'Array(String)')
  )
  AND notEmpty(JSONExtract(e."doc", 'text', 'user_agent.original', 'Array(String)'))
SETTINGS optimize_or_like_chain = 0;
