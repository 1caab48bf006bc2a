-- Set User or Group Id on a File
-- rule 6b9e4a51-0f0c-4f0a-9c53-1d8f6f1a7e04, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A file is given the right to run as its owner or its group.
-- ATT&CK: TA0004 Privilege Escalation, T1548 Abuse Elevation Control Mechanism
-- tags: Domain: Endpoint, OS: Linux, Tactic: Privilege Escalation
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-9m to now
-- compiled by Verdict 0.1.0 for ClickHouse, layout document, from source sha256 f4bf51ce16a825ffedfdf29d7609f23dfd141e7c2b9e8fef9e8d36f6b0eae97f
--
-- The query, in lucene:
--   event.category:process AND event.type:start AND process.name:chmod AND process.args:(/[ugo]*\+[rwx]*s/ OR /0?[2467][0-7]{3}/) AND process.args_count:>2 AND
--   NOT (user.id:0 OR process.parent.name:(dpkg OR "rpm" OR apt*)) AND NOT process.args:\-\-help

CREATE OR REPLACE VIEW "verdict_6b9e4a51_0f0c_4f0a_9c53_1d8f6f1a7e04" AS
SELECT
  '6b9e4a51-0f0c-4f0a-9c53-1d8f6f1a7e04' AS rule_id,
  lower(hex(SHA256(concat('6b9e4a51-0f0c-4f0a-9c53-1d8f6f1a7e04:', e."id")))) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"], 'Array(String)') AS event_ids,
  CAST([], 'Array(String)') AS event_keys
FROM "events" AS e
WHERE has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'process')
  AND has(JSONExtract(e."doc", 'text', 'event.type', 'Array(String)'), 'start')
  AND has(JSONExtract(e."doc", 'text', 'process.name', 'Array(String)'), 'chmod')
  AND (
    arrayExists(
      v4 -> match(v4, '^(?:[gou]*\\+[rw-x]*s)$'),
      JSONExtract(e."doc", 'text', 'process.args', 'Array(String)')
    )
    OR arrayExists(
      v6 -> match(v6, '^(?:0?[246-7][0-7]{3})$'),
      JSONExtract(e."doc", 'text', 'process.args', 'Array(String)')
    )
  )
  AND arrayExists(v8 -> v8 > 2, JSONExtract(e."doc", 'long', 'process.args_count', 'Array(Int64)'))
  AND NOT (
    has(JSONExtract(e."doc", 'text', 'user.id', 'Array(String)'), '0')
    OR hasAny(JSONExtract(e."doc", 'text', 'process.parent.name', 'Array(String)'), ['dpkg', 'rpm'])
    OR arrayExists(v11 -> v11 LIKE 'apt%', JSONExtract(e."doc", 'text', 'process.parent.name', 'Array(String)'))
  )
  AND NOT has(JSONExtract(e."doc", 'text', 'process.args', 'Array(String)'), '--help')
SETTINGS optimize_or_like_chain = 0;
