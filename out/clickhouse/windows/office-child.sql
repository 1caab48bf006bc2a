-- Office Application Starts a Script Host
-- rule 1d99d31b-921e-4052-9261-4d04c534711f, version 1, severity high, risk score 73
-- fidelity: exact
-- description: A program of the office suite starts a shell or a script host.
-- ATT&CK: TA0001 Initial Access, T1566 Phishing, T1566.001 Spearphishing Attachment
-- tags: OS: Windows, Domain: Endpoint, Tactic: Initial Access
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for ClickHouse, layout document, from source sha256 8e49b0b5667fb1d4cd76d01dea8d8e8fdcfa1be41bb12c9936ed84226bd71519
--
-- The query, in eql:
--   process where host.os.type == "windows" and event.type == "start" and
--     process.parent.name : ("winword.exe", "excel.exe", "powerpnt.exe", "outlook.exe", "onenote.exe") and
--     process.name : ("cmd.exe", "powershell.exe", "wscript.exe", "cscript.exe", "mshta.exe", "rundll32.exe") and
--     not (process.name : "rundll32.exe" and process.args : "*printui.dll*") and
--     not (?user.id == "S-1-5-18" and process.parent.name : "outlook.exe") and
--     `process`.pid > 4 and not process.args_count == 0

CREATE OR REPLACE VIEW "verdict_1d99d31b_921e_4052_9261_4d04c534711f" AS
SELECT
  '1d99d31b-921e-4052-9261-4d04c534711f' AS rule_id,
  lower(hex(SHA256(concat('1d99d31b-921e-4052-9261-4d04c534711f:', e."id")))) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"], 'Array(String)') AS event_ids,
  CAST([], 'Array(String)') AS event_keys
FROM "events" AS e
WHERE has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'process')
  AND has(JSONExtract(e."doc", 'text', 'host.os.type', 'Array(String)'), 'windows')
  AND has(JSONExtract(e."doc", 'text', 'event.type', 'Array(String)'), 'start')
  AND arrayExists(
    v4 -> lower(v4) IN ('winword.exe', 'excel.exe', 'powerpnt.exe', 'outlook.exe', 'onenote.exe'),
    JSONExtract(e."doc", 'text', 'process.parent.name', 'Array(String)')
  )
  AND arrayExists(
    v5 -> lower(v5) IN ('cmd.exe', 'powershell.exe', 'wscript.exe', 'cscript.exe', 'mshta.exe', 'rundll32.exe'),
    JSONExtract(e."doc", 'text', 'process.name', 'Array(String)')
  )
  AND NOT (
    arrayExists(v6 -> lower(v6) = 'rundll32.exe', JSONExtract(e."doc", 'text', 'process.name', 'Array(String)'))
    AND arrayExists(
      v7 -> lower(v7) LIKE '%printui.dll%',
      JSONExtract(e."doc", 'text', 'process.args', 'Array(String)')
    )
  )
  AND NOT (
    has(JSONExtract(e."doc", 'text', 'user.id', 'Array(String)'), 'S-1-5-18')
    AND arrayExists(
      v9 -> lower(v9) = 'outlook.exe',
      JSONExtract(e."doc", 'text', 'process.parent.name', 'Array(String)')
    )
  )
  AND arrayExists(v10 -> v10 > 4, JSONExtract(e."doc", 'long', 'process.pid', 'Array(Int64)'))
  AND NOT has(JSONExtract(e."doc", 'long', 'process.args_count', 'Array(Int64)'), 0)
SETTINGS optimize_or_like_chain = 0;
