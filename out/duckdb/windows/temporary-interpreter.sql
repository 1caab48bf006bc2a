-- Interpreter in a Temporary Folder
-- rule d4f0a1c7-6b1c-4a0f-8f57-5c1a1f6a9b42, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: An interpreter of scripts starts from a folder that everybody may write to, or is given a script that lies in one.
-- ATT&CK: TA0002 Execution, T1059 Command and Scripting Interpreter
-- tags: Domain: Endpoint, OS: Windows, Tactic: Execution
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-9m to now
-- compiled by Verdict 0.1.0 for DuckDB, layout document, from source sha256 cb8a645149869d56e701ac318bf6cc1598cda3cb48f0d1b68944d1dcd33659c2
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
  sha256(concat('d4f0a1c7-6b1c-4a0f-8f57-5c1a1f6a9b42:', e."id")) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"] AS VARCHAR[]) AS event_ids,
  CAST([] AS VARCHAR[]) AS event_keys
FROM "events" AS e
WHERE list_contains(json_extract_string(e."doc", '$.text."host.os.type"[*]'), 'windows')
  AND list_contains(json_extract_string(e."doc", '$.text."event.category"[*]'), 'process')
  AND list_contains(json_extract_string(e."doc", '$.text."event.type"[*]'), 'start')
  AND (
    len(
      list_filter(
        json_extract_string(e."doc", '$.text."process.executable"[*]'),
        lambda v4: v4 LIKE 'C:\Windows\Temp\%.exe' OR v4 LIKE 'C:\Users\%\AppData\Local\Temp\%'
      )
    ) > 0
    OR list_has_any(json_extract_string(e."doc", '$.text."process.args"[*]'), ['C:\temp\run.js', '//E:jscript'])
    OR len(
      list_filter(
        json_extract_string(e."doc", '$.text."process.args"[*]'),
        lambda v6: v6 LIKE '%\AppData\Local\Temp\%.vbs'
      )
    ) > 0
  )
  AND (
    list_has_any(json_extract_string(e."doc", '$.text."process.name"[*]'), ['wscript.exe', 'cscript.exe'])
    OR len(list_filter(json_extract_string(e."doc", '$.text."process.name"[*]'), lambda v8: v8 LIKE 'python%.exe')) > 0
  )
  AND NOT list_has_any(json_extract_string(e."doc", '$.text."process.parent.name"[*]'), ['msiexec.exe', 'setup.exe'])
  AND len(
    list_filter(
      CAST(json_extract_string(e."doc", '$.long."process.args_count"[*]') AS BIGINT[]),
      lambda v10: v10 > 1
    )
  ) > 0;
