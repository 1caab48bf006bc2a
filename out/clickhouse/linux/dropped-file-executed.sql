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
-- parameters, each a DateTime64(3, 'UTC'):
--   from_time      where the window begins; by the schedule now-10m
--   to_time        where the window ends; by the schedule now
-- for example:
--   SELECT * FROM "verdict_6c7e1d0b_2f4a_4d0e_9d55_0f9c4c4a7b11"(from_time = toDateTime64('2026-01-15 09:20:00.000', 3, 'UTC'), to_time = toDateTime64('2026-01-15 09:30:00.000', 3, 'UTC'))
-- compiled by Verdict 0.1.0 for ClickHouse, layout document, from source sha256 af19e6e1ec68c86872c6d33d9ba28cb0cf62a6aea73c3b2b6c20df5fd80a1644
--
-- The query, in eql:
--   sequence by host.id with maxspan=5m
--     [file where host.os.type == "linux" and event.action in ("creation", "rename") and
--       file.path like ("/tmp/*", "/var/tmp/*", "/dev/shm/*") and not process.name in ("dpkg", "rpm")] by file.path
--     [process where host.os.type == "linux" and event.type == "start" and event.action == "exec"] by process.executable
--     until [file where event.action == "deletion"] by file.path

CREATE OR REPLACE VIEW "verdict_6c7e1d0b_2f4a_4d0e_9d55_0f9c4c4a7b11" AS
WITH v_hits AS (
  SELECT
    1 AS scan, e."id" AS id, toUnixTimestamp64Milli(e."ts") AS ms, e."ts" AS event_time, e."ts" AS window_time,
    arrayJoin(arrayMap(j1 -> j1, JSONExtract(e."doc", 'text', 'host.id', 'Array(String)'))) AS k1,
    arrayJoin(arrayMap(j2 -> j2, JSONExtract(e."doc", 'text', 'file.path', 'Array(String)'))) AS k2,
    indexOf(
      JSONExtract(e."doc", 'text', 'host.id', 'Array(String)'),
      arrayJoin(arrayMap(j1 -> j1, JSONExtract(e."doc", 'text', 'host.id', 'Array(String)')))
    ) AS p1,
    indexOf(
      JSONExtract(e."doc", 'text', 'file.path', 'Array(String)'),
      arrayJoin(arrayMap(j2 -> j2, JSONExtract(e."doc", 'text', 'file.path', 'Array(String)')))
    ) AS p2
  FROM "events" AS e
  WHERE e."ts" >= {from_time:DateTime64(3, 'UTC')}
    AND e."ts" <= {to_time:DateTime64(3, 'UTC')}
    AND has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'file')
    AND has(JSONExtract(e."doc", 'text', 'host.os.type', 'Array(String)'), 'linux')
    AND hasAny(JSONExtract(e."doc", 'text', 'event.action', 'Array(String)'), ['creation', 'rename'])
    AND arrayExists(
      v6 -> v6 LIKE '/tmp/%' OR v6 LIKE '/var/tmp/%' OR v6 LIKE '/dev/shm/%',
      JSONExtract(e."doc", 'text', 'file.path', 'Array(String)')
    )
    AND NOT hasAny(JSONExtract(e."doc", 'text', 'process.name', 'Array(String)'), ['dpkg', 'rpm'])
  UNION ALL
  SELECT
    2 AS scan, e."id" AS id, toUnixTimestamp64Milli(e."ts") AS ms, e."ts" AS event_time, e."ts" AS window_time,
    arrayJoin(arrayMap(j8 -> j8, JSONExtract(e."doc", 'text', 'host.id', 'Array(String)'))) AS k1,
    arrayJoin(arrayMap(j9 -> j9, JSONExtract(e."doc", 'text', 'process.executable', 'Array(String)'))) AS k2,
    indexOf(
      JSONExtract(e."doc", 'text', 'host.id', 'Array(String)'),
      arrayJoin(arrayMap(j8 -> j8, JSONExtract(e."doc", 'text', 'host.id', 'Array(String)')))
    ) AS p1,
    indexOf(
      JSONExtract(e."doc", 'text', 'process.executable', 'Array(String)'),
      arrayJoin(arrayMap(j9 -> j9, JSONExtract(e."doc", 'text', 'process.executable', 'Array(String)')))
    ) AS p2
  FROM "events" AS e
  WHERE e."ts" >= {from_time:DateTime64(3, 'UTC')}
    AND e."ts" <= {to_time:DateTime64(3, 'UTC')}
    AND has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'process')
    AND has(JSONExtract(e."doc", 'text', 'host.os.type', 'Array(String)'), 'linux')
    AND has(JSONExtract(e."doc", 'text', 'event.type', 'Array(String)'), 'start')
    AND has(JSONExtract(e."doc", 'text', 'event.action', 'Array(String)'), 'exec')
  UNION ALL
  SELECT
    3 AS scan, e."id" AS id, toUnixTimestamp64Milli(e."ts") AS ms, e."ts" AS event_time, e."ts" AS window_time,
    arrayJoin(arrayMap(j14 -> j14, JSONExtract(e."doc", 'text', 'host.id', 'Array(String)'))) AS k1,
    arrayJoin(arrayMap(j15 -> j15, JSONExtract(e."doc", 'text', 'file.path', 'Array(String)'))) AS k2,
    indexOf(
      JSONExtract(e."doc", 'text', 'host.id', 'Array(String)'),
      arrayJoin(arrayMap(j14 -> j14, JSONExtract(e."doc", 'text', 'host.id', 'Array(String)')))
    ) AS p1,
    indexOf(
      JSONExtract(e."doc", 'text', 'file.path', 'Array(String)'),
      arrayJoin(arrayMap(j15 -> j15, JSONExtract(e."doc", 'text', 'file.path', 'Array(String)')))
    ) AS p2
  FROM "events" AS e
  WHERE e."ts" >= {from_time:DateTime64(3, 'UTC')}
    AND e."ts" <= {to_time:DateTime64(3, 'UTC')}
    AND has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'file')
    AND has(JSONExtract(e."doc", 'text', 'event.action', 'Array(String)'), 'deletion')
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
v_until AS (
  SELECT
    m.stage, m.ordinal, m.id, m.ms, m.event_time, m.window_time, m.k1, m.k2, m.p1, m.p2,
    max(CASE WHEN m.stage = 3 THEN m.ordinal END) OVER (PARTITION BY m.k1, m.k2
    ORDER BY m.ordinal ASC NULLS LAST, CASE WHEN m.stage = 3 THEN 1 ELSE 0 END ASC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS ended
  FROM v_moments AS m
),
v_step1 AS (
  SELECT
    m.stage, m.ordinal, m.id, m.ms, m.event_time, m.window_time, m.k1, m.k2, m.p1, m.p2, m.ended, m.ms AS first_ms,
    CAST([m.id], 'Array(String)') AS members
  FROM v_until AS m
  WHERE m.stage <> 3
),
v_seen2 AS (
  SELECT
    s.stage, s.ordinal, s.id, s.ms, s.event_time, s.window_time, s.k1, s.k2, s.p1, s.p2, s.ended, s.first_ms,
    s.members, lagInFrame(s.stage) OVER w AS prev_stage, lagInFrame(s.ordinal) OVER w AS prev_ordinal,
    lagInFrame(s.ms) OVER w AS prev_ms, lagInFrame(s.first_ms) OVER w AS prev_first_ms,
    lagInFrame(s.members) OVER w AS prev_members
  FROM v_step1 AS s
  WINDOW w AS (PARTITION BY s.k1, s.k2, CASE WHEN s.stage > 2 THEN 1 ELSE 0 END ORDER BY s.ordinal ASC NULLS LAST, s.stage DESC NULLS FIRST ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
),
v_step2 AS (
  SELECT
    s.stage, s.ordinal, s.id, s.ms, s.event_time, s.window_time, s.k1, s.k2, s.p1, s.p2, s.ended,
    CASE WHEN s.stage = 2 THEN s.prev_first_ms ELSE s.first_ms END AS first_ms,
    CASE WHEN s.stage = 2 THEN arrayPushBack(s.prev_members, s.id) ELSE s.members END AS members
  FROM v_seen2 AS s
  WHERE s.stage > 2
    OR (
      s.stage = 2
      AND s.prev_stage = 1
      AND s.ms - s.prev_first_ms <= 300000
      AND (s.ended IS NULL OR s.ended < s.prev_ordinal)
    )
),
v_found AS (
  SELECT s.ordinal, s.ms, s.first_ms, s.event_time, s.window_time, s.k1, s.k2, s.p1, s.p2, s.members
  FROM v_step2 AS s
  WHERE s.stage = 2
)
SELECT
  '6c7e1d0b-2f4a-4d0e-9d55-0f9c4c4a7b11' AS rule_id,
  lower(
    hex(
      SHA256(
        concat(
          '6c7e1d0b-2f4a-4d0e-9d55-0f9c4c4a7b11:',
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
