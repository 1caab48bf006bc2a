-- Sign-In Failures as Many Users from One Address
-- rule 0f3f9a52-96a5-4d53-9c7a-4a0a6f0c7d38, version 1, severity high, risk score 73
-- fidelity: exact
-- description: One address fails to sign in six times or more, as four users or more: one password tried on many accounts.
-- ATT&CK: TA0006 Credential Access, T1110 Brute Force, T1110.003 Password Spraying
-- tags: Domain: Cloud, Domain: Identity, Tactic: Credential Access
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 15m, events whose @timestamp (window_time) lies from now-30m to now
-- parameters, each a timestamptz:
--   from_time      where the window begins; by the schedule now-30m
--   to_time        where the window ends; by the schedule now
-- for example:
--   SELECT * FROM "verdict_0f3f9a52_96a5_4d53_9c7a_4a0a6f0c7d38"(CAST('2026-01-15 09:00:00.000+00' AS timestamptz), CAST('2026-01-15 09:30:00.000+00' AS timestamptz))
-- compiled by Verdict 0.1.0 for PostgreSQL, layout document, from source sha256 440c6c8499a892cca674cb3377e4dc3dc647d9344e4fa36bcf30bb994d2cb1cc
--
-- The query, in kuery:
--   event.category:authentication and event.outcome:failure and not source.ip:(10.0.0.0/8 or 192.168.0.0/16)

CREATE OR REPLACE FUNCTION "verdict_0f3f9a52_96a5_4d53_9c7a_4a0a6f0c7d38"(from_time timestamptz, to_time timestamptz)
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
  CROSS JOIN LATERAL jsonb_array_elements_text(e."doc" -> 'ip' -> 'source.ip') WITH ORDINALITY AS j1(value, place)
  LEFT JOIN LATERAL jsonb_array_elements_text(e."doc" -> 'text' -> 'user.name') WITH ORDINALITY AS j2(value, place) ON TRUE
  WHERE e."ts" >= from_time
    AND e."ts" <= to_time
    AND EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.category') AS v3
      WHERE v3."value" = 'authentication'
    )
    AND EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.outcome') AS v4
      WHERE v4."value" = 'failure'
    )
    AND NOT EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'ip' -> 'source.ip') AS v5
      WHERE v5."value" BETWEEN '00000000000000000000ffff0a000000' AND '00000000000000000000ffff0affffff'
      OR v5."value" BETWEEN '00000000000000000000ffffc0a80000' AND '00000000000000000000ffffc0a8ffff'
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
v_numbered AS (
  SELECT
    dense_rank() OVER (ORDER BY m.k1 ASC NULLS LAST) AS key_number, m.ordinal, m.id, m.event_time, m.window_time,
    m.k1, m.k2
  FROM v_moments AS m
),
v_rows AS (
  SELECT DISTINCT m.key_number, m.ordinal, m.id, m.event_time, m.window_time, m.k1
  FROM v_numbered AS m
  ORDER BY m.key_number ASC NULLS LAST, m.ordinal ASC NULLS LAST
),
v_groups AS (
  SELECT
    r.key_number, r.k1, count(r.id) AS events, array_agg(r.id ORDER BY r.ordinal) AS members,
    max(r.event_time) AS event_time, max(r.window_time) AS window_time
  FROM v_rows AS r
  GROUP BY r.key_number, r.k1
),
v_different AS (
  SELECT m.key_number, count(DISTINCT m.k2) AS different1
  FROM v_numbered AS m
  GROUP BY m.key_number
),
v_found AS (
  SELECT g.k1 AS k1, g.members AS members, g.event_time AS event_time, g.window_time AS window_time
  FROM v_groups AS g
  JOIN v_different AS d ON d.key_number = g.key_number
  WHERE g.events >= 6 AND d.different1 >= 4
)
SELECT
  '0f3f9a52-96a5-4d53-9c7a-4a0a6f0c7d38' AS rule_id,
  encode(
    sha256(
      convert_to(
        '0f3f9a52-96a5-4d53-9c7a-4a0a6f0c7d38:' || CAST(to_json(CAST(ARRAY[CAST(f.k1 AS text)] AS text[])) AS text) || CAST(to_json(f.members) AS text),
        'UTF8'
      )
    ),
    'hex'
  ) AS alert_id,
  f.event_time, f.window_time, f.members AS event_ids, CAST(ARRAY[CAST(f.k1 AS text)] AS text[]) AS event_keys
FROM v_found AS f
ORDER BY f.k1 ASC NULLS LAST;
END;
