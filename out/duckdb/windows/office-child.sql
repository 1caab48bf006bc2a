-- Office Application Starts a Script Host
-- rule 1d99d31b-921e-4052-9261-4d04c534711f, version 1, severity high, risk score 73
-- fidelity: exact
-- description: A program of the office suite starts a shell or a script host.
-- ATT&CK: TA0001 Initial Access, T1566 Phishing, T1566.001 Spearphishing Attachment
-- tags: OS: Windows, Domain: Endpoint, Tactic: Initial Access
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for DuckDB, layout document, from source sha256 8e49b0b5667fb1d4cd76d01dea8d8e8fdcfa1be41bb12c9936ed84226bd71519
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
  sha256(concat('1d99d31b-921e-4052-9261-4d04c534711f:', e."id")) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"] AS VARCHAR[]) AS event_ids,
  CAST([] AS VARCHAR[]) AS event_keys
FROM "events" AS e
WHERE list_contains(json_extract_string(e."doc", '$.text."event.category"[*]'), 'process')
  AND list_contains(json_extract_string(e."doc", '$.text."host.os.type"[*]'), 'windows')
  AND list_contains(json_extract_string(e."doc", '$.text."event.type"[*]'), 'start')
  AND len(
    list_filter(
      json_extract_string(e."doc", '$.text."process.parent.name"[*]'),
      lambda v4: translate(v4, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') IN (
        'winword.exe',
        'excel.exe',
        'powerpnt.exe',
        'outlook.exe',
        'onenote.exe'
      )
    )
  ) > 0
  AND len(
    list_filter(
      json_extract_string(e."doc", '$.text."process.name"[*]'),
      lambda v5: translate(v5, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') IN (
        'cmd.exe',
        'powershell.exe',
        'wscript.exe',
        'cscript.exe',
        'mshta.exe',
        'rundll32.exe'
      )
    )
  ) > 0
  AND NOT (
    len(
      list_filter(
        json_extract_string(e."doc", '$.text."process.name"[*]'),
        lambda v6: translate(v6, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') = 'rundll32.exe'
      )
    ) > 0
    AND len(
      list_filter(
        json_extract_string(e."doc", '$.text."process.args"[*]'),
        lambda v7: translate(v7, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') LIKE '%printui.dll%'
      )
    ) > 0
  )
  AND NOT (
    list_contains(json_extract_string(e."doc", '$.text."user.id"[*]'), 'S-1-5-18')
    AND len(
      list_filter(
        json_extract_string(e."doc", '$.text."process.parent.name"[*]'),
        lambda v9: translate(v9, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') = 'outlook.exe'
      )
    ) > 0
  )
  AND len(
    list_filter(CAST(json_extract_string(e."doc", '$.long."process.pid"[*]') AS BIGINT[]), lambda v10: v10 > 4)
  ) > 0
  AND NOT list_contains(CAST(json_extract_string(e."doc", '$.long."process.args_count"[*]') AS BIGINT[]), 0);
