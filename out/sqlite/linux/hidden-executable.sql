-- Hidden Executable Started from a World-Writable Folder
-- rule bae543e1-5962-4c2b-b242-66a12054216b, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A program whose name begins with a dot, or is a single character, starts from a folder that everybody can write to.
-- ATT&CK: TA0005 Defense Evasion, T1564 Hide Artifacts, T1564.001 Hidden Files and Directories
-- tags: OS: Linux, Domain: Endpoint, Tactic: Defense Evasion
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for SQLite, layout document, from source sha256 f21be1aa48a7f08b958bae79be8ee455c427a2ff1fa8c07256cd81bb119dc26d
--
-- The query, in eql:
--   process where host.os.type == "linux" and event.type == "start" and event.action == "exec" and
--     startsWith(process.executable, "/tmp/") == true and
--     (substring(process.name, 0, 1) == "." or length(process.name) <= 1) and
--     process.args_count >= 1 and user.id != "0"

DROP VIEW IF EXISTS "verdict_bae543e1_5962_4c2b_b242_66a12054216b";
CREATE VIEW "verdict_bae543e1_5962_4c2b_b242_66a12054216b" AS
SELECT
  'bae543e1-5962-4c2b-b242-66a12054216b' AS rule_id,
  'bae543e1-5962-4c2b-b242-66a12054216b:' || e."id" AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  json_array(e."id") AS event_ids,
  json_array() AS event_keys
FROM "events" AS e
WHERE EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.category"') AS v1 WHERE v1."value" = 'process')
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."host.os.type"') AS v2 WHERE v2."value" = 'linux')
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.type"') AS v3 WHERE v3."value" = 'start')
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.action"') AS v4 WHERE v4."value" = 'exec')
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."process.executable"') AS v5 WHERE v5."value" GLOB '/tmp/*')
  AND (
    EXISTS (
      SELECT 1 FROM json_each(e."doc", '$.text."process.name"') AS v6
      WHERE CASE
        WHEN substr(
          CASE
            WHEN v6."value" GLOB '*[𐀀-􏿿]*' THEN (
              WITH RECURSIVE "characters"("rest", "out") AS (SELECT v6."value", ''
              UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
              SELECT out FROM "characters" WHERE rest = ''
            )
            ELSE v6."value"
          END,
          1,
          1
        ) GLOB '*[𐀀-􏿿]*' THEN (
          WITH RECURSIVE "characters"("rest", "out") AS (SELECT substr(
            CASE
              WHEN v6."value" GLOB '*[𐀀-􏿿]*' THEN (
                WITH RECURSIVE "characters"("rest", "out") AS (SELECT v6."value", ''
                UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                SELECT out FROM "characters" WHERE rest = ''
              )
              ELSE v6."value"
            END,
            1,
            1
          ), ''
          UNION ALL SELECT substr(
            rest,
            CASE WHEN substr(rest, 2, 1) = '￾' THEN CASE WHEN unicode(rest) > 65535 THEN 3 ELSE 2 END ELSE 2 END
          ), out || CASE WHEN unicode(rest) > 65535 AND substr(rest, 2, 1) <> '￾' THEN '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
          SELECT out FROM "characters" WHERE rest = ''
        )
        ELSE substr(
          CASE
            WHEN v6."value" GLOB '*[𐀀-􏿿]*' THEN (
              WITH RECURSIVE "characters"("rest", "out") AS (SELECT v6."value", ''
              UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
              SELECT out FROM "characters" WHERE rest = ''
            )
            ELSE v6."value"
          END,
          1,
          1
        )
      END = '.'
    )
    OR EXISTS (
      SELECT 1 FROM json_each(e."doc", '$.text."process.name"') AS v7
      WHERE length(
        CASE
          WHEN v7."value" GLOB '*[𐀀-􏿿]*' THEN (
            WITH RECURSIVE "characters"("rest", "out") AS (SELECT v7."value", ''
            UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
            SELECT out FROM "characters" WHERE rest = ''
          )
          ELSE v7."value"
        END
      ) <= 1
    )
  )
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.long."process.args_count"') AS v8 WHERE v8."value" >= 1)
  AND NOT EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."user.id"') AS v9 WHERE v9."value" = '0');
