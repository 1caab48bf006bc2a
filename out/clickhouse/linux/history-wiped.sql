-- Shell History or Log Destroyed
-- rule 2c5e0c6d-3d9c-4f0e-9d0f-8c4a4f3c5b1e, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A tool that destroys files is given a shell's history or a log.
-- ATT&CK: TA0005 Defense Evasion, T1070 Indicator Removal
-- tags: Domain: Endpoint, OS: Linux, Tactic: Defense Evasion
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-9m to now
-- compiled by Verdict 0.1.0 for ClickHouse, layout document, from source sha256 a2aa5d76c7a951ea8494d9564e14d34c8dd58d65598834a413fb7a810b31d4da
--
-- The query, in kuery:
--   event.category:process and event.type:start and process.name:(shred or wipe or truncate) and
--     process.args:(*_history or /var/log/*) and not process.args:(--help or --version) and not process.parent.name:"logrotate"

CREATE OR REPLACE VIEW "verdict_2c5e0c6d_3d9c_4f0e_9d0f_8c4a4f3c5b1e" AS
SELECT
  '2c5e0c6d-3d9c-4f0e-9d0f-8c4a4f3c5b1e' AS rule_id,
  lower(hex(SHA256(concat('2c5e0c6d-3d9c-4f0e-9d0f-8c4a4f3c5b1e:', e."id")))) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"], 'Array(String)') AS event_ids,
  CAST([], 'Array(String)') AS event_keys
FROM "events" AS e
WHERE has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'process')
  AND has(JSONExtract(e."doc", 'text', 'event.type', 'Array(String)'), 'start')
  AND hasAny(JSONExtract(e."doc", 'text', 'process.name', 'Array(String)'), ['shred', 'wipe', 'truncate'])
  AND arrayExists(
    v4 -> v4 LIKE '%\\_history' OR v4 LIKE '/var/log/%',
    JSONExtract(e."doc", 'text', 'process.args', 'Array(String)')
  )
  AND NOT hasAny(JSONExtract(e."doc", 'text', 'process.args', 'Array(String)'), ['--help', '--version'])
  AND NOT has(JSONExtract(e."doc", 'text', 'process.parent.name', 'Array(String)'), 'logrotate')
SETTINGS optimize_or_like_chain = 0;
