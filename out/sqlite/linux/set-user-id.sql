-- Set User or Group Id on a File
-- rule 6b9e4a51-0f0c-4f0a-9c53-1d8f6f1a7e04, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A file is given the right to run as its owner or its group.
-- ATT&CK: TA0004 Privilege Escalation, T1548 Abuse Elevation Control Mechanism
-- tags: Domain: Endpoint, OS: Linux, Tactic: Privilege Escalation
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-9m to now
-- compiled by Verdict 0.1.0 for SQLite, layout document, from source sha256 f4bf51ce16a825ffedfdf29d7609f23dfd141e7c2b9e8fef9e8d36f6b0eae97f
--
-- The query, in lucene:
--   event.category:process AND event.type:start AND process.name:chmod AND process.args:(/[ugo]*\+[rwx]*s/ OR /0?[2467][0-7]{3}/) AND process.args_count:>2 AND
--   NOT (user.id:0 OR process.parent.name:(dpkg OR "rpm" OR apt*)) AND NOT process.args:\-\-help

DROP VIEW IF EXISTS "verdict_6b9e4a51_0f0c_4f0a_9c53_1d8f6f1a7e04";
CREATE VIEW "verdict_6b9e4a51_0f0c_4f0a_9c53_1d8f6f1a7e04" AS
SELECT
  '6b9e4a51-0f0c-4f0a-9c53-1d8f6f1a7e04' AS rule_id,
  '6b9e4a51-0f0c-4f0a-9c53-1d8f6f1a7e04:' || e."id" AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  json_array(e."id") AS event_ids,
  json_array() AS event_keys
FROM "events" AS e
WHERE EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.category"') AS v1 WHERE v1."value" = 'process')
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.type"') AS v2 WHERE v2."value" = 'start')
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."process.name"') AS v3 WHERE v3."value" = 'chmod')
  AND (
    EXISTS (
      SELECT 1 FROM json_each(e."doc", '$.text."process.args"') AS v4
      WHERE coalesce(
        (
          WITH RECURSIVE "r5"("rest", "state") AS (SELECT v4."value", 0
          UNION ALL SELECT substr(rest, 2), CASE
            WHEN state = 0 THEN CASE
              WHEN unicode(rest) = 103 OR unicode(rest) = 111 OR unicode(rest) = 117 THEN 0
              WHEN unicode(rest) = 43 THEN 2
              ELSE 1
            END
            WHEN state = 2 THEN CASE
              WHEN unicode(rest) = 114 OR unicode(rest) BETWEEN 119 AND 120 THEN 2
              WHEN unicode(rest) = 115 THEN 3
              ELSE 1
            END
            WHEN state = 3 THEN 1
            ELSE 0
          END FROM "r5" WHERE rest <> '' AND state <> 1)
          SELECT TRUE FROM "r5" WHERE rest = '' AND state = 3
        ),
        FALSE
      )
    )
    OR EXISTS (
      SELECT 1 FROM json_each(e."doc", '$.text."process.args"') AS v6
      WHERE v6."value" GLOB '[246-7][0-7][0-7][0-7]' OR v6."value" GLOB '0[246-7][0-7][0-7][0-7]'
    )
  )
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.long."process.args_count"') AS v8 WHERE v8."value" > 2)
  AND NOT (
    EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."user.id"') AS v9 WHERE v9."value" = '0')
    OR EXISTS (
      SELECT 1 FROM json_each(e."doc", '$.text."process.parent.name"') AS v10
      WHERE v10."value" IN ('dpkg', 'rpm')
    )
    OR EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."process.parent.name"') AS v11 WHERE v11."value" GLOB 'apt*')
  )
  AND NOT EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."process.args"') AS v12 WHERE v12."value" = '--help');
