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
-- parameters, each a TIMESTAMP in UTC:
--   from_time      where the window begins; by the schedule now-65m
--   to_time        where the window ends; by the schedule now
--   now_time       what now means in the rule's dates: the time of the run
-- for example:
--   SELECT * FROM "verdict_2b7f3a6e_50d9_4f1f_8c1b_6d9e4a70c3f5"(CAST('2026-01-15T08:25:00.000' AS TIMESTAMP), CAST('2026-01-15T09:30:00.000' AS TIMESTAMP), CAST('2026-01-15T09:30:00.000' AS TIMESTAMP))
-- compiled by Verdict 0.1.0 for DuckDB, layout document, from source sha256 8b83eea96170208df969fb1989e2bccdc528ae80a5d8b63d9bb61b4ed87689de
--
-- The query, in kuery:
--   event.category:network and not event.type:denied and destination.ip:* or event.category:web and url.full:*

CREATE OR REPLACE MACRO "verdict_2b7f3a6e_50d9_4f1f_8c1b_6d9e4a70c3f5"(from_time, to_time, now_time) AS TABLE
WITH v_hits AS MATERIALIZED (
  SELECT 1 AS scan, e."id" AS id, epoch_ms(e."ts") AS ms, e."ts" AS event_time, e."ts" AS window_time
  FROM "events" AS e
  WHERE e."ts" >= from_time
    AND e."ts" <= to_time
    AND (
      (
        list_contains(json_extract_string(e."doc", '$.text."event.category"[*]'), 'network')
        AND NOT list_contains(json_extract_string(e."doc", '$.text."event.type"[*]'), 'denied')
        AND len(json_extract_string(e."doc", '$.ip."destination.ip"[*]')) > 0
      )
      OR (
        list_contains(json_extract_string(e."doc", '$.text."event.category"[*]'), 'web')
        AND len(json_extract_string(e."doc", '$.text."url.full"[*]')) > 0
      )
    )
),
v_moments AS MATERIALIZED (
  SELECT
    h.scan AS stage, dense_rank() OVER (ORDER BY h.ms ASC NULLS LAST, h.id ASC NULLS LAST) AS ordinal, h.id, h.ms,
    h.event_time, h.window_time
  FROM v_hits AS h
),
v_events1 AS MATERIALIZED (
  SELECT DISTINCT e."id" AS id, j6."value" AS k1, j7."value" AS k2
  FROM "events" AS e
  CROSS JOIN LATERAL unnest(json_extract_string(e."doc", '$.ip."destination.ip"[*]')) AS j6(value)
  CROSS JOIN LATERAL unnest(CAST(json_extract_string(e."doc", '$.long."destination.port"[*]') AS BIGINT[])) AS j7(value)
  WHERE (
      list_contains(json_extract_string(e."doc", '$.text."event.category"[*]'), 'network')
      AND NOT list_contains(json_extract_string(e."doc", '$.text."event.type"[*]'), 'denied')
      AND len(json_extract_string(e."doc", '$.ip."destination.ip"[*]')) > 0
    )
    OR (
      list_contains(json_extract_string(e."doc", '$.text."event.category"[*]'), 'web')
      AND len(json_extract_string(e."doc", '$.text."url.full"[*]')) > 0
    )
),
v_indicators1 AS MATERIALIZED (
  SELECT DISTINCT e."id" AS id, j13."value" AS k1, j14."value" AS k2
  FROM "indicators" AS e
  CROSS JOIN LATERAL unnest(json_extract_string(e."doc", '$.ip."threat.indicator.ip"[*]')) AS j13(value)
  CROSS JOIN LATERAL unnest(CAST(json_extract_string(e."doc", '$.long."threat.indicator.port"[*]') AS BIGINT[])) AS j14(value)
  WHERE len(
      list_filter(
        CAST(json_extract_string(e."doc", '$.date."@timestamp"[*]') AS BIGINT[]),
        lambda v15: v15 >= epoch_ms(now_time) - 2592000000 - ((epoch_ms(now_time) - 2592000000) % 86400000 + 86400000) % 86400000
      )
    ) > 0
    AND list_contains(json_extract_string(e."doc", '$.text."event.kind"[*]'), 'enrichment')
    AND list_contains(json_extract_string(e."doc", '$.text."event.category"[*]'), 'threat')
    AND list_contains(json_extract_string(e."doc", '$.text."event.type"[*]'), 'indicator')
    AND NOT list_has_any(json_extract_string(e."doc", '$.text."threat.indicator.confidence"[*]'), ['None', 'Low'])
),
v_pairs1 AS MATERIALIZED (
  SELECT DISTINCT a.id AS id, b.id AS indicator, 0 AS negated
  FROM v_events1 AS a
  JOIN v_indicators1 AS b ON a.k1 = b.k1 AND a.k2 = b.k2
),
v_marks1 AS MATERIALIZED (
  SELECT p.id, p.indicator, p.negated
  FROM v_pairs1 AS p
),
v_judged1 AS MATERIALIZED (
  SELECT p.id, p.indicator, max(p.negated) AS negated
  FROM v_marks1 AS p
  GROUP BY p.id, p.indicator
),
v_events2 AS MATERIALIZED (
  SELECT DISTINCT e."id" AS id, j20."value" AS k1
  FROM "events" AS e
  CROSS JOIN LATERAL unnest(json_extract_string(e."doc", '$.text."url.full"[*]')) AS j20(value)
  WHERE (
      list_contains(json_extract_string(e."doc", '$.text."event.category"[*]'), 'network')
      AND NOT list_contains(json_extract_string(e."doc", '$.text."event.type"[*]'), 'denied')
      AND len(json_extract_string(e."doc", '$.ip."destination.ip"[*]')) > 0
    )
    OR (
      list_contains(json_extract_string(e."doc", '$.text."event.category"[*]'), 'web')
      AND len(json_extract_string(e."doc", '$.text."url.full"[*]')) > 0
    )
),
v_indicators2 AS MATERIALIZED (
  SELECT DISTINCT e."id" AS id, j26."value" AS k1
  FROM "indicators" AS e
  CROSS JOIN LATERAL unnest(json_extract_string(e."doc", '$.text."threat.indicator.url.full"[*]')) AS j26(value)
  WHERE len(
      list_filter(
        CAST(json_extract_string(e."doc", '$.date."@timestamp"[*]') AS BIGINT[]),
        lambda v27: v27 >= epoch_ms(now_time) - 2592000000 - ((epoch_ms(now_time) - 2592000000) % 86400000 + 86400000) % 86400000
      )
    ) > 0
    AND list_contains(json_extract_string(e."doc", '$.text."event.kind"[*]'), 'enrichment')
    AND list_contains(json_extract_string(e."doc", '$.text."event.category"[*]'), 'threat')
    AND list_contains(json_extract_string(e."doc", '$.text."event.type"[*]'), 'indicator')
    AND NOT list_has_any(json_extract_string(e."doc", '$.text."threat.indicator.confidence"[*]'), ['None', 'Low'])
),
v_pairs2 AS MATERIALIZED (
  SELECT DISTINCT a.id AS id, b.id AS indicator, 0 AS negated
  FROM v_events2 AS a
  JOIN v_indicators2 AS b ON a.k1 = b.k1
),
v_marks2 AS MATERIALIZED (
  SELECT p.id, p.indicator, p.negated
  FROM v_pairs2 AS p
),
v_judged2 AS MATERIALIZED (
  SELECT p.id, p.indicator, max(p.negated) AS negated
  FROM v_marks2 AS p
  GROUP BY p.id, p.indicator
),
v_matched AS MATERIALIZED (
  SELECT p.id
  FROM v_judged1 AS p
  WHERE p.negated = 0
  UNION ALL
  SELECT p.id
  FROM v_judged2 AS p
  WHERE p.negated = 0
),
v_ids AS MATERIALIZED (
  SELECT DISTINCT x.id
  FROM v_matched AS x
),
v_found AS MATERIALIZED (
  SELECT
    m.ordinal AS ordinal, m.event_time AS event_time, m.window_time AS window_time,
    CAST([m.id] AS VARCHAR[]) AS members
  FROM v_moments AS m
  JOIN v_ids AS i ON i.id = m.id
)
SELECT
  '2b7f3a6e-50d9-4f1f-8c1b-6d9e4a70c3f5' AS rule_id,
  sha256(concat('2b7f3a6e-50d9-4f1f-8c1b-6d9e4a70c3f5:', CAST(to_json(f.members) AS VARCHAR))) AS alert_id,
  f.event_time, f.window_time, f.members AS event_ids, CAST([] AS VARCHAR[]) AS event_keys
FROM v_found AS f
ORDER BY f.ordinal ASC NULLS LAST;
