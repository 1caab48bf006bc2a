-- Remote Sign-In from a New Address
-- rule c4d6b8be-0a5b-4f0a-b6e1-7d1f8b5c2e90, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A user signs in over SSH or remote desktop from an address from which that user has not been seen for two weeks.
-- ATT&CK: TA0008 Lateral Movement, T1021 Remote Services
-- tags: Domain: Endpoint, Tactic: Lateral Movement
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-9m to now
-- parameters, each in milliseconds since 1970 in UTC:
--   :from_time     where the window begins; by the schedule now-9m
--   :to_time       where the window ends; by the schedule now
--   :history_time  where the history begins, which ends where the window begins; by the schedule now-14d
-- for example, in its shell, before the query:
--   .parameter set :from_time 1768468860000
--   .parameter set :to_time 1768469400000
--   .parameter set :history_time 1767259800000
-- compiled by Verdict 0.1.0 for SQLite, layout document, from source sha256 19b4175a61106563dfeaf5f8fd40d1f1f35741349a704f9fc49c076ba298df57
--
-- The query, in kuery:
--   event.category:authentication and event.outcome:success and process.name:(sshd or svchost.exe)

WITH v_hits AS (
  SELECT
    1 AS scan, e."id" AS id, e."ts" AS ms, e."ts" AS event_time, e."ts" AS window_time, j1."value" AS k1,
    j2."value" AS k2, j1."key" AS p1, j2."key" AS p2
  FROM "events" AS e
  CROSS JOIN json_each(e."doc", '$.text."user.name"') AS j1
  CROSS JOIN json_each(e."doc", '$.ip."source.ip"') AS j2
  WHERE e."ts" >= :history_time
    AND e."ts" <= :to_time
    AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.category"') AS v3 WHERE v3."value" = 'authentication')
    AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.outcome"') AS v4 WHERE v4."value" = 'success')
    AND EXISTS (
      SELECT 1 FROM json_each(e."doc", '$.text."process.name"') AS v5
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
    h.scan AS stage, dense_rank() OVER (ORDER BY h.ms ASC NULLS LAST, h.id ASC NULLS LAST) AS ordinal, h.id, h.ms,
    h.event_time, h.window_time, h.k1, h.k2, h.p1, h.p2
  FROM v_distinct AS h
),
v_ranked AS (
  SELECT
    m.ordinal, m.id, m.event_time, m.window_time, m.k1, m.k2, m.p1, m.p2,
    row_number() OVER (PARTITION BY m.k1, m.k2 ORDER BY m.ordinal ASC NULLS LAST) AS rank,
    max(CASE WHEN m.window_time < :from_time THEN 1 ELSE 0 END) OVER (PARTITION BY m.k1, m.k2) AS known
  FROM v_moments AS m
),
v_found AS (
  SELECT r.ordinal, r.event_time, r.window_time, r.k1, r.k2, r.p1, r.p2, json_array(r.id) AS members
  FROM v_ranked AS r
  WHERE r.rank = 1 AND r.known = 0
)
SELECT
  'c4d6b8be-0a5b-4f0a-b6e1-7d1f8b5c2e90' AS rule_id,
  'c4d6b8be-0a5b-4f0a-b6e1-7d1f8b5c2e90:' || json_array(CAST(f.k1 AS TEXT), CAST(f.k2 AS TEXT)) || f.members AS alert_id,
  f.event_time, f.window_time, f.members AS event_ids,
  json_array(CAST(f.k1 AS TEXT), CAST(f.k2 AS TEXT)) AS event_keys
FROM v_found AS f
ORDER BY f.ordinal ASC NULLS LAST, f.p1 ASC NULLS LAST, f.p2 ASC NULLS LAST;
