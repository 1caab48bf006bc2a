-- Archive Written by a Script Host
-- rule b0d6c3c2-2a0e-4d0f-9e2b-77d1f5c4a9d3, version 1, severity low, risk score 21
-- fidelity: exact
-- description: A script host writes an archive. Folders in which tools of the house do so are left out by filters, as Kibana's rule editor makes them.
-- ATT&CK: TA0009 Collection, T1560 Archive Collected Data
-- tags: Domain: Endpoint, OS: Windows, Tactic: Collection
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-9m to now
-- compiled by Verdict 0.1.0 for ClickHouse, layout document, from source sha256 b84aac7952aafb11ad14e456a5caa00e0427b4dfb7129270a30346425ca33d73
--
-- The query, in kuery:
--   event.category: file and event.type: creation and process.name: (powershell.exe or pwsh.exe or wscript.exe) and file.extension: (zip or 7z or rar)

CREATE OR REPLACE VIEW "verdict_b0d6c3c2_2a0e_4d0f_9e2b_77d1f5c4a9d3" AS
SELECT
  'b0d6c3c2-2a0e-4d0f-9e2b-77d1f5c4a9d3' AS rule_id,
  lower(hex(SHA256(concat('b0d6c3c2-2a0e-4d0f-9e2b-77d1f5c4a9d3:', e."id")))) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"], 'Array(String)') AS event_ids,
  CAST([], 'Array(String)') AS event_keys
FROM "events" AS e
WHERE has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'file')
  AND has(JSONExtract(e."doc", 'text', 'event.type', 'Array(String)'), 'creation')
  AND hasAny(
    JSONExtract(e."doc", 'text', 'process.name', 'Array(String)'),
    ['powershell.exe', 'pwsh.exe', 'wscript.exe']
  )
  AND hasAny(JSONExtract(e."doc", 'text', 'file.extension', 'Array(String)'), ['zip', '7z', 'rar'])
  AND NOT arrayExists(
    v5 -> lower(v5) LIKE '_:\\\\programdata\\\\backup\\\\%',
    JSONExtract(e."doc", 'text', 'file.path', 'Array(String)')
  )
  AND NOT (
    has(JSONExtract(e."doc", 'text', 'user.name', 'Array(String)'), 'backup')
    OR has(JSONExtract(e."doc", 'text', 'user.name', 'Array(String)'), 'svc-archive')
  )
  AND arrayExists(v8 -> v8 >= 1048576, JSONExtract(e."doc", 'long', 'file.size', 'Array(Int64)'))
SETTINGS optimize_or_like_chain = 0;
