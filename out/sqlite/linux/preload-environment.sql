-- Program Started with a Preloaded Library
-- rule e9dd0989-be0d-4ce7-b955-c482c3fc2e64, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A program is started with an environment that makes the loader take a library first. Used to hide files, processes and connections.
-- ATT&CK: TA0003 Persistence, T1574 Hijack Execution Flow, T1574.006 Dynamic Linker Hijacking
-- tags: OS: Linux, Domain: Endpoint, Tactic: Persistence
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for SQLite, layout document, from source sha256 9f59c3c9ceadca6c4c02fb4e1b81aa1e94d6200159e2b0f19e45997aaf593131
--
-- The query, in eql:
--   process where host.os.type == "linux" and event.type == "start" and event.action == "exec" and
--     process.env_vars like ("LD_PRELOAD=?*", "LD_AUDIT=?*") and
--     not process.env_vars : "LD_PRELOAD=/usr/lib/*/libjemalloc.so*" and
--     (?process.parent.executable == null or process.parent.executable like "/usr/*")

DROP VIEW IF EXISTS "verdict_e9dd0989_be0d_4ce7_b955_c482c3fc2e64";
CREATE VIEW "verdict_e9dd0989_be0d_4ce7_b955_c482c3fc2e64" AS
SELECT
  'e9dd0989-be0d-4ce7-b955-c482c3fc2e64' AS rule_id,
  'e9dd0989-be0d-4ce7-b955-c482c3fc2e64:' || e."id" AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  json_array(e."id") AS event_ids,
  json_array() AS event_keys
FROM "events" AS e
WHERE EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.category"') AS v1 WHERE v1."value" = 'process')
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."host.os.type"') AS v2 WHERE v2."value" = 'linux')
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.type"') AS v3 WHERE v3."value" = 'start')
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.action"') AS v4 WHERE v4."value" = 'exec')
  AND EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.text."process.env_vars"') AS v5
    WHERE v5."value" GLOB 'LD_PRELOAD=?*' OR v5."value" GLOB 'LD_AUDIT=?*'
  )
  AND NOT EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.text."process.env_vars"') AS v6
    WHERE v6."value" LIKE 'LD!_PRELOAD=/usr/lib/%/libjemalloc.so%' ESCAPE '!'
  )
  AND (
    NOT EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."process.parent.executable"') AS v7)
    OR EXISTS (
      SELECT 1 FROM json_each(e."doc", '$.text."process.parent.executable"') AS v8
      WHERE v8."value" GLOB '/usr/*'
    )
  );
