-- Small Regular Packets to a High Port
-- rule a4848a7e-5cc5-4c11-94a8-42a09140112f, version 1, severity low, risk score 21
-- fidelity: exact
-- description: A long connection with many small packets, to a high port: the shape of a beacon.
-- ATT&CK: TA0011 Command and Control, T1571 Non-Standard Port
-- tags: Domain: Network, Tactic: Command and Control
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for SQLite, layout document, from source sha256 803b02549cd868f10f63147fbe51e5089a2a3b7c3faa6d138ee260571b3cabe9
--
-- The query, in eql:
--   network where destination.port >= 49152 and source.packets > 50 and
--     source.bytes / source.packets < 90 and
--     (destination.bytes + source.bytes) % 64 != 0 and
--     divide(destination.bytes, 2.0) <= 5000.5 and
--     source.bytes - 100 > 0 and -1 * destination.packets < -5 and multiply(network.packets, 2) >= 102 and
--     add(source.packets, 0) != 777 and subtract(source.bytes, 1) != 9999

DROP VIEW IF EXISTS "verdict_a4848a7e_5cc5_4c11_94a8_42a09140112f";
CREATE VIEW "verdict_a4848a7e_5cc5_4c11_94a8_42a09140112f" AS
SELECT
  'a4848a7e-5cc5-4c11-94a8-42a09140112f' AS rule_id,
  'a4848a7e-5cc5-4c11-94a8-42a09140112f:' || e."id" AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  json_array(e."id") AS event_ids,
  json_array() AS event_keys
FROM "events" AS e
WHERE EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.category"') AS v1 WHERE v1."value" = 'network')
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.long."destination.port"') AS v2 WHERE v2."value" >= 49152)
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.long."source.packets"') AS v3 WHERE v3."value" > 50)
  AND EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.long."source.bytes"') AS v5
    WHERE EXISTS (
      SELECT 1 FROM json_each(e."doc", '$.long."source.packets"') AS v6
      WHERE typeof(v5."value" / v6."value") = 'integer' AND v5."value" / v6."value" < 90
    )
  )
  AND NOT EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.long."destination.bytes"') AS v8
    WHERE EXISTS (
      SELECT 1 FROM json_each(e."doc", '$.long."source.bytes"') AS v9
      WHERE typeof(v8."value" + v9."value") = 'integer'
      AND typeof((v8."value" + v9."value") % 64) = 'integer'
      AND (v8."value" + v9."value") % 64 = 0
    )
  )
  AND EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.long."destination.bytes"') AS v10
    WHERE CAST(v10."value" AS REAL) / 2.0 <= 5000.5
  )
  AND EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.long."source.bytes"') AS v11
    WHERE typeof(v11."value" - 100) = 'integer' AND v11."value" - 100 > 0
  )
  AND EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.long."destination.packets"') AS v12
    WHERE typeof((-1) * v12."value") = 'integer' AND (-1) * v12."value" < (-5)
  )
  AND EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.long."network.packets"') AS v13
    WHERE typeof(v13."value" * 2) = 'integer' AND v13."value" * 2 >= 102
  )
  AND NOT EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.long."source.packets"') AS v14
    WHERE typeof(v14."value" + 0) = 'integer' AND v14."value" + 0 = 777
  )
  AND NOT EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.long."source.bytes"') AS v15
    WHERE typeof(v15."value" - 1) = 'integer' AND v15."value" - 1 = 9999
  );
