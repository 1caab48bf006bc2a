-- Program Started with a Preloaded Library
-- rule e9dd0989-be0d-4ce7-b955-c482c3fc2e64, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A program is started with an environment that makes the loader take a library first. Used to hide files, processes and connections.
-- ATT&CK: TA0003 Persistence, T1574 Hijack Execution Flow, T1574.006 Dynamic Linker Hijacking
-- tags: OS: Linux, Domain: Endpoint, Tactic: Persistence
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for ClickHouse, layout document, from source sha256 9f59c3c9ceadca6c4c02fb4e1b81aa1e94d6200159e2b0f19e45997aaf593131
--
-- The query, in eql:
--   process where host.os.type == "linux" and event.type == "start" and event.action == "exec" and
--     process.env_vars like ("LD_PRELOAD=?*", "LD_AUDIT=?*") and
--     not process.env_vars : "LD_PRELOAD=/usr/lib/*/libjemalloc.so*" and
--     (?process.parent.executable == null or process.parent.executable like "/usr/*")

CREATE OR REPLACE VIEW "verdict_e9dd0989_be0d_4ce7_b955_c482c3fc2e64" AS
SELECT
  'e9dd0989-be0d-4ce7-b955-c482c3fc2e64' AS rule_id,
  lower(hex(SHA256(concat('e9dd0989-be0d-4ce7-b955-c482c3fc2e64:', e."id")))) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"], 'Array(String)') AS event_ids,
  CAST([], 'Array(String)') AS event_keys
FROM "events" AS e
WHERE has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'process')
  AND has(JSONExtract(e."doc", 'text', 'host.os.type', 'Array(String)'), 'linux')
  AND has(JSONExtract(e."doc", 'text', 'event.type', 'Array(String)'), 'start')
  AND has(JSONExtract(e."doc", 'text', 'event.action', 'Array(String)'), 'exec')
  AND arrayExists(
    v5 -> v5 LIKE 'LD\\_PRELOAD=_%' OR v5 LIKE 'LD\\_AUDIT=_%',
    JSONExtract(e."doc", 'text', 'process.env_vars', 'Array(String)')
  )
  AND NOT arrayExists(
    v6 -> lower(v6) LIKE 'ld\\_preload=/usr/lib/%/libjemalloc.so%',
    JSONExtract(e."doc", 'text', 'process.env_vars', 'Array(String)')
  )
  AND (
    NOT notEmpty(JSONExtract(e."doc", 'text', 'process.parent.executable', 'Array(String)'))
    OR arrayExists(
      v8 -> v8 LIKE '/usr/%',
      JSONExtract(e."doc", 'text', 'process.parent.executable', 'Array(String)')
    )
  )
SETTINGS optimize_or_like_chain = 0;
