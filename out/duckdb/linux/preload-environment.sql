-- Program Started with a Preloaded Library
-- rule e9dd0989-be0d-4ce7-b955-c482c3fc2e64, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A program is started with an environment that makes the loader take a library first. Used to hide files, processes and connections.
-- ATT&CK: TA0003 Persistence, T1574 Hijack Execution Flow, T1574.006 Dynamic Linker Hijacking
-- tags: OS: Linux, Domain: Endpoint, Tactic: Persistence
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for DuckDB, layout document, from source sha256 9f59c3c9ceadca6c4c02fb4e1b81aa1e94d6200159e2b0f19e45997aaf593131
--
-- The query, in eql:
--   process where host.os.type == "linux" and event.type == "start" and event.action == "exec" and
--     process.env_vars like ("LD_PRELOAD=?*", "LD_AUDIT=?*") and
--     not process.env_vars : "LD_PRELOAD=/usr/lib/*/libjemalloc.so*" and
--     (?process.parent.executable == null or process.parent.executable like "/usr/*")

CREATE OR REPLACE VIEW "verdict_e9dd0989_be0d_4ce7_b955_c482c3fc2e64" AS
SELECT
  'e9dd0989-be0d-4ce7-b955-c482c3fc2e64' AS rule_id,
  sha256(concat('e9dd0989-be0d-4ce7-b955-c482c3fc2e64:', e."id")) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"] AS VARCHAR[]) AS event_ids,
  CAST([] AS VARCHAR[]) AS event_keys
FROM "events" AS e
WHERE list_contains(json_extract_string(e."doc", '$.text."event.category"[*]'), 'process')
  AND list_contains(json_extract_string(e."doc", '$.text."host.os.type"[*]'), 'linux')
  AND list_contains(json_extract_string(e."doc", '$.text."event.type"[*]'), 'start')
  AND list_contains(json_extract_string(e."doc", '$.text."event.action"[*]'), 'exec')
  AND len(
    list_filter(
      json_extract_string(e."doc", '$.text."process.env_vars"[*]'),
      lambda v5: v5 LIKE 'LD!_PRELOAD=_%' ESCAPE '!' OR v5 LIKE 'LD!_AUDIT=_%' ESCAPE '!'
    )
  ) > 0
  AND NOT (
    len(
      list_filter(
        json_extract_string(e."doc", '$.text."process.env_vars"[*]'),
        lambda v6: translate(v6, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') LIKE 'ld!_preload=/usr/lib/%/libjemalloc.so%' ESCAPE '!'
      )
    ) > 0
  )
  AND (
    NOT (len(json_extract_string(e."doc", '$.text."process.parent.executable"[*]')) > 0)
    OR len(
      list_filter(
        json_extract_string(e."doc", '$.text."process.parent.executable"[*]'),
        lambda v8: v8 LIKE '/usr/%'
      )
    ) > 0
  );
