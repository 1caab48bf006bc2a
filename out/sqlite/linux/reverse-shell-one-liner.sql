-- Reverse Shell One-Liner
-- rule 8f71c647-0003-48c1-bebc-a0bcbfc8a5df, version 1, severity high, risk score 73
-- fidelity: exact
-- description: An interpreter or a shell is started with a command line that opens a socket and hands it to a shell.
-- ATT&CK: TA0002 Execution, T1059 Command and Scripting Interpreter, T1059.004 Unix Shell, T1059.006 Python
-- tags: OS: Linux, Domain: Endpoint, Tactic: Execution
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose event.ingested (window_time, or @timestamp where it is missing) lies from now-6m to now
-- compiled by Verdict 0.1.0 for SQLite, layout document, from source sha256 9318a500ff1165630c571ba088676ed1806187c582c9bd5fe11f81195c0b0c7b
--
-- The query, in eql:
--   process where host.os.type == "linux" and event.type == "start" and event.action == "exec" and
--     process.name like~ ("bash", "sh", "zsh", "python*", "perl*", "ruby*") and
--     (
--       process.command_line regex """.*/dev/(tcp|udp)/[0-9a-zA-Z.\-]+/[0-9]{1,5}.*""" or
--       (process.command_line : "*socket*" and process.command_line : ("*subprocess*", "*pty.spawn*", "*exec \"/bin/*sh*"))
--     ) and
--     not process.parent.name in~ ("ansible", "salt-minion", "puppet")

DROP VIEW IF EXISTS "verdict_8f71c647_0003_48c1_bebc_a0bcbfc8a5df";
CREATE VIEW "verdict_8f71c647_0003_48c1_bebc_a0bcbfc8a5df" AS
SELECT
  '8f71c647-0003-48c1-bebc-a0bcbfc8a5df' AS rule_id,
  '8f71c647-0003-48c1-bebc-a0bcbfc8a5df:' || e."id" AS alert_id,
  e."ts" AS event_time,
  coalesce(json_extract(e."doc", '$.date."event.ingested"[0]'), e."ts") AS window_time,
  json_array(e."id") AS event_ids,
  json_array() AS event_keys
FROM "events" AS e
WHERE EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.category"') AS v1 WHERE v1."value" = 'process')
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."host.os.type"') AS v2 WHERE v2."value" = 'linux')
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.type"') AS v3 WHERE v3."value" = 'start')
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.action"') AS v4 WHERE v4."value" = 'exec')
  AND EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.text."process.name"') AS v5
    WHERE v5."value" COLLATE NOCASE IN ('bash', 'sh', 'zsh')
    OR v5."value" LIKE 'python%'
    OR v5."value" LIKE 'perl%'
    OR v5."value" LIKE 'ruby%'
  )
  AND (
    EXISTS (
      SELECT 1 FROM json_each(e."doc", '$.text."process.command_line"') AS v6
      WHERE coalesce(
        (
          WITH RECURSIVE "r7"("rest", "state") AS (SELECT v6."value", 0
          UNION ALL SELECT substr(rest, 2), CASE
            WHEN state = 0 THEN CASE WHEN unicode(rest) = 47 THEN 1 ELSE 0 END
            WHEN state = 1 THEN CASE WHEN unicode(rest) = 47 THEN 1 WHEN unicode(rest) = 100 THEN 2 ELSE 0 END
            WHEN state = 2 THEN CASE WHEN unicode(rest) = 47 THEN 1 WHEN unicode(rest) = 101 THEN 3 ELSE 0 END
            WHEN state = 3 THEN CASE WHEN unicode(rest) = 47 THEN 1 WHEN unicode(rest) = 118 THEN 4 ELSE 0 END
            WHEN state = 4 THEN CASE WHEN unicode(rest) = 47 THEN 5 ELSE 0 END
            WHEN state = 5 THEN CASE
              WHEN unicode(rest) = 47 THEN 1
              WHEN unicode(rest) = 100 THEN 2
              WHEN unicode(rest) = 116 THEN 6
              WHEN unicode(rest) = 117 THEN 7
              ELSE 0
            END
            WHEN state = 6 THEN CASE WHEN unicode(rest) = 47 THEN 1 WHEN unicode(rest) = 99 THEN 8 ELSE 0 END
            WHEN state = 7 THEN CASE WHEN unicode(rest) = 47 THEN 1 WHEN unicode(rest) = 100 THEN 8 ELSE 0 END
            WHEN state = 8 THEN CASE WHEN unicode(rest) = 47 THEN 1 WHEN unicode(rest) = 112 THEN 9 ELSE 0 END
            WHEN state = 9 THEN CASE WHEN unicode(rest) = 47 THEN 10 ELSE 0 END
            WHEN state = 10 THEN CASE
              WHEN unicode(rest) BETWEEN 45 AND 46
              OR unicode(rest) BETWEEN 48 AND 57
              OR unicode(rest) BETWEEN 65 AND 90
              OR unicode(rest) BETWEEN 97 AND 99
              OR unicode(rest) BETWEEN 101 AND 122 THEN 11
              WHEN unicode(rest) = 47 THEN 1
              WHEN unicode(rest) = 100 THEN 12
              ELSE 0
            END
            WHEN state = 11 THEN CASE
              WHEN unicode(rest) BETWEEN 45 AND 46
              OR unicode(rest) BETWEEN 48 AND 57
              OR unicode(rest) BETWEEN 65 AND 90
              OR unicode(rest) BETWEEN 97 AND 122 THEN 11
              WHEN unicode(rest) = 47 THEN 13
              ELSE 0
            END
            WHEN state = 12 THEN CASE
              WHEN unicode(rest) BETWEEN 45 AND 46
              OR unicode(rest) BETWEEN 48 AND 57
              OR unicode(rest) BETWEEN 65 AND 90
              OR unicode(rest) BETWEEN 97 AND 100
              OR unicode(rest) BETWEEN 102 AND 122 THEN 11
              WHEN unicode(rest) = 47 THEN 13
              WHEN unicode(rest) = 101 THEN 14
              ELSE 0
            END
            WHEN state = 13 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 THEN 15
              WHEN unicode(rest) = 47 THEN 1
              WHEN unicode(rest) = 100 THEN 2
              ELSE 0
            END
            WHEN state = 14 THEN CASE
              WHEN unicode(rest) BETWEEN 45 AND 46
              OR unicode(rest) BETWEEN 48 AND 57
              OR unicode(rest) BETWEEN 65 AND 90
              OR unicode(rest) BETWEEN 97 AND 117
              OR unicode(rest) BETWEEN 119 AND 122 THEN 11
              WHEN unicode(rest) = 47 THEN 13
              WHEN unicode(rest) = 118 THEN 16
              ELSE 0
            END
            WHEN state = 16 THEN CASE
              WHEN unicode(rest) BETWEEN 45 AND 46
              OR unicode(rest) BETWEEN 48 AND 57
              OR unicode(rest) BETWEEN 65 AND 90
              OR unicode(rest) BETWEEN 97 AND 122 THEN 11
              WHEN unicode(rest) = 47 THEN 17
              ELSE 0
            END
            WHEN state = 17 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 THEN 15
              WHEN unicode(rest) = 47 THEN 1
              WHEN unicode(rest) = 100 THEN 2
              WHEN unicode(rest) = 116 THEN 6
              WHEN unicode(rest) = 117 THEN 7
              ELSE 0
            END
            ELSE 0
          END FROM "r7" WHERE rest <> '' AND state <> 15)
          SELECT TRUE FROM "r7" WHERE state = 15
        ),
        FALSE
      )
    )
    OR (
      EXISTS (
        SELECT 1 FROM json_each(e."doc", '$.text."process.command_line"') AS v8
        WHERE v8."value" LIKE '%socket%'
      )
      AND EXISTS (
        SELECT 1 FROM json_each(e."doc", '$.text."process.command_line"') AS v9
        WHERE v9."value" LIKE '%subprocess%' OR v9."value" LIKE '%pty.spawn%' OR v9."value" LIKE '%exec "/bin/%sh%'
      )
    )
  )
  AND NOT EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.text."process.parent.name"') AS v10
    WHERE v10."value" COLLATE NOCASE IN ('ansible', 'salt-minion', 'puppet')
  );
