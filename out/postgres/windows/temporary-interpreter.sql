-- Interpreter in a Temporary Folder
-- rule d4f0a1c7-6b1c-4a0f-8f57-5c1a1f6a9b42, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: An interpreter of scripts starts from a folder that everybody may write to, or is given a script that lies in one.
-- ATT&CK: TA0002 Execution, T1059 Command and Scripting Interpreter
-- tags: Domain: Endpoint, OS: Windows, Tactic: Execution
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-9m to now
-- compiled by Verdict 0.1.0 for PostgreSQL, layout document, from source sha256 cb8a645149869d56e701ac318bf6cc1598cda3cb48f0d1b68944d1dcd33659c2
--
-- The query, in kuery:
--   host.os.type: windows and event.category: process and event.type: start and
--     (process.executable: (C\:\\Windows\\Temp\\*.exe or C\:\\Users\\*\\AppData\\Local\\Temp\\*) or
--      process.args: (*\\AppData\\Local\\Temp\\*.vbs or "C:\\temp\\run.js" or //E\:jscript)) and
--     process.name: (wscript.exe or cscript.exe or python*.exe) and not process.parent.name: ("msiexec.exe" or "setup.exe") and
--     process.args_count > 1

CREATE OR REPLACE VIEW "verdict_d4f0a1c7_6b1c_4a0f_8f57_5c1a1f6a9b42" AS
SELECT
  'd4f0a1c7-6b1c-4a0f-8f57-5c1a1f6a9b42' AS rule_id,
  encode(sha256(convert_to('d4f0a1c7-6b1c-4a0f-8f57-5c1a1f6a9b42:' || e."id", 'UTF8')), 'hex') AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST(ARRAY[e."id"] AS text[]) AS event_ids,
  CAST(ARRAY[] AS text[]) AS event_keys
FROM "events" AS e
WHERE EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'host.os.type') AS v1
    WHERE v1."value" = 'windows'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.category') AS v2
    WHERE v2."value" = 'process'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.type') AS v3
    WHERE v3."value" = 'start'
  )
  AND (
    EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.executable') AS v4
      WHERE v4."value" LIKE E'C:\\Windows\\Temp\\%.exe' ESCAPE '!'
      OR v4."value" LIKE E'C:\\Users\\%\\AppData\\Local\\Temp\\%' ESCAPE '!'
    )
    OR EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.args') AS v5
      WHERE v5."value" IN (E'C:\\temp\\run.js', '//E:jscript')
    )
    OR EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.args') AS v6
      WHERE v6."value" LIKE E'%\\AppData\\Local\\Temp\\%.vbs' ESCAPE '!'
    )
  )
  AND (
    EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.name') AS v7
      WHERE v7."value" IN ('wscript.exe', 'cscript.exe')
    )
    OR EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.name') AS v8
      WHERE v8."value" LIKE 'python%.exe'
    )
  )
  AND NOT EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.parent.name') AS v9
    WHERE v9."value" IN ('msiexec.exe', 'setup.exe')
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'long' -> 'process.args_count') AS v10
    WHERE CAST(v10."value" AS bigint) > 1
  );
