-- Shell History or Log Destroyed
-- rule 2c5e0c6d-3d9c-4f0e-9d0f-8c4a4f3c5b1e, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A tool that destroys files is given a shell's history or a log.
-- ATT&CK: TA0005 Defense Evasion, T1070 Indicator Removal
-- tags: Domain: Endpoint, OS: Linux, Tactic: Defense Evasion
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-9m to now
-- compiled by Verdict 0.1.0 for PostgreSQL, layout document, from source sha256 a2aa5d76c7a951ea8494d9564e14d34c8dd58d65598834a413fb7a810b31d4da
--
-- The query, in kuery:
--   event.category:process and event.type:start and process.name:(shred or wipe or truncate) and
--     process.args:(*_history or /var/log/*) and not process.args:(--help or --version) and not process.parent.name:"logrotate"

CREATE OR REPLACE VIEW "verdict_2c5e0c6d_3d9c_4f0e_9d0f_8c4a4f3c5b1e" AS
SELECT
  '2c5e0c6d-3d9c-4f0e-9d0f-8c4a4f3c5b1e' AS rule_id,
  encode(sha256(convert_to('2c5e0c6d-3d9c-4f0e-9d0f-8c4a4f3c5b1e:' || e."id", 'UTF8')), 'hex') AS alert_id,
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
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.type') AS v2
    WHERE v2."value" = 'start'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.name') AS v3
    WHERE v3."value" IN ('shred', 'wipe', 'truncate')
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.args') AS v4
    WHERE v4."value" LIKE '%!_history' ESCAPE '!' OR v4."value" LIKE '/var/log/%'
  )
  AND NOT EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.args') AS v5
    WHERE v5."value" IN ('--help', '--version')
  )
  AND NOT EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.parent.name') AS v6
    WHERE v6."value" = 'logrotate'
  );
