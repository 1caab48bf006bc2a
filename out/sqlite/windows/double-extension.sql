-- Executable with a Document's Extension in Front
-- rule 65ca079b-8ac6-41e8-856f-1c94c0ec4fc8, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A program is written whose name shows a document's extension just before its real one.
-- ATT&CK: TA0005 Defense Evasion, T1036 Masquerading, T1036.007 Double File Extension
-- tags: OS: Windows, Domain: Endpoint, Tactic: Defense Evasion
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for SQLite, layout document, from source sha256 82869b651ae8240ceda8cd2192ab033fd135731ec855a3a645aef66674bffd8b
--
-- The query, in eql:
--   file where host.os.type == "windows" and event.type in ("creation", "change") and
--     endsWith~(file.name, ".exe") and
--     file.name regex~ """.+\.(pdf|docx?|xlsx?|txt|jpe?g|png)\.(exe|scr)""" and
--     indexOf(file.name, ".") != null and indexOf~(file.path, "\\DOWNLOADS\\") > 0 and
--     not stringContains~(file.path, "\\Vendor\\") and file.size < 52428800

DROP VIEW IF EXISTS "verdict_65ca079b_8ac6_41e8_856f_1c94c0ec4fc8";
CREATE VIEW "verdict_65ca079b_8ac6_41e8_856f_1c94c0ec4fc8" AS
SELECT
  '65ca079b-8ac6-41e8-856f-1c94c0ec4fc8' AS rule_id,
  '65ca079b-8ac6-41e8-856f-1c94c0ec4fc8:' || e."id" AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  json_array(e."id") AS event_ids,
  json_array() AS event_keys
FROM "events" AS e
WHERE EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.category"') AS v1 WHERE v1."value" = 'file')
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."host.os.type"') AS v2 WHERE v2."value" = 'windows')
  AND EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.text."event.type"') AS v3
    WHERE v3."value" IN ('creation', 'change')
  )
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."file.name"') AS v4 WHERE v4."value" LIKE '%.exe')
  AND EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.text."file.name"') AS v5
    WHERE v5."value" GLOB '?*.[Pp][Dd][Ff].[Ee][Xx][Ee]'
    OR v5."value" GLOB '?*.[Pp][Dd][Ff].[Ssſ][Cc][Rr]'
    OR v5."value" GLOB '?*.[Dd][Oo][Cc].[Ee][Xx][Ee]'
    OR v5."value" GLOB '?*.[Dd][Oo][Cc].[Ssſ][Cc][Rr]'
    OR v5."value" GLOB '?*.[Dd][Oo][Cc][Xx].[Ee][Xx][Ee]'
    OR v5."value" GLOB '?*.[Dd][Oo][Cc][Xx].[Ssſ][Cc][Rr]'
    OR v5."value" GLOB '?*.[Xx][Ll][Ssſ].[Ee][Xx][Ee]'
    OR v5."value" GLOB '?*.[Xx][Ll][Ssſ].[Ssſ][Cc][Rr]'
    OR v5."value" GLOB '?*.[Xx][Ll][Ssſ][Xx].[Ee][Xx][Ee]'
    OR v5."value" GLOB '?*.[Xx][Ll][Ssſ][Xx].[Ssſ][Cc][Rr]'
    OR v5."value" GLOB '?*.[Tt][Xx][Tt].[Ee][Xx][Ee]'
    OR v5."value" GLOB '?*.[Tt][Xx][Tt].[Ssſ][Cc][Rr]'
    OR v5."value" GLOB '?*.[Jj][Pp][Gg].[Ee][Xx][Ee]'
    OR v5."value" GLOB '?*.[Jj][Pp][Gg].[Ssſ][Cc][Rr]'
    OR v5."value" GLOB '?*.[Jj][Pp][Ee][Gg].[Ee][Xx][Ee]'
    OR v5."value" GLOB '?*.[Jj][Pp][Ee][Gg].[Ssſ][Cc][Rr]'
    OR v5."value" GLOB '?*.[Pp][Nn][Gg].[Ee][Xx][Ee]'
    OR v5."value" GLOB '?*.[Pp][Nn][Gg].[Ssſ][Cc][Rr]'
  )
  AND NOT (
    EXISTS (
      SELECT 1 FROM json_each(e."doc", '$.text."file.name"') AS v7
      WHERE nullif(
        instr(
          CASE
            WHEN v7."value" GLOB '*[𐀀-􏿿]*' THEN (
              WITH RECURSIVE "characters"("rest", "out") AS (SELECT v7."value", ''
              UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
              SELECT out FROM "characters" WHERE rest = ''
            )
            ELSE v7."value"
          END,
          '.'
        ),
        0
      ) - 1 IS NULL
    )
    OR NOT EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."file.name"') AS v7)
  )
  AND EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.text."file.path"') AS v8
    WHERE nullif(
      instr(
        CASE
          WHEN lower(replace(v8."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
            WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v8."value", 'İ', 'i̇')), ''
            UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
            SELECT out FROM "characters" WHERE rest = ''
          )
          ELSE lower(replace(v8."value", 'İ', 'i̇'))
        END,
        '\downloads\'
      ),
      0
    ) - 1 > 0
  )
  AND NOT EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."file.path"') AS v9 WHERE v9."value" LIKE '%\Vendor\%')
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.long."file.size"') AS v10 WHERE v10."value" < 52428800);
