-- Dropped File Executed
-- rule 6c7e1d0b-2f4a-4d0e-9d55-0f9c4c4a7b11, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A file is written to a world-writable folder, and within five minutes a program is started from that very path. A file that is deleted in between is another file
--   afterwards.
-- ATT&CK: TA0002 Execution, T1204 User Execution, T1204.002 Malicious File
-- tags: OS: Linux, Domain: Endpoint, Tactic: Execution
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-10m to now
-- parameters, each a TIMESTAMP in UTC:
--   from_time      where the window begins; by the schedule now-10m
--   to_time        where the window ends; by the schedule now
-- for example:
--   SELECT * FROM "verdict_6c7e1d0b_2f4a_4d0e_9d55_0f9c4c4a7b11"(CAST('2026-01-15T09:20:00.000' AS TIMESTAMP), CAST('2026-01-15T09:30:00.000' AS TIMESTAMP))
-- compiled by Verdict 0.1.0 for DuckDB, layout document, from source sha256 af19e6e1ec68c86872c6d33d9ba28cb0cf62a6aea73c3b2b6c20df5fd80a1644
--
-- The query, in eql:
--   sequence by host.id with maxspan=5m
--     [file where host.os.type == "linux" and event.action in ("creation", "rename") and
--       file.path like ("/tmp/*", "/var/tmp/*", "/dev/shm/*") and not process.name in ("dpkg", "rpm")] by file.path
--     [process where host.os.type == "linux" and event.type == "start" and event.action == "exec"] by process.executable
--     until [file where event.action == "deletion"] by file.path

CREATE OR REPLACE MACRO "verdict_6c7e1d0b_2f4a_4d0e_9d55_0f9c4c4a7b11"(from_time, to_time) AS TABLE
WITH v_hits AS MATERIALIZED (
  SELECT
    1 AS scan, e."id" AS id, epoch_ms(e."ts") AS ms, e."ts" AS event_time, e."ts" AS window_time, j1."value" AS k1,
    j2."value" AS k2, list_position(json_extract_string(e."doc", '$.text."host.id"[*]'), j1."value") AS p1,
    list_position(json_extract_string(e."doc", '$.text."file.path"[*]'), j2."value") AS p2
  FROM "events" AS e
  CROSS JOIN LATERAL unnest(json_extract_string(e."doc", '$.text."host.id"[*]')) AS j1(value)
  CROSS JOIN LATERAL unnest(json_extract_string(e."doc", '$.text."file.path"[*]')) AS j2(value)
  WHERE e."ts" >= from_time
    AND e."ts" <= to_time
    AND list_contains(json_extract_string(e."doc", '$.text."event.category"[*]'), 'file')
    AND list_contains(json_extract_string(e."doc", '$.text."host.os.type"[*]'), 'linux')
    AND list_has_any(json_extract_string(e."doc", '$.text."event.action"[*]'), ['creation', 'rename'])
    AND len(
      list_filter(
        json_extract_string(e."doc", '$.text."file.path"[*]'),
        lambda v6: v6 LIKE '/tmp/%' OR v6 LIKE '/var/tmp/%' OR v6 LIKE '/dev/shm/%'
      )
    ) > 0
    AND NOT list_has_any(json_extract_string(e."doc", '$.text."process.name"[*]'), ['dpkg', 'rpm'])
  UNION ALL
  SELECT
    2 AS scan, e."id" AS id, epoch_ms(e."ts") AS ms, e."ts" AS event_time, e."ts" AS window_time, j8."value" AS k1,
    j9."value" AS k2, list_position(json_extract_string(e."doc", '$.text."host.id"[*]'), j8."value") AS p1,
    list_position(json_extract_string(e."doc", '$.text."process.executable"[*]'), j9."value") AS p2
  FROM "events" AS e
  CROSS JOIN LATERAL unnest(json_extract_string(e."doc", '$.text."host.id"[*]')) AS j8(value)
  CROSS JOIN LATERAL unnest(json_extract_string(e."doc", '$.text."process.executable"[*]')) AS j9(value)
  WHERE e."ts" >= from_time
    AND e."ts" <= to_time
    AND list_contains(json_extract_string(e."doc", '$.text."event.category"[*]'), 'process')
    AND list_contains(json_extract_string(e."doc", '$.text."host.os.type"[*]'), 'linux')
    AND list_contains(json_extract_string(e."doc", '$.text."event.type"[*]'), 'start')
    AND list_contains(json_extract_string(e."doc", '$.text."event.action"[*]'), 'exec')
  UNION ALL
  SELECT
    3 AS scan, e."id" AS id, epoch_ms(e."ts") AS ms, e."ts" AS event_time, e."ts" AS window_time,
    j14."value" AS k1, j15."value" AS k2,
    list_position(json_extract_string(e."doc", '$.text."host.id"[*]'), j14."value") AS p1,
    list_position(json_extract_string(e."doc", '$.text."file.path"[*]'), j15."value") AS p2
  FROM "events" AS e
  CROSS JOIN LATERAL unnest(json_extract_string(e."doc", '$.text."host.id"[*]')) AS j14(value)
  CROSS JOIN LATERAL unnest(json_extract_string(e."doc", '$.text."file.path"[*]')) AS j15(value)
  WHERE e."ts" >= from_time
    AND e."ts" <= to_time
    AND list_contains(json_extract_string(e."doc", '$.text."event.category"[*]'), 'file')
    AND list_contains(json_extract_string(e."doc", '$.text."event.action"[*]'), 'deletion')
),
v_distinct AS MATERIALIZED (
  SELECT h.scan, h.id, h.ms, h.event_time, h.window_time, h.k1, h.k2, min(h.p1) AS p1, min(h.p2) AS p2
  FROM v_hits AS h
  GROUP BY h.scan, h.id, h.ms, h.event_time, h.window_time, h.k1, h.k2
),
v_moments AS MATERIALIZED (
  SELECT
    h.scan AS stage, dense_rank() OVER (ORDER BY h.ms ASC NULLS LAST, h.id ASC NULLS LAST) AS ordinal, h.id, h.ms,
    h.event_time, h.window_time, h.k1, h.k2, h.p1, h.p2
  FROM v_distinct AS h
),
v_until AS MATERIALIZED (
  SELECT
    m.stage, m.ordinal, m.id, m.ms, m.event_time, m.window_time, m.k1, m.k2, m.p1, m.p2,
    max(CASE WHEN m.stage = 3 THEN m.ordinal END) OVER (PARTITION BY m.k1, m.k2
    ORDER BY m.ordinal ASC NULLS LAST, CASE WHEN m.stage = 3 THEN 1 ELSE 0 END ASC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS ended
  FROM v_moments AS m
),
v_step1 AS MATERIALIZED (
  SELECT
    m.stage, m.ordinal, m.id, m.ms, m.event_time, m.window_time, m.k1, m.k2, m.p1, m.p2, m.ended, m.ms AS first_ms,
    CAST([m.id] AS VARCHAR[]) AS members
  FROM v_until AS m
  WHERE m.stage <> 3
),
v_seen2 AS MATERIALIZED (
  SELECT
    s.stage, s.ordinal, s.id, s.ms, s.event_time, s.window_time, s.k1, s.k2, s.p1, s.p2, s.ended, s.first_ms,
    s.members, lag(s.stage) OVER w AS prev_stage, lag(s.ordinal) OVER w AS prev_ordinal,
    lag(s.ms) OVER w AS prev_ms, lag(s.first_ms) OVER w AS prev_first_ms, lag(s.members) OVER w AS prev_members
  FROM v_step1 AS s
  WINDOW w AS (PARTITION BY s.k1, s.k2, CASE WHEN s.stage > 2 THEN 1 ELSE 0 END ORDER BY s.ordinal ASC NULLS LAST, s.stage DESC NULLS FIRST ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
),
v_step2 AS MATERIALIZED (
  SELECT
    s.stage, s.ordinal, s.id, s.ms, s.event_time, s.window_time, s.k1, s.k2, s.p1, s.p2, s.ended,
    CASE WHEN s.stage = 2 THEN s.prev_first_ms ELSE s.first_ms END AS first_ms,
    CASE WHEN s.stage = 2 THEN list_append(s.prev_members, s.id) ELSE s.members END AS members
  FROM v_seen2 AS s
  WHERE s.stage > 2
    OR (
      s.stage = 2
      AND s.prev_stage = 1
      AND s.ms - s.prev_first_ms <= 300000
      AND (s.ended IS NULL OR s.ended < s.prev_ordinal)
    )
),
v_found AS MATERIALIZED (
  SELECT s.ordinal, s.ms, s.first_ms, s.event_time, s.window_time, s.k1, s.k2, s.p1, s.p2, s.members
  FROM v_step2 AS s
  WHERE s.stage = 2
)
SELECT
  '6c7e1d0b-2f4a-4d0e-9d55-0f9c4c4a7b11' AS rule_id,
  sha256(
    concat(
      '6c7e1d0b-2f4a-4d0e-9d55-0f9c4c4a7b11:',
      CAST(to_json(CAST([CAST(f.k1 AS VARCHAR), CAST(f.k2 AS VARCHAR)] AS VARCHAR[])) AS VARCHAR) || CAST(to_json(f.members) AS VARCHAR)
    )
  ) AS alert_id,
  f.event_time, f.window_time, f.members AS event_ids,
  CAST([CAST(f.k1 AS VARCHAR), CAST(f.k2 AS VARCHAR)] AS VARCHAR[]) AS event_keys
FROM v_found AS f
ORDER BY f.ordinal ASC NULLS LAST, f.p1 ASC NULLS LAST, f.p2 ASC NULLS LAST;
