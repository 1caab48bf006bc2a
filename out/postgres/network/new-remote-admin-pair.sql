-- Remote Sign-In from a New Address
-- rule c4d6b8be-0a5b-4f0a-b6e1-7d1f8b5c2e90, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A user signs in over SSH or remote desktop from an address from which that user has not been seen for two weeks.
-- ATT&CK: TA0008 Lateral Movement, T1021 Remote Services
-- tags: Domain: Endpoint, Tactic: Lateral Movement
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-9m to now
-- parameters, each a timestamptz:
--   from_time      where the window begins; by the schedule now-9m
--   to_time        where the window ends; by the schedule now
--   history_time   where the history begins, which ends where the window begins; by the schedule now-14d
-- for example:
--   SELECT * FROM "verdict_c4d6b8be_0a5b_4f0a_b6e1_7d1f8b5c2e90"(CAST('2026-01-15 09:21:00.000+00' AS timestamptz), CAST('2026-01-15 09:30:00.000+00' AS timestamptz), CAST('2026-01-01 09:30:00.000+00' AS timestamptz))
-- compiled by Verdict 0.1.0 for PostgreSQL, layout document, from source sha256 19b4175a61106563dfeaf5f8fd40d1f1f35741349a704f9fc49c076ba298df57
--
-- The query, in kuery:
--   event.category:authentication and event.outcome:success and process.name:(sshd or svchost.exe)

CREATE OR REPLACE FUNCTION "verdict_c4d6b8be_0a5b_4f0a_b6e1_7d1f8b5c2e90"(from_time timestamptz, to_time timestamptz, history_time timestamptz)
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
  CROSS JOIN LATERAL jsonb_array_elements_text(e."doc" -> 'text' -> 'user.name') WITH ORDINALITY AS j1(value, place)
  CROSS JOIN LATERAL jsonb_array_elements_text(e."doc" -> 'ip' -> 'source.ip') WITH ORDINALITY AS j2(value, place)
  WHERE e."ts" >= history_time
    AND e."ts" <= to_time
    AND EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.category') AS v3
      WHERE v3."value" = 'authentication'
    )
    AND EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.outcome') AS v4
      WHERE v4."value" = 'success'
    )
    AND EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.name') AS v5
      WHERE v5."value" IN ('sshd', 'svchost.exe')
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
v_ranked AS (
  SELECT
    m.ordinal, m.id, m.event_time, m.window_time, m.k1, m.k2, m.p1, m.p2,
    row_number() OVER (PARTITION BY m.k1, m.k2 ORDER BY m.ordinal ASC NULLS LAST) AS rank,
    max(CASE WHEN m.window_time < from_time THEN 1 ELSE 0 END) OVER (PARTITION BY m.k1, m.k2) AS known
  FROM v_moments AS m
),
v_found AS (
  SELECT r.ordinal, r.event_time, r.window_time, r.k1, r.k2, r.p1, r.p2, CAST(ARRAY[r.id] AS text[]) AS members
  FROM v_ranked AS r
  WHERE r.rank = 1 AND r.known = 0
)
SELECT
  'c4d6b8be-0a5b-4f0a-b6e1-7d1f8b5c2e90' AS rule_id,
  encode(
    sha256(
      convert_to(
        'c4d6b8be-0a5b-4f0a-b6e1-7d1f8b5c2e90:' || CAST(to_json(CAST(ARRAY[CAST(f.k1 AS text), CAST(f.k2 AS text)] AS text[])) AS text) || CAST(to_json(f.members) AS text),
        'UTF8'
      )
    ),
    'hex'
  ) AS alert_id,
  f.event_time, f.window_time, f.members AS event_ids,
  CAST(ARRAY[CAST(f.k1 AS text), CAST(f.k2 AS text)] AS text[]) AS event_keys
FROM v_found AS f
ORDER BY f.ordinal ASC NULLS LAST, f.p1 ASC NULLS LAST, f.p2 ASC NULLS LAST;
END;
