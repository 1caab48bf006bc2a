-- Archive Written by a Script Host
-- rule b0d6c3c2-2a0e-4d0f-9e2b-77d1f5c4a9d3, version 1, severity low, risk score 21
-- fidelity: exact
-- description: A script host writes an archive. Folders in which tools of the house do so are left out by filters, as Kibana's rule editor makes them.
-- ATT&CK: TA0009 Collection, T1560 Archive Collected Data
-- tags: Domain: Endpoint, OS: Windows, Tactic: Collection
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-9m to now
-- compiled by Verdict 0.1.0 for PostgreSQL, layout document, from source sha256 b84aac7952aafb11ad14e456a5caa00e0427b4dfb7129270a30346425ca33d73
--
-- The query, in kuery:
--   event.category: file and event.type: creation and process.name: (powershell.exe or pwsh.exe or wscript.exe) and file.extension: (zip or 7z or rar)

CREATE OR REPLACE VIEW "verdict_b0d6c3c2_2a0e_4d0f_9e2b_77d1f5c4a9d3" AS
SELECT
  'b0d6c3c2-2a0e-4d0f-9e2b-77d1f5c4a9d3' AS rule_id,
  encode(sha256(convert_to('b0d6c3c2-2a0e-4d0f-9e2b-77d1f5c4a9d3:' || e."id", 'UTF8')), 'hex') AS alert_id,
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
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.type') AS v2
    WHERE v2."value" = 'creation'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.name') AS v3
    WHERE v3."value" IN ('powershell.exe', 'pwsh.exe', 'wscript.exe')
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'file.extension') AS v4
    WHERE v4."value" IN ('zip', '7z', 'rar')
  )
  AND NOT EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'file.path') AS v5
    WHERE lower(v5."value" COLLATE "C") LIKE E'_:\\programdata\\backup\\%' ESCAPE '!'
  )
  AND NOT (
    EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'user.name') AS v6
      WHERE v6."value" = 'backup'
    )
    OR EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'user.name') AS v7
      WHERE v7."value" = 'svc-archive'
    )
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'long' -> 'file.size') AS v8
    WHERE CAST(v8."value" AS bigint) >= 1048576
  );
