-- Office Application Starts a Script Host
-- rule 1d99d31b-921e-4052-9261-4d04c534711f, version 1, severity high, risk score 73
-- fidelity: exact
-- description: A program of the office suite starts a shell or a script host.
-- ATT&CK: TA0001 Initial Access, T1566 Phishing, T1566.001 Spearphishing Attachment
-- tags: OS: Windows, Domain: Endpoint, Tactic: Initial Access
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for PostgreSQL, layout document, from source sha256 8e49b0b5667fb1d4cd76d01dea8d8e8fdcfa1be41bb12c9936ed84226bd71519
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
  encode(sha256(convert_to('1d99d31b-921e-4052-9261-4d04c534711f:' || e."id", 'UTF8')), 'hex') AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST(ARRAY[e."id"] AS text[]) AS event_ids,
  CAST(ARRAY[] AS text[]) AS event_keys
FROM "events" AS e
WHERE EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.category') AS v1
    WHERE v1."value" = 'process'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'host.os.type') AS v2
    WHERE v2."value" = 'windows'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.type') AS v3
    WHERE v3."value" = 'start'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.parent.name') AS v4
    WHERE lower(v4."value" COLLATE "C") IN ('winword.exe', 'excel.exe', 'powerpnt.exe', 'outlook.exe', 'onenote.exe')
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.name') AS v5
    WHERE lower(v5."value" COLLATE "C") IN (
      'cmd.exe',
      'powershell.exe',
      'wscript.exe',
      'cscript.exe',
      'mshta.exe',
      'rundll32.exe'
    )
  )
  AND NOT (
    EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.name') AS v6
      WHERE lower(v6."value" COLLATE "C") = 'rundll32.exe'
    )
    AND EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.args') AS v7
      WHERE lower(v7."value" COLLATE "C") LIKE '%printui.dll%'
    )
  )
  AND NOT (
    EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'user.id') AS v8
      WHERE v8."value" = 'S-1-5-18'
    )
    AND EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.parent.name') AS v9
      WHERE lower(v9."value" COLLATE "C") = 'outlook.exe'
    )
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'long' -> 'process.pid') AS v10
    WHERE CAST(v10."value" AS bigint) > 4
  )
  AND NOT EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'long' -> 'process.args_count') AS v11
    WHERE CAST(v11."value" AS bigint) = 0
  );
