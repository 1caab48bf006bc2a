-- Run Key Points to a User-Writable Folder
-- rule e7db0141-a97d-4e5f-85a3-392699441301, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A program below a user's folder is entered where Windows starts programs at logon.
-- ATT&CK: TA0003 Persistence, T1547 Boot or Logon Autostart Execution, T1547.001 Registry Run Keys / Startup Folder
-- tags: OS: Windows, Domain: Endpoint, Tactic: Persistence
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for PostgreSQL, layout document, from source sha256 54807a2b6b7999fa209f10113fba4e7d35766abaff512495bd306b2dbdfdf05a
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

CREATE OR REPLACE VIEW "verdict_e7db0141_a97d_4e5f_85a3_392699441301" AS
SELECT
  'e7db0141-a97d-4e5f-85a3-392699441301' AS rule_id,
  encode(sha256(convert_to('e7db0141-a97d-4e5f-85a3-392699441301:' || e."id", 'UTF8')), 'hex') AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST(ARRAY[e."id"] AS text[]) AS event_ids,
  CAST(ARRAY[] AS text[]) AS event_keys
FROM "events" AS e
WHERE EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.category') AS v1
    WHERE v1."value" = 'registry'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'host.os.type') AS v2
    WHERE v2."value" = 'windows'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.type') AS v3
    WHERE v3."value" = 'change'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'registry.path') AS v4
    WHERE lower(v4."value" COLLATE "C") LIKE E'hk%\\software\\microsoft\\windows\\currentversion\\run\\%' ESCAPE '!'
    OR lower(v4."value" COLLATE "C") LIKE E'hk%\\software\\microsoft\\windows\\currentversion\\runonce\\%' ESCAPE '!'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'registry.data.strings') AS v5
    WHERE length(regexp_replace(v5."value", E'([\\U00010000-\\U0010ffff])', E'\\1￾', 'g')) < 260
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'registry.data.strings') AS v6
    WHERE v6."value" ~ E'^(?:"?[A-Za-z]:\\\\[Uu][Ss\\u017f][Ee][Rr][Ss\\u017f]\\\\[^\\\\]+\\\\[Aa][Pp][Pp][Dd][Aa][Tt][Aa]\\\\.*\\.(?:[Ee][Xx][Ee]|[Jj][Ss\\u017f]|[Vv][Bb][Ss\\u017f]|[Pp][Ss\\u017f]1).*)$'
  )
  AND NOT EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'registry.data.strings') AS v8
    WHERE lower(v8."value" COLLATE "C") LIKE E'c:\\users\\public\\vendor\\%' ESCAPE '!'
  );
