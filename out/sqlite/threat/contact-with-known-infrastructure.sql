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
-- parameters, each in milliseconds since 1970 in UTC:
--   :from_time     where the window begins; by the schedule now-65m
--   :to_time       where the window ends; by the schedule now
--   :now_time      what now means in the rule's dates: the time of the run
-- for example, in its shell, before the query:
--   .parameter set :from_time 1768465500000
--   .parameter set :to_time 1768469400000
--   .parameter set :now_time 1768469400000
-- compiled by Verdict 0.1.0 for SQLite, layout document, from source sha256 8b83eea96170208df969fb1989e2bccdc528ae80a5d8b63d9bb61b4ed87689de
--
-- The query, in kuery:
--   event.category:network and not event.type:denied and destination.ip:* or event.category:web and url.full:*

WITH v_hits AS (
  SELECT 1 AS scan, e."id" AS id, e."ts" AS ms, e."ts" AS event_time, e."ts" AS window_time
  FROM "events" AS e
  WHERE e."ts" >= :from_time
    AND e."ts" <= :to_time
    AND (
      (
        EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.category"') AS v1 WHERE v1."value" = 'network')
        AND NOT EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.type"') AS v2 WHERE v2."value" = 'denied')
        AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.ip."destination.ip"') AS v3)
      )
      OR (
        EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.category"') AS v4 WHERE v4."value" = 'web')
        AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."url.full"') AS v5)
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
  SELECT DISTINCT e."id" AS id, j6."value" AS k1, j7."value" AS k2
  FROM "events" AS e
  CROSS JOIN json_each(e."doc", '$.ip."destination.ip"') AS j6
  CROSS JOIN json_each(e."doc", '$.long."destination.port"') AS j7
  WHERE (
      EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.category"') AS v8 WHERE v8."value" = 'network')
      AND NOT EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.type"') AS v9 WHERE v9."value" = 'denied')
      AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.ip."destination.ip"') AS v10)
    )
    OR (
      EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.category"') AS v11 WHERE v11."value" = 'web')
      AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."url.full"') AS v12)
    )
),
v_indicators1 AS (
  SELECT DISTINCT e."id" AS id, j13."value" AS k1, j14."value" AS k2
  FROM "indicators" AS e
  CROSS JOIN json_each(e."doc", '$.ip."threat.indicator.ip"') AS j13
  CROSS JOIN json_each(e."doc", '$.long."threat.indicator.port"') AS j14
  WHERE EXISTS (
      SELECT 1 FROM json_each(e."doc", '$.date."@timestamp"') AS v15
      WHERE v15."value" >= :now_time - 2592000000 - ((:now_time - 2592000000) % 86400000 + 86400000) % 86400000
    )
    AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.kind"') AS v16 WHERE v16."value" = 'enrichment')
    AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.category"') AS v17 WHERE v17."value" = 'threat')
    AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.type"') AS v18 WHERE v18."value" = 'indicator')
    AND NOT EXISTS (
      SELECT 1 FROM json_each(e."doc", '$.text."threat.indicator.confidence"') AS v19
      WHERE v19."value" IN ('None', 'Low')
    )
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
  SELECT DISTINCT e."id" AS id, j20."value" AS k1
  FROM "events" AS e
  CROSS JOIN json_each(e."doc", '$.text."url.full"') AS j20
  WHERE (
      EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.category"') AS v21 WHERE v21."value" = 'network')
      AND NOT EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.type"') AS v22 WHERE v22."value" = 'denied')
      AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.ip."destination.ip"') AS v23)
    )
    OR (
      EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.category"') AS v24 WHERE v24."value" = 'web')
      AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."url.full"') AS v25)
    )
),
v_indicators2 AS (
  SELECT DISTINCT e."id" AS id, j26."value" AS k1
  FROM "indicators" AS e
  CROSS JOIN json_each(e."doc", '$.text."threat.indicator.url.full"') AS j26
  WHERE EXISTS (
      SELECT 1 FROM json_each(e."doc", '$.date."@timestamp"') AS v27
      WHERE v27."value" >= :now_time - 2592000000 - ((:now_time - 2592000000) % 86400000 + 86400000) % 86400000
    )
    AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.kind"') AS v28 WHERE v28."value" = 'enrichment')
    AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.category"') AS v29 WHERE v29."value" = 'threat')
    AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.type"') AS v30 WHERE v30."value" = 'indicator')
    AND NOT EXISTS (
      SELECT 1 FROM json_each(e."doc", '$.text."threat.indicator.confidence"') AS v31
      WHERE v31."value" IN ('None', 'Low')
    )
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
  SELECT m.ordinal AS ordinal, m.event_time AS event_time, m.window_time AS window_time, json_array(m.id) AS members
  FROM v_moments AS m
  JOIN v_ids AS i ON i.id = m.id
)
SELECT
  '2b7f3a6e-50d9-4f1f-8c1b-6d9e4a70c3f5' AS rule_id,
  '2b7f3a6e-50d9-4f1f-8c1b-6d9e4a70c3f5:' || f.members AS alert_id, f.event_time, f.window_time,
  f.members AS event_ids, json_array() AS event_keys
FROM v_found AS f
ORDER BY f.ordinal ASC NULLS LAST;
