-- Contact with Known Infrastructure of Attackers
-- rule 2b7f3a6e-50d9-4f1f-8c1b-6d9e4a70c3f5, version 1, severity high, risk score 73
-- fidelity: exact
-- description: A host connects to an address and port, or asks for a URL, that a threat feed has named within the last thirty days with more than low confidence.
-- ATT&CK: TA0011 Command and Control, T1071 Application Layer Protocol
-- tags: Domain: Network, Tactic: Command and Control
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 1h, events whose @timestamp (window_time) lies from now-65m to now
-- indicators: the rows of the table "indicators" (schema.sql), laid out as the events are
-- parameters, each a DateTime64(3, 'UTC'):
--   from_time      where the window begins; by the schedule now-65m
--   to_time        where the window ends; by the schedule now
--   now_time       what now means in the rule's dates: the time of the run
-- for example:
--   SELECT * FROM "verdict_2b7f3a6e_50d9_4f1f_8c1b_6d9e4a70c3f5"(from_time = toDateTime64('2026-01-15 08:25:00.000', 3, 'UTC'), to_time = toDateTime64('2026-01-15 09:30:00.000', 3, 'UTC'), now_time = toDateTime64('2026-01-15 09:30:00.000', 3, 'UTC'))
-- compiled by Verdict 0.1.0 for ClickHouse, layout document, from source sha256 8b83eea96170208df969fb1989e2bccdc528ae80a5d8b63d9bb61b4ed87689de
--
-- The query, in kuery:
--   event.category:network and not event.type:denied and destination.ip:* or event.category:web and url.full:*

CREATE OR REPLACE VIEW "verdict_2b7f3a6e_50d9_4f1f_8c1b_6d9e4a70c3f5" AS
WITH v_hits AS (
  SELECT 1 AS scan, e."id" AS id, toUnixTimestamp64Milli(e."ts") AS ms, e."ts" AS event_time, e."ts" AS window_time
  FROM "events" AS e
  WHERE e."ts" >= {from_time:DateTime64(3, 'UTC')}
    AND e."ts" <= {to_time:DateTime64(3, 'UTC')}
    AND (
      (
        has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'network')
        AND NOT has(JSONExtract(e."doc", 'text', 'event.type', 'Array(String)'), 'denied')
        AND notEmpty(JSONExtract(e."doc", 'ip', 'destination.ip', 'Array(String)'))
      )
      OR (
        has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'web')
        AND notEmpty(JSONExtract(e."doc", 'text', 'url.full', 'Array(String)'))
      )
    )
),
v_moments AS (
  SELECT
    h.scan AS stage, dense_rank() OVER (ORDER BY h.ms ASC NULLS LAST, h.id ASC NULLS LAST) AS ordinal, h.id, h.ms,
    h.event_time, h.window_time
  FROM v_hits AS h
),
v_events1 AS (
  SELECT DISTINCT
    e."id" AS id,
    arrayJoin(arrayMap(j6 -> j6, JSONExtract(e."doc", 'ip', 'destination.ip', 'Array(String)'))) AS k1,
    arrayJoin(arrayMap(j7 -> j7, JSONExtract(e."doc", 'long', 'destination.port', 'Array(Int64)'))) AS k2
  FROM "events" AS e
  WHERE (
      has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'network')
      AND NOT has(JSONExtract(e."doc", 'text', 'event.type', 'Array(String)'), 'denied')
      AND notEmpty(JSONExtract(e."doc", 'ip', 'destination.ip', 'Array(String)'))
    )
    OR (
      has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'web')
      AND notEmpty(JSONExtract(e."doc", 'text', 'url.full', 'Array(String)'))
    )
),
v_indicators1 AS (
  SELECT DISTINCT
    e."id" AS id,
    arrayJoin(arrayMap(j13 -> j13, JSONExtract(e."doc", 'ip', 'threat.indicator.ip', 'Array(String)'))) AS k1,
    arrayJoin(arrayMap(j14 -> j14, JSONExtract(e."doc", 'long', 'threat.indicator.port', 'Array(Int64)'))) AS k2
  FROM "indicators" AS e
  WHERE arrayExists(
      v15 -> v15 >= toUnixTimestamp64Milli({now_time:DateTime64(3, 'UTC')}) - 2592000000 - ((toUnixTimestamp64Milli({now_time:DateTime64(3, 'UTC')}) - 2592000000) % 86400000 + 86400000) % 86400000,
      JSONExtract(e."doc", 'date', '@timestamp', 'Array(Int64)')
    )
    AND has(JSONExtract(e."doc", 'text', 'event.kind', 'Array(String)'), 'enrichment')
    AND has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'threat')
    AND has(JSONExtract(e."doc", 'text', 'event.type', 'Array(String)'), 'indicator')
    AND NOT hasAny(JSONExtract(e."doc", 'text', 'threat.indicator.confidence', 'Array(String)'), ['None', 'Low'])
),
v_pairs1 AS (
  SELECT DISTINCT a.id AS id, b.id AS indicator, 0 AS negated
  FROM v_events1 AS a
  JOIN v_indicators1 AS b ON a.k1 = b.k1 AND a.k2 = b.k2
),
v_marks1 AS (
  SELECT p.id, p.indicator, p.negated
  FROM v_pairs1 AS p
),
v_judged1 AS (
  SELECT p.id, p.indicator, max(p.negated) AS negated
  FROM v_marks1 AS p
  GROUP BY p.id, p.indicator
),
v_events2 AS (
  SELECT DISTINCT e."id" AS id, arrayJoin(arrayMap(j20 -> j20, JSONExtract(e."doc", 'text', 'url.full', 'Array(String)'))) AS k1
  FROM "events" AS e
  WHERE (
      has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'network')
      AND NOT has(JSONExtract(e."doc", 'text', 'event.type', 'Array(String)'), 'denied')
      AND notEmpty(JSONExtract(e."doc", 'ip', 'destination.ip', 'Array(String)'))
    )
    OR (
      has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'web')
      AND notEmpty(JSONExtract(e."doc", 'text', 'url.full', 'Array(String)'))
    )
),
v_indicators2 AS (
  SELECT DISTINCT
    e."id" AS id,
    arrayJoin(arrayMap(j26 -> j26, JSONExtract(e."doc", 'text', 'threat.indicator.url.full', 'Array(String)'))) AS k1
  FROM "indicators" AS e
  WHERE arrayExists(
      v27 -> v27 >= toUnixTimestamp64Milli({now_time:DateTime64(3, 'UTC')}) - 2592000000 - ((toUnixTimestamp64Milli({now_time:DateTime64(3, 'UTC')}) - 2592000000) % 86400000 + 86400000) % 86400000,
      JSONExtract(e."doc", 'date', '@timestamp', 'Array(Int64)')
    )
    AND has(JSONExtract(e."doc", 'text', 'event.kind', 'Array(String)'), 'enrichment')
    AND has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'threat')
    AND has(JSONExtract(e."doc", 'text', 'event.type', 'Array(String)'), 'indicator')
    AND NOT hasAny(JSONExtract(e."doc", 'text', 'threat.indicator.confidence', 'Array(String)'), ['None', 'Low'])
),
v_pairs2 AS (
  SELECT DISTINCT a.id AS id, b.id AS indicator, 0 AS negated
  FROM v_events2 AS a
  JOIN v_indicators2 AS b ON a.k1 = b.k1
),
v_marks2 AS (
  SELECT p.id, p.indicator, p.negated
  FROM v_pairs2 AS p
),
v_judged2 AS (
  SELECT p.id, p.indicator, max(p.negated) AS negated
  FROM v_marks2 AS p
  GROUP BY p.id, p.indicator
),
v_matched AS (
  SELECT p.id
  FROM v_judged1 AS p
  WHERE p.negated = 0
  UNION ALL
  SELECT p.id
  FROM v_judged2 AS p
  WHERE p.negated = 0
),
v_ids AS (
  SELECT DISTINCT x.id
  FROM v_matched AS x
),
v_found AS (
  SELECT
    m.ordinal AS ordinal, m.event_time AS event_time, m.window_time AS window_time,
    CAST([m.id], 'Array(String)') AS members
  FROM v_moments AS m
  JOIN v_ids AS i ON i.id = m.id
)
SELECT
  '2b7f3a6e-50d9-4f1f-8c1b-6d9e4a70c3f5' AS rule_id,
  lower(hex(SHA256(concat('2b7f3a6e-50d9-4f1f-8c1b-6d9e4a70c3f5:', toJSONString(f.members))))) AS alert_id,
  f.event_time, f.window_time, f.members AS event_ids, CAST([], 'Array(String)') AS event_keys
FROM v_found AS f
ORDER BY f.ordinal ASC NULLS LAST
SETTINGS optimize_or_like_chain = 0;
