-- Sign-In Failures as Many Users from One Address
-- rule 0f3f9a52-96a5-4d53-9c7a-4a0a6f0c7d38, version 1, severity high, risk score 73
-- fidelity: exact
-- description: One address fails to sign in six times or more, as four users or more: one password tried on many accounts.
-- ATT&CK: TA0006 Credential Access, T1110 Brute Force, T1110.003 Password Spraying
-- tags: Domain: Cloud, Domain: Identity, Tactic: Credential Access
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 15m, events whose @timestamp (window_time) lies from now-30m to now
-- parameters, each a TIMESTAMP in UTC:
--   from_time      where the window begins; by the schedule now-30m
--   to_time        where the window ends; by the schedule now
-- for example:
--   SELECT * FROM "verdict_0f3f9a52_96a5_4d53_9c7a_4a0a6f0c7d38"(CAST('2026-01-15T09:00:00.000' AS TIMESTAMP), CAST('2026-01-15T09:30:00.000' AS TIMESTAMP))
-- compiled by Verdict 0.1.0 for DuckDB, layout document, from source sha256 440c6c8499a892cca674cb3377e4dc3dc647d9344e4fa36bcf30bb994d2cb1cc
--
-- The query, in kuery:
--   event.category:authentication and event.outcome:failure and not source.ip:(10.0.0.0/8 or 192.168.0.0/16)

CREATE OR REPLACE MACRO "verdict_0f3f9a52_96a5_4d53_9c7a_4a0a6f0c7d38"(from_time, to_time) AS TABLE
WITH v_hits AS MATERIALIZED (
  SELECT
    1 AS scan, e."id" AS id, epoch_ms(e."ts") AS ms, e."ts" AS event_time, e."ts" AS window_time, j1."value" AS k1,
    j2."value" AS k2, list_position(json_extract_string(e."doc", '$.ip."source.ip"[*]'), j1."value") AS p1,
    list_position(json_extract_string(e."doc", '$.text."user.name"[*]'), j2."value") AS p2
  FROM "events" AS e
  CROSS JOIN LATERAL unnest(json_extract_string(e."doc", '$.ip."source.ip"[*]')) AS j1(value)
  LEFT JOIN LATERAL unnest(json_extract_string(e."doc", '$.text."user.name"[*]')) AS j2(value) ON TRUE
  WHERE e."ts" >= from_time
    AND e."ts" <= to_time
    AND list_contains(json_extract_string(e."doc", '$.text."event.category"[*]'), 'authentication')
    AND list_contains(json_extract_string(e."doc", '$.text."event.outcome"[*]'), 'failure')
    AND NOT (
      len(
        list_filter(
          json_extract_string(e."doc", '$.ip."source.ip"[*]'),
          lambda v5: v5 BETWEEN '00000000000000000000ffff0a000000' AND '00000000000000000000ffff0affffff'
          OR v5 BETWEEN '00000000000000000000ffffc0a80000' AND '00000000000000000000ffffc0a8ffff'
        )
      ) > 0
    )
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
v_numbered AS MATERIALIZED (
  SELECT
    dense_rank() OVER (ORDER BY m.k1 ASC NULLS LAST) AS key_number, m.ordinal, m.id, m.event_time, m.window_time,
    m.k1, m.k2
  FROM v_moments AS m
),
v_rows AS MATERIALIZED (
  SELECT DISTINCT m.key_number, m.ordinal, m.id, m.event_time, m.window_time, m.k1
  FROM v_numbered AS m
  ORDER BY m.key_number ASC NULLS LAST, m.ordinal ASC NULLS LAST
),
v_groups AS MATERIALIZED (
  SELECT
    r.key_number, r.k1, count(r.id) AS events, list(r.id ORDER BY r.ordinal) AS members,
    max(r.event_time) AS event_time, max(r.window_time) AS window_time
  FROM v_rows AS r
  GROUP BY r.key_number, r.k1
),
v_different AS MATERIALIZED (
  SELECT m.key_number, count(DISTINCT m.k2) AS different1
  FROM v_numbered AS m
  GROUP BY m.key_number
),
v_found AS MATERIALIZED (
  SELECT g.k1 AS k1, g.members AS members, g.event_time AS event_time, g.window_time AS window_time
  FROM v_groups AS g
  JOIN v_different AS d ON d.key_number = g.key_number
  WHERE g.events >= 6 AND d.different1 >= 4
)
SELECT
  '0f3f9a52-96a5-4d53-9c7a-4a0a6f0c7d38' AS rule_id,
  sha256(
    concat(
      '0f3f9a52-96a5-4d53-9c7a-4a0a6f0c7d38:',
      CAST(to_json(CAST([CAST(f.k1 AS VARCHAR)] AS VARCHAR[])) AS VARCHAR) || CAST(to_json(f.members) AS VARCHAR)
    )
  ) AS alert_id,
  f.event_time, f.window_time, f.members AS event_ids, CAST([CAST(f.k1 AS VARCHAR)] AS VARCHAR[]) AS event_keys
FROM v_found AS f
ORDER BY f.k1 ASC NULLS LAST;
