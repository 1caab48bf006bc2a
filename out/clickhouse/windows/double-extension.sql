-- Executable with a Document's Extension in Front
-- rule 65ca079b-8ac6-41e8-856f-1c94c0ec4fc8, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A program is written whose name shows a document's extension just before its real one.
-- ATT&CK: TA0005 Defense Evasion, T1036 Masquerading, T1036.007 Double File Extension
-- tags: OS: Windows, Domain: Endpoint, Tactic: Defense Evasion
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for ClickHouse, layout document, from source sha256 82869b651ae8240ceda8cd2192ab033fd135731ec855a3a645aef66674bffd8b
--
-- The query, in eql:
--   file where host.os.type == "windows" and event.type in ("creation", "change") and
--     endsWith~(file.name, ".exe") and
--     file.name regex~ """.+\.(pdf|docx?|xlsx?|txt|jpe?g|png)\.(exe|scr)""" and
--     indexOf(file.name, ".") != null and indexOf~(file.path, "\\DOWNLOADS\\") > 0 and
--     not stringContains~(file.path, "\\Vendor\\") and file.size < 52428800

CREATE OR REPLACE VIEW "verdict_65ca079b_8ac6_41e8_856f_1c94c0ec4fc8" AS
SELECT
  '65ca079b-8ac6-41e8-856f-1c94c0ec4fc8' AS rule_id,
  lower(hex(SHA256(concat('65ca079b-8ac6-41e8-856f-1c94c0ec4fc8:', e."id")))) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"], 'Array(String)') AS event_ids,
  CAST([], 'Array(String)') AS event_keys
FROM "events" AS e
WHERE has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'file')
  AND has(JSONExtract(e."doc", 'text', 'host.os.type', 'Array(String)'), 'windows')
  AND hasAny(JSONExtract(e."doc", 'text', 'event.type', 'Array(String)'), ['creation', 'change'])
  AND arrayExists(v4 -> lower(v4) LIKE '%.exe', JSONExtract(e."doc", 'text', 'file.name', 'Array(String)'))
  AND arrayExists(
    v5 -> match(
      v5,
      '^(?:(?s:.)+\\.(?:[Pp][Dd][Ff]|[Dd][Oo][Cc][Xx]?|[Xx][Ll][Ss\\x{17f}][Xx]?|[Tt][Xx][Tt]|[Jj][Pp][Ee]?[Gg]|[Pp][Nn][Gg])\\.(?:[Ee][Xx][Ee]|[Ss\\x{17f}][Cc][Rr]))$'
    ),
    JSONExtract(e."doc", 'text', 'file.name', 'Array(String)')
  )
  AND NOT (
    arrayExists(
      v7 -> nullif(toInt64(positionUTF8(replaceRegexpAll(v7, '([\\x{10000}-\\x{10ffff}])', '\\1￾'), '.')), 0) - 1 IS NULL,
      JSONExtract(e."doc", 'text', 'file.name', 'Array(String)')
    )
    OR NOT notEmpty(JSONExtract(e."doc", 'text', 'file.name', 'Array(String)'))
  )
  AND arrayExists(
    v8 -> nullif(
      toInt64(
        positionUTF8(
          replaceRegexpAll(lower(replace(v8, 'İ', 'i̇')), '([\\x{10000}-\\x{10ffff}])', '\\1￾'),
          '\\downloads\\'
        )
      ),
      0
    ) - 1 > 0,
    JSONExtract(e."doc", 'text', 'file.path', 'Array(String)')
  )
  AND NOT arrayExists(
    v9 -> lower(v9) LIKE '%\\\\vendor\\\\%',
    JSONExtract(e."doc", 'text', 'file.path', 'Array(String)')
  )
  AND arrayExists(v10 -> v10 < 52428800, JSONExtract(e."doc", 'long', 'file.size', 'Array(Int64)'))
SETTINGS optimize_or_like_chain = 0;
