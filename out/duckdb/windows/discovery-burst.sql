-- Discovery of User, Network and Groups
-- rule b0a3a7f2-5d2c-4c1e-8c39-3e5b2b6f0a72, version 1, severity low, risk score 21
-- fidelity: exact
-- description: On one host one user asks who they are, what the network looks like and who the administrators are, in any order. Each alone is what administrators do.
-- ATT&CK: TA0007 Discovery, T1033 System Owner/User Discovery, T1016 System Network Configuration Discovery, T1069 Permission Groups Discovery
-- tags: OS: Windows, Domain: Endpoint, Tactic: Discovery
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 10m, events whose @timestamp (window_time) lies from now-15m to now
-- parameters, each a TIMESTAMP in UTC:
--   from_time      where the window begins; by the schedule now-15m
--   to_time        where the window ends; by the schedule now
-- for example:
--   SELECT * FROM "verdict_b0a3a7f2_5d2c_4c1e_8c39_3e5b2b6f0a72"(CAST('2026-01-15T09:15:00.000' AS TIMESTAMP), CAST('2026-01-15T09:30:00.000' AS TIMESTAMP))
-- compiled by Verdict 0.1.0 for DuckDB, layout document, from source sha256 ac9ccf777f8d1bffd7a14195b62bcf2990e55857113eebf5d83a27212aa70eaa
--
-- The query, in eql:
--   sample by host.id, user.id
--     [process where event.type == "start" and process.name : "whoami.exe"]
--     [process where event.type == "start" and process.name : ("ipconfig.exe", "route.exe", "arp.exe")]
--     [process where event.type == "start" and process.name : ("net.exe", "net1.exe") and process.args : ("group", "localgroup")]

CREATE OR REPLACE MACRO "verdict_b0a3a7f2_5d2c_4c1e_8c39_3e5b2b6f0a72"(from_time, to_time) AS TABLE
WITH v_hits AS MATERIALIZED (
  SELECT
    1 AS scan, e."id" AS id, epoch_ms(e."ts") AS ms, e."ts" AS event_time, e."ts" AS window_time, j1."value" AS k1,
    j2."value" AS k2, list_position(json_extract_string(e."doc", '$.text."host.id"[*]'), j1."value") AS p1,
    list_position(json_extract_string(e."doc", '$.text."user.id"[*]'), j2."value") AS p2
  FROM "events" AS e
  CROSS JOIN LATERAL unnest(json_extract_string(e."doc", '$.text."host.id"[*]')) AS j1(value)
  CROSS JOIN LATERAL unnest(json_extract_string(e."doc", '$.text."user.id"[*]')) AS j2(value)
  WHERE e."ts" >= from_time
    AND e."ts" <= to_time
    AND list_contains(json_extract_string(e."doc", '$.text."event.category"[*]'), 'process')
    AND list_contains(json_extract_string(e."doc", '$.text."event.type"[*]'), 'start')
    AND len(
      list_filter(
        json_extract_string(e."doc", '$.text."process.name"[*]'),
        lambda v5: translate(v5, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') = 'whoami.exe'
      )
    ) > 0
  UNION ALL
  SELECT
    2 AS scan, e."id" AS id, epoch_ms(e."ts") AS ms, e."ts" AS event_time, e."ts" AS window_time, j6."value" AS k1,
    j7."value" AS k2, list_position(json_extract_string(e."doc", '$.text."host.id"[*]'), j6."value") AS p1,
    list_position(json_extract_string(e."doc", '$.text."user.id"[*]'), j7."value") AS p2
  FROM "events" AS e
  CROSS JOIN LATERAL unnest(json_extract_string(e."doc", '$.text."host.id"[*]')) AS j6(value)
  CROSS JOIN LATERAL unnest(json_extract_string(e."doc", '$.text."user.id"[*]')) AS j7(value)
  WHERE e."ts" >= from_time
    AND e."ts" <= to_time
    AND list_contains(json_extract_string(e."doc", '$.text."event.category"[*]'), 'process')
    AND list_contains(json_extract_string(e."doc", '$.text."event.type"[*]'), 'start')
    AND len(
      list_filter(
        json_extract_string(e."doc", '$.text."process.name"[*]'),
        lambda v10: translate(v10, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') IN (
          'ipconfig.exe',
          'route.exe',
          'arp.exe'
        )
      )
    ) > 0
  UNION ALL
  SELECT
    3 AS scan, e."id" AS id, epoch_ms(e."ts") AS ms, e."ts" AS event_time, e."ts" AS window_time,
    j11."value" AS k1, j12."value" AS k2,
    list_position(json_extract_string(e."doc", '$.text."host.id"[*]'), j11."value") AS p1,
    list_position(json_extract_string(e."doc", '$.text."user.id"[*]'), j12."value") AS p2
  FROM "events" AS e
  CROSS JOIN LATERAL unnest(json_extract_string(e."doc", '$.text."host.id"[*]')) AS j11(value)
  CROSS JOIN LATERAL unnest(json_extract_string(e."doc", '$.text."user.id"[*]')) AS j12(value)
  WHERE e."ts" >= from_time
    AND e."ts" <= to_time
    AND list_contains(json_extract_string(e."doc", '$.text."event.category"[*]'), 'process')
    AND list_contains(json_extract_string(e."doc", '$.text."event.type"[*]'), 'start')
    AND len(
      list_filter(
        json_extract_string(e."doc", '$.text."process.name"[*]'),
        lambda v15: translate(v15, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') IN ('net.exe', 'net1.exe')
      )
    ) > 0
    AND len(
      list_filter(
        json_extract_string(e."doc", '$.text."process.args"[*]'),
        lambda v16: translate(v16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') IN ('group', 'localgroup')
      )
    ) > 0
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
v_candidates AS MATERIALIZED (
  SELECT
    m.stage, m.ordinal, m.id, m.event_time, m.window_time, m.k1, m.k2,
    dense_rank() OVER (ORDER BY m.k1 ASC NULLS LAST, m.k2 ASC NULLS LAST) AS key_number,
    row_number() OVER (PARTITION BY m.stage, m.k1, m.k2 ORDER BY m.ordinal ASC NULLS LAST) AS choice
  FROM v_moments AS m
),
v_combinations AS MATERIALIZED (
  SELECT
    c1.k1 AS k1, c1.k2 AS k2, CAST([c1.id, c2.id, c3.id] AS VARCHAR[]) AS members,
    greatest(greatest(c1.event_time, c2.event_time), c3.event_time) AS event_time,
    greatest(greatest(c1.window_time, c2.window_time), c3.window_time) AS window_time,
    row_number() OVER (PARTITION BY c1.key_number
    ORDER BY c1.ordinal ASC NULLS LAST, c2.ordinal ASC NULLS LAST, c3.ordinal ASC NULLS LAST) AS pick
  FROM v_candidates AS c1
  JOIN v_candidates AS c2 ON c2.key_number = c1.key_number
  JOIN v_candidates AS c3 ON c3.key_number = c1.key_number
  WHERE c1.stage = 1
    AND c1.choice <= 3
    AND c2.stage = 2
    AND c2.choice <= 3
    AND c3.stage = 3
    AND c3.choice <= 3
    AND c2.ordinal <> c1.ordinal
    AND c3.ordinal <> c1.ordinal
    AND c3.ordinal <> c2.ordinal
),
v_found AS MATERIALIZED (
  SELECT f.k1, f.k2, f.members, f.event_time, f.window_time
  FROM v_combinations AS f
  WHERE f.pick = 1
)
SELECT
  'b0a3a7f2-5d2c-4c1e-8c39-3e5b2b6f0a72' AS rule_id,
  sha256(
    concat(
      'b0a3a7f2-5d2c-4c1e-8c39-3e5b2b6f0a72:',
      CAST(to_json(CAST([CAST(f.k1 AS VARCHAR), CAST(f.k2 AS VARCHAR)] AS VARCHAR[])) AS VARCHAR) || CAST(to_json(f.members) AS VARCHAR)
    )
  ) AS alert_id,
  f.event_time, f.window_time, f.members AS event_ids,
  CAST([CAST(f.k1 AS VARCHAR), CAST(f.k2 AS VARCHAR)] AS VARCHAR[]) AS event_keys
FROM v_found AS f
ORDER BY f.k1 ASC NULLS LAST, f.k2 ASC NULLS LAST;
