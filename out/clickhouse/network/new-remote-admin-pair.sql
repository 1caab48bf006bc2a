-- Remote Sign-In from a New Address
-- rule c4d6b8be-0a5b-4f0a-b6e1-7d1f8b5c2e90, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A user signs in over SSH or remote desktop from an address from which that user has not been seen for two weeks.
-- ATT&CK: TA0008 Lateral Movement, T1021 Remote Services
-- tags: Domain: Endpoint, Tactic: Lateral Movement
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-9m to now
-- parameters, each a DateTime64(3, 'UTC'):
--   from_time      where the window begins; by the schedule now-9m
--   to_time        where the window ends; by the schedule now
--   history_time   where the history begins, which ends where the window begins; by the schedule now-14d
-- for example:
--   SELECT * FROM "verdict_c4d6b8be_0a5b_4f0a_b6e1_7d1f8b5c2e90"(from_time = toDateTime64('2026-01-15 09:21:00.000', 3, 'UTC'), to_time = toDateTime64('2026-01-15 09:30:00.000', 3, 'UTC'), history_time = toDateTime64('2026-01-01 09:30:00.000', 3, 'UTC'))
-- compiled by Verdict 0.1.0 for ClickHouse, layout document, from source sha256 19b4175a61106563dfeaf5f8fd40d1f1f35741349a704f9fc49c076ba298df57
--
-- The query, in kuery:
--   event.category:authentication and event.outcome:success and process.name:(sshd or svchost.exe)

CREATE OR REPLACE VIEW "verdict_c4d6b8be_0a5b_4f0a_b6e1_7d1f8b5c2e90" AS
WITH v_hits AS (
  SELECT
    1 AS scan, e."id" AS id, toUnixTimestamp64Milli(e."ts") AS ms, e."ts" AS event_time, e."ts" AS window_time,
    arrayJoin(arrayMap(j1 -> j1, JSONExtract(e."doc", 'text', 'user.name', 'Array(String)'))) AS k1,
    arrayJoin(arrayMap(j2 -> j2, JSONExtract(e."doc", 'ip', 'source.ip', 'Array(String)'))) AS k2,
    indexOf(
      JSONExtract(e."doc", 'text', 'user.name', 'Array(String)'),
      arrayJoin(arrayMap(j1 -> j1, JSONExtract(e."doc", 'text', 'user.name', 'Array(String)')))
    ) AS p1,
    indexOf(
      JSONExtract(e."doc", 'ip', 'source.ip', 'Array(String)'),
      arrayJoin(arrayMap(j2 -> j2, JSONExtract(e."doc", 'ip', 'source.ip', 'Array(String)')))
    ) AS p2
  FROM "events" AS e
  WHERE e."ts" >= {history_time:DateTime64(3, 'UTC')}
    AND e."ts" <= {to_time:DateTime64(3, 'UTC')}
    AND has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'authentication')
    AND has(JSONExtract(e."doc", 'text', 'event.outcome', 'Array(String)'), 'success')
    AND hasAny(JSONExtract(e."doc", 'text', 'process.name', 'Array(String)'), ['sshd', 'svchost.exe'])
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
    max(CASE WHEN m.window_time < {from_time:DateTime64(3, 'UTC')} THEN 1 ELSE 0 END) OVER (PARTITION BY m.k1, m.k2) AS known
  FROM v_moments AS m
),
v_found AS (
  SELECT r.ordinal, r.event_time, r.window_time, r.k1, r.k2, r.p1, r.p2, CAST([r.id], 'Array(String)') AS members
  FROM v_ranked AS r
  WHERE r.rank = 1 AND r.known = 0
)
SELECT
  'c4d6b8be-0a5b-4f0a-b6e1-7d1f8b5c2e90' AS rule_id,
  lower(
    hex(
      SHA256(
        concat(
          'c4d6b8be-0a5b-4f0a-b6e1-7d1f8b5c2e90:',
          concat(
            toJSONString(
              CAST(
                [ifNull(CAST(f.k1 AS Nullable(String)), ''), ifNull(CAST(f.k2 AS Nullable(String)), '')],
                'Array(String)'
              )
            ),
            toJSONString(f.members)
          )
        )
      )
    )
  ) AS alert_id,
  f.event_time, f.window_time, f.members AS event_ids,
  CAST(
    [ifNull(CAST(f.k1 AS Nullable(String)), ''), ifNull(CAST(f.k2 AS Nullable(String)), '')],
    'Array(String)'
  ) AS event_keys
FROM v_found AS f
ORDER BY f.ordinal ASC NULLS LAST, f.p1 ASC NULLS LAST, f.p2 ASC NULLS LAST
SETTINGS optimize_or_like_chain = 0;
