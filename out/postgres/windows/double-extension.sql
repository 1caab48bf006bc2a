-- Executable with a Document's Extension in Front
-- rule 65ca079b-8ac6-41e8-856f-1c94c0ec4fc8, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A program is written whose name shows a document's extension just before its real one.
-- ATT&CK: TA0005 Defense Evasion, T1036 Masquerading, T1036.007 Double File Extension
-- tags: OS: Windows, Domain: Endpoint, Tactic: Defense Evasion
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for PostgreSQL, layout document, from source sha256 82869b651ae8240ceda8cd2192ab033fd135731ec855a3a645aef66674bffd8b
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
  encode(sha256(convert_to('65ca079b-8ac6-41e8-856f-1c94c0ec4fc8:' || e."id", 'UTF8')), 'hex') AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST(ARRAY[e."id"] AS text[]) AS event_ids,
  CAST(ARRAY[] AS text[]) AS event_keys
FROM "events" AS e
WHERE EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.category') AS v1
    WHERE v1."value" = 'file'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'host.os.type') AS v2
    WHERE v2."value" = 'windows'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.type') AS v3
    WHERE v3."value" IN ('creation', 'change')
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'file.name') AS v4
    WHERE lower(v4."value" COLLATE "C") LIKE '%.exe'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'file.name') AS v5
    WHERE v5."value" ~ E'^(?:.+\\.(?:[Pp][Dd][Ff]|[Dd][Oo][Cc][Xx]?|[Xx][Ll][Ss\\u017f][Xx]?|[Tt][Xx][Tt]|[Jj][Pp][Ee]?[Gg]|[Pp][Nn][Gg])\\.(?:[Ee][Xx][Ee]|[Ss\\u017f][Cc][Rr]))$'
  )
  AND NOT (
    EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'file.name') AS v7
      WHERE nullif(strpos(regexp_replace(v7."value", E'([\\U00010000-\\U0010ffff])', E'\\1￾', 'g'), '.'), 0) - 1 IS NULL
    )
    OR NOT EXISTS (SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'file.name') AS v7)
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'file.path') AS v8
    WHERE nullif(
      strpos(
        regexp_replace(
          lower(replace(v8."value", 'İ', 'i̇') COLLATE "C"),
          E'([\\U00010000-\\U0010ffff])',
          E'\\1￾',
          'g'
        ),
        E'\\downloads\\'
      ),
      0
    ) - 1 > 0
  )
  AND NOT EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'file.path') AS v9
    WHERE lower(v9."value" COLLATE "C") LIKE E'%\\vendor\\%' ESCAPE '!'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'long' -> 'file.size') AS v10
    WHERE CAST(v10."value" AS bigint) < 52428800
  );
