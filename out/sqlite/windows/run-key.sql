-- Run Key Points to a User-Writable Folder
-- rule e7db0141-a97d-4e5f-85a3-392699441301, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A program below a user's folder is entered where Windows starts programs at logon.
-- ATT&CK: TA0003 Persistence, T1547 Boot or Logon Autostart Execution, T1547.001 Registry Run Keys / Startup Folder
-- tags: OS: Windows, Domain: Endpoint, Tactic: Persistence
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for SQLite, layout document, from source sha256 54807a2b6b7999fa209f10113fba4e7d35766abaff512495bd306b2dbdfdf05a
--
-- The query, in eql:
--   registry where host.os.type == "windows" and event.type == "change" and
--     registry.path : (
--       """HK*\Software\Microsoft\Windows\CurrentVersion\Run\*""",
--       "HK*\\Software\\Microsoft\\Windows\\CurrentVersion\\RunOnce\\*"
--     ) and
--     length(registry.data.strings) < 260 and
--     registry.data.strings regex~ """\"?[a-zA-Z]:\\users\\[^\\]+\\appdata\\.*\.(exe|js|vbs|ps1).*""" and
--     not startsWith~(registry.data.strings, "C:\\Users\\Public\\Vendor\\")

DROP VIEW IF EXISTS "verdict_e7db0141_a97d_4e5f_85a3_392699441301";
CREATE VIEW "verdict_e7db0141_a97d_4e5f_85a3_392699441301" AS
SELECT
  'e7db0141-a97d-4e5f-85a3-392699441301' AS rule_id,
  'e7db0141-a97d-4e5f-85a3-392699441301:' || e."id" AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  json_array(e."id") AS event_ids,
  json_array() AS event_keys
FROM "events" AS e
WHERE EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.category"') AS v1 WHERE v1."value" = 'registry')
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."host.os.type"') AS v2 WHERE v2."value" = 'windows')
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.type"') AS v3 WHERE v3."value" = 'change')
  AND EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.text."registry.path"') AS v4
    WHERE v4."value" LIKE 'HK%\Software\Microsoft\Windows\CurrentVersion\Run\%'
    OR v4."value" LIKE 'HK%\Software\Microsoft\Windows\CurrentVersion\RunOnce\%'
  )
  AND EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.text."registry.data.strings"') AS v5
    WHERE length(
      CASE
        WHEN v5."value" GLOB '*[𐀀-􏿿]*' THEN (
          WITH RECURSIVE "characters"("rest", "out") AS (SELECT v5."value", ''
          UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
          SELECT out FROM "characters" WHERE rest = ''
        )
        ELSE v5."value"
      END
    ) < 260
  )
  AND EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.text."registry.data.strings"') AS v6
    WHERE coalesce(
      (
        WITH RECURSIVE "r7"("rest", "state") AS (SELECT v6."value", 0
        UNION ALL SELECT substr(rest, 2), CASE
          WHEN state = 0 THEN CASE
            WHEN unicode(rest) BETWEEN 65 AND 90 OR unicode(rest) BETWEEN 97 AND 122 THEN 3
            WHEN unicode(rest) = 34 THEN 2
            ELSE 1
          END
          WHEN state = 2 THEN CASE WHEN unicode(rest) BETWEEN 65 AND 90 OR unicode(rest) BETWEEN 97 AND 122 THEN 3 ELSE 1 END
          WHEN state = 3 THEN CASE WHEN unicode(rest) = 58 THEN 4 ELSE 1 END
          WHEN state = 4 THEN CASE WHEN unicode(rest) = 92 THEN 5 ELSE 1 END
          WHEN state = 5 THEN CASE WHEN unicode(rest) = 85 OR unicode(rest) = 117 THEN 6 ELSE 1 END
          WHEN state = 6 THEN CASE WHEN unicode(rest) = 83 OR unicode(rest) = 115 OR unicode(rest) = 383 THEN 7 ELSE 1 END
          WHEN state = 7 THEN CASE WHEN unicode(rest) = 69 OR unicode(rest) = 101 THEN 8 ELSE 1 END
          WHEN state = 8 THEN CASE WHEN unicode(rest) = 82 OR unicode(rest) = 114 THEN 9 ELSE 1 END
          WHEN state = 9 THEN CASE WHEN unicode(rest) = 83 OR unicode(rest) = 115 OR unicode(rest) = 383 THEN 10 ELSE 1 END
          WHEN state = 10 THEN CASE WHEN unicode(rest) = 92 THEN 11 ELSE 1 END
          WHEN state = 11 THEN CASE WHEN unicode(rest) = 92 THEN 1 ELSE 12 END
          WHEN state = 12 THEN CASE WHEN unicode(rest) = 92 THEN 13 ELSE 12 END
          WHEN state = 13 THEN CASE WHEN unicode(rest) = 65 OR unicode(rest) = 97 THEN 14 ELSE 1 END
          WHEN state = 14 THEN CASE WHEN unicode(rest) = 80 OR unicode(rest) = 112 THEN 15 ELSE 1 END
          WHEN state = 15 THEN CASE WHEN unicode(rest) = 80 OR unicode(rest) = 112 THEN 16 ELSE 1 END
          WHEN state = 16 THEN CASE WHEN unicode(rest) = 68 OR unicode(rest) = 100 THEN 17 ELSE 1 END
          WHEN state = 17 THEN CASE WHEN unicode(rest) = 65 OR unicode(rest) = 97 THEN 18 ELSE 1 END
          WHEN state = 18 THEN CASE WHEN unicode(rest) = 84 OR unicode(rest) = 116 THEN 19 ELSE 1 END
          WHEN state = 19 THEN CASE WHEN unicode(rest) = 65 OR unicode(rest) = 97 THEN 20 ELSE 1 END
          WHEN state = 20 THEN CASE WHEN unicode(rest) = 92 THEN 21 ELSE 1 END
          WHEN state = 21 THEN CASE WHEN unicode(rest) = 46 THEN 22 ELSE 21 END
          WHEN state = 22 THEN CASE
            WHEN unicode(rest) = 69 OR unicode(rest) = 101 THEN 23
            WHEN unicode(rest) = 74 OR unicode(rest) = 106 THEN 24
            WHEN unicode(rest) = 80 OR unicode(rest) = 112 THEN 25
            WHEN unicode(rest) = 86 OR unicode(rest) = 118 THEN 26
            WHEN unicode(rest) = 46 THEN 22
            ELSE 21
          END
          WHEN state = 23 THEN CASE WHEN unicode(rest) = 88 OR unicode(rest) = 120 THEN 27 WHEN unicode(rest) = 46 THEN 22 ELSE 21 END
          WHEN state = 24 THEN CASE
            WHEN unicode(rest) = 83 OR unicode(rest) = 115 OR unicode(rest) = 383 THEN 28
            WHEN unicode(rest) = 46 THEN 22
            ELSE 21
          END
          WHEN state = 25 THEN CASE
            WHEN unicode(rest) = 83 OR unicode(rest) = 115 OR unicode(rest) = 383 THEN 29
            WHEN unicode(rest) = 46 THEN 22
            ELSE 21
          END
          WHEN state = 26 THEN CASE WHEN unicode(rest) = 66 OR unicode(rest) = 98 THEN 24 WHEN unicode(rest) = 46 THEN 22 ELSE 21 END
          WHEN state = 27 THEN CASE WHEN unicode(rest) = 69 OR unicode(rest) = 101 THEN 28 WHEN unicode(rest) = 46 THEN 22 ELSE 21 END
          WHEN state = 29 THEN CASE WHEN unicode(rest) = 46 THEN 22 WHEN unicode(rest) = 49 THEN 28 ELSE 21 END
          ELSE 0
        END FROM "r7" WHERE rest <> '' AND state <> 28 AND state <> 1)
        SELECT TRUE FROM "r7" WHERE state = 28
      ),
      FALSE
    )
  )
  AND NOT EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.text."registry.data.strings"') AS v8
    WHERE v8."value" LIKE 'C:\Users\Public\Vendor\%'
  );
