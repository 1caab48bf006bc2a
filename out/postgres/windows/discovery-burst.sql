-- Discovery of User, Network and Groups
-- rule b0a3a7f2-5d2c-4c1e-8c39-3e5b2b6f0a72, version 1, severity low, risk score 21
-- fidelity: exact
-- description: On one host one user asks who they are, what the network looks like and who the administrators are, in any order. Each alone is what administrators do.
-- ATT&CK: TA0007 Discovery, T1033 System Owner/User Discovery, T1016 System Network Configuration Discovery, T1069 Permission Groups Discovery
-- tags: OS: Windows, Domain: Endpoint, Tactic: Discovery
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 10m, events whose @timestamp (window_time) lies from now-15m to now
-- parameters, each a timestamptz:
--   from_time      where the window begins; by the schedule now-15m
--   to_time        where the window ends; by the schedule now
-- for example:
--   SELECT * FROM "verdict_b0a3a7f2_5d2c_4c1e_8c39_3e5b2b6f0a72"(CAST('2026-01-15 09:15:00.000+00' AS timestamptz), CAST('2026-01-15 09:30:00.000+00' AS timestamptz))
-- compiled by Verdict 0.1.0 for PostgreSQL, layout document, from source sha256 ac9ccf777f8d1bffd7a14195b62bcf2990e55857113eebf5d83a27212aa70eaa
--
-- The query, in eql:
--   sample by host.id, user.id
--     [process where event.type == "start" and process.name : "whoami.exe"]
--     [process where event.type == "start" and process.name : ("ipconfig.exe", "route.exe", "arp.exe")]
--     [process where event.type == "start" and process.name : ("net.exe", "net1.exe") and process.args : ("group", "localgroup")]

CREATE OR REPLACE FUNCTION "verdict_b0a3a7f2_5d2c_4c1e_8c39_3e5b2b6f0a72"(from_time timestamptz, to_time timestamptz)
RETURNS TABLE (rule_id text, alert_id text, event_time timestamptz, window_time timestamptz, event_ids text[], event_keys text[])
LANGUAGE sql STABLE
BEGIN ATOMIC
WITH v_hits AS (
  SELECT
    1 AS scan, e."id" AS id,
    CAST(round(date_part('epoch', date_trunc('milliseconds', e."ts")) * 1000) AS bigint) AS ms,
    e."ts" AS event_time, e."ts" AS window_time, j1."value" AS k1, j2."value" AS k2, j1."place" AS p1,
    j2."place" AS p2
  FROM "events" AS e
  CROSS JOIN LATERAL jsonb_array_elements_text(e."doc" -> 'text' -> 'host.id') WITH ORDINALITY AS j1(value, place)
  CROSS JOIN LATERAL jsonb_array_elements_text(e."doc" -> 'text' -> 'user.id') WITH ORDINALITY AS j2(value, place)
  WHERE e."ts" >= from_time
    AND e."ts" <= to_time
    AND EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.category') AS v3
      WHERE v3."value" = 'process'
    )
    AND EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.type') AS v4
      WHERE v4."value" = 'start'
    )
    AND EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.name') AS v5
      WHERE lower(v5."value" COLLATE "C") = 'whoami.exe'
    )
  UNION ALL
  SELECT
    2 AS scan, e."id" AS id,
    CAST(round(date_part('epoch', date_trunc('milliseconds', e."ts")) * 1000) AS bigint) AS ms,
    e."ts" AS event_time, e."ts" AS window_time, j6."value" AS k1, j7."value" AS k2, j6."place" AS p1,
    j7."place" AS p2
  FROM "events" AS e
  CROSS JOIN LATERAL jsonb_array_elements_text(e."doc" -> 'text' -> 'host.id') WITH ORDINALITY AS j6(value, place)
  CROSS JOIN LATERAL jsonb_array_elements_text(e."doc" -> 'text' -> 'user.id') WITH ORDINALITY AS j7(value, place)
  WHERE e."ts" >= from_time
    AND e."ts" <= to_time
    AND EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.category') AS v8
      WHERE v8."value" = 'process'
    )
    AND EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.type') AS v9
      WHERE v9."value" = 'start'
    )
    AND EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.name') AS v10
      WHERE lower(v10."value" COLLATE "C") IN ('ipconfig.exe', 'route.exe', 'arp.exe')
    )
  UNION ALL
  SELECT
    3 AS scan, e."id" AS id,
    CAST(round(date_part('epoch', date_trunc('milliseconds', e."ts")) * 1000) AS bigint) AS ms,
    e."ts" AS event_time, e."ts" AS window_time, j11."value" AS k1, j12."value" AS k2, j11."place" AS p1,
    j12."place" AS p2
  FROM "events" AS e
  CROSS JOIN LATERAL jsonb_array_elements_text(e."doc" -> 'text' -> 'host.id') WITH ORDINALITY AS j11(value, place)
  CROSS JOIN LATERAL jsonb_array_elements_text(e."doc" -> 'text' -> 'user.id') WITH ORDINALITY AS j12(value, place)
  WHERE e."ts" >= from_time
    AND e."ts" <= to_time
    AND EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.category') AS v13
      WHERE v13."value" = 'process'
    )
    AND EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.type') AS v14
      WHERE v14."value" = 'start'
    )
    AND EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.name') AS v15
      WHERE lower(v15."value" COLLATE "C") IN ('net.exe', 'net1.exe')
    )
    AND EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.args') AS v16
      WHERE lower(v16."value" COLLATE "C") IN ('group', 'localgroup')
    )
),
v_distinct AS (
  SELECT h.scan, h.id, h.ms, h.event_time, h.window_time, h.k1, h.k2, min(h.p1) AS p1, min(h.p2) AS p2
  FROM v_hits AS h
  GROUP BY h.scan, h.id, h.ms, h.event_time, h.window_time, h.k1, h.k2
),
v_moments AS (
  SELECT
    h.scan AS stage, dense_rank() OVER (ORDER BY h.ms ASC NULLS LAST, h.id COLLATE "C" ASC NULLS LAST) AS ordinal,
    h.id, h.ms, h.event_time, h.window_time, h.k1, h.k2, h.p1, h.p2
  FROM v_distinct AS h
),
v_candidates AS (
  SELECT
    m.stage, m.ordinal, m.id, m.event_time, m.window_time, m.k1, m.k2,
    dense_rank() OVER (ORDER BY m.k1 ASC NULLS LAST, m.k2 ASC NULLS LAST) AS key_number,
    row_number() OVER (PARTITION BY m.stage, m.k1, m.k2 ORDER BY m.ordinal ASC NULLS LAST) AS choice
  FROM v_moments AS m
),
v_combinations AS (
  SELECT
    c1.k1 AS k1, c1.k2 AS k2, CAST(ARRAY[c1.id, c2.id, c3.id] AS text[]) AS members,
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
v_found AS (
  SELECT f.k1, f.k2, f.members, f.event_time, f.window_time
  FROM v_combinations AS f
  WHERE f.pick = 1
)
SELECT
  'b0a3a7f2-5d2c-4c1e-8c39-3e5b2b6f0a72' AS rule_id,
  encode(
    sha256(
      convert_to(
        'b0a3a7f2-5d2c-4c1e-8c39-3e5b2b6f0a72:' || CAST(to_json(CAST(ARRAY[CAST(f.k1 AS text), CAST(f.k2 AS text)] AS text[])) AS text) || CAST(to_json(f.members) AS text),
        'UTF8'
      )
    ),
    'hex'
  ) AS alert_id,
  f.event_time, f.window_time, f.members AS event_ids,
  CAST(ARRAY[CAST(f.k1 AS text), CAST(f.k2 AS text)] AS text[]) AS event_keys
FROM v_found AS f
ORDER BY f.k1 ASC NULLS LAST, f.k2 ASC NULLS LAST;
END;
