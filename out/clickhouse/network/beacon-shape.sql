-- Small Regular Packets to a High Port
-- rule a4848a7e-5cc5-4c11-94a8-42a09140112f, version 1, severity low, risk score 21
-- fidelity: exact
-- description: A long connection with many small packets, to a high port: the shape of a beacon.
-- ATT&CK: TA0011 Command and Control, T1571 Non-Standard Port
-- tags: Domain: Network, Tactic: Command and Control
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for ClickHouse, layout document, from source sha256 803b02549cd868f10f63147fbe51e5089a2a3b7c3faa6d138ee260571b3cabe9
--
-- The query, in eql:
--   network where destination.port >= 49152 and source.packets > 50 and
--     source.bytes / source.packets < 90 and
--     (destination.bytes + source.bytes) % 64 != 0 and
--     divide(destination.bytes, 2.0) <= 5000.5 and
--     source.bytes - 100 > 0 and -1 * destination.packets < -5 and multiply(network.packets, 2) >= 102 and
--     add(source.packets, 0) != 777 and subtract(source.bytes, 1) != 9999

CREATE OR REPLACE VIEW "verdict_a4848a7e_5cc5_4c11_94a8_42a09140112f" AS
SELECT
  'a4848a7e-5cc5-4c11-94a8-42a09140112f' AS rule_id,
  lower(hex(SHA256(concat('a4848a7e-5cc5-4c11-94a8-42a09140112f:', e."id")))) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"], 'Array(String)') AS event_ids,
  CAST([], 'Array(String)') AS event_keys
FROM "events" AS e
WHERE has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'network')
  AND arrayExists(v2 -> v2 >= 49152, JSONExtract(e."doc", 'long', 'destination.port', 'Array(Int64)'))
  AND arrayExists(v3 -> v3 > 50, JSONExtract(e."doc", 'long', 'source.packets', 'Array(Int64)'))
  AND arrayExists(
    v5 -> arrayExists(
      v6 -> NOT (accurateCastOrNull(intDiv(toInt128(v5), nullIf(toInt128(v6), toInt128(0))), 'Int64') IS NULL)
      AND accurateCastOrNull(intDiv(toInt128(v5), nullIf(toInt128(v6), toInt128(0))), 'Int64') < 90,
      JSONExtract(e."doc", 'long', 'source.packets', 'Array(Int64)')
    ),
    JSONExtract(e."doc", 'long', 'source.bytes', 'Array(Int64)')
  )
  AND NOT arrayExists(
    v8 -> arrayExists(
      v9 -> NOT (accurateCastOrNull(toInt128(v8) + toInt128(v9), 'Int64') IS NULL)
      AND NOT (
        accurateCastOrNull(
          toInt128(accurateCastOrNull(toInt128(v8) + toInt128(v9), 'Int64')) % nullIf(toInt128(64), toInt128(0)),
          'Int64'
        ) IS NULL
      )
      AND accurateCastOrNull(
        toInt128(accurateCastOrNull(toInt128(v8) + toInt128(v9), 'Int64')) % nullIf(toInt128(64), toInt128(0)),
        'Int64'
      ) = 0,
      JSONExtract(e."doc", 'long', 'source.bytes', 'Array(Int64)')
    ),
    JSONExtract(e."doc", 'long', 'destination.bytes', 'Array(Int64)')
  )
  AND arrayExists(
    v10 -> toFloat64(v10) / 2.0 <= 5000.5,
    JSONExtract(e."doc", 'long', 'destination.bytes', 'Array(Int64)')
  )
  AND arrayExists(
    v11 -> NOT (accurateCastOrNull(toInt128(v11) - toInt128(100), 'Int64') IS NULL)
    AND accurateCastOrNull(toInt128(v11) - toInt128(100), 'Int64') > 0,
    JSONExtract(e."doc", 'long', 'source.bytes', 'Array(Int64)')
  )
  AND arrayExists(
    v12 -> NOT (accurateCastOrNull(toInt128(-1) * toInt128(v12), 'Int64') IS NULL)
    AND accurateCastOrNull(toInt128(-1) * toInt128(v12), 'Int64') < (-5),
    JSONExtract(e."doc", 'long', 'destination.packets', 'Array(Int64)')
  )
  AND arrayExists(
    v13 -> NOT (accurateCastOrNull(toInt128(v13) * toInt128(2), 'Int64') IS NULL)
    AND accurateCastOrNull(toInt128(v13) * toInt128(2), 'Int64') >= 102,
    JSONExtract(e."doc", 'long', 'network.packets', 'Array(Int64)')
  )
  AND NOT arrayExists(
    v14 -> NOT (accurateCastOrNull(toInt128(v14) + toInt128(0), 'Int64') IS NULL)
    AND accurateCastOrNull(toInt128(v14) + toInt128(0), 'Int64') = 777,
    JSONExtract(e."doc", 'long', 'source.packets', 'Array(Int64)')
  )
  AND NOT arrayExists(
    v15 -> NOT (accurateCastOrNull(toInt128(v15) - toInt128(1), 'Int64') IS NULL)
    AND accurateCastOrNull(toInt128(v15) - toInt128(1), 'Int64') = 9999,
    JSONExtract(e."doc", 'long', 'source.bytes', 'Array(Int64)')
  )
SETTINGS optimize_or_like_chain = 0;
