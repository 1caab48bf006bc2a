-- Small Regular Packets to a High Port
-- rule a4848a7e-5cc5-4c11-94a8-42a09140112f, version 1, severity low, risk score 21
-- fidelity: exact
-- description: A long connection with many small packets, to a high port: the shape of a beacon.
-- ATT&CK: TA0011 Command and Control, T1571 Non-Standard Port
-- tags: Domain: Network, Tactic: Command and Control
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for PostgreSQL, layout document, from source sha256 803b02549cd868f10f63147fbe51e5089a2a3b7c3faa6d138ee260571b3cabe9
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
  encode(sha256(convert_to('a4848a7e-5cc5-4c11-94a8-42a09140112f:' || e."id", 'UTF8')), 'hex') AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST(ARRAY[e."id"] AS text[]) AS event_ids,
  CAST(ARRAY[] AS text[]) AS event_keys
FROM "events" AS e
WHERE EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.category') AS v1
    WHERE v1."value" = 'network'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'long' -> 'destination.port') AS v2
    WHERE CAST(v2."value" AS bigint) >= 49152
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'long' -> 'source.packets') AS v3
    WHERE CAST(v3."value" AS bigint) > 50
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'long' -> 'source.bytes') AS v5
    WHERE EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'long' -> 'source.packets') AS v6
      WHERE NOT (
        CASE
          WHEN div(CAST(CAST(v5."value" AS bigint) AS numeric), nullif(CAST(CAST(v6."value" AS bigint) AS numeric), 0)) BETWEEN (-9223372036854775808) AND 9223372036854775807 THEN CAST(div(CAST(CAST(v5."value" AS bigint) AS numeric), nullif(CAST(CAST(v6."value" AS bigint) AS numeric), 0)) AS bigint)
        END IS NULL
      )
      AND CASE
        WHEN div(CAST(CAST(v5."value" AS bigint) AS numeric), nullif(CAST(CAST(v6."value" AS bigint) AS numeric), 0)) BETWEEN (-9223372036854775808) AND 9223372036854775807 THEN CAST(div(CAST(CAST(v5."value" AS bigint) AS numeric), nullif(CAST(CAST(v6."value" AS bigint) AS numeric), 0)) AS bigint)
      END < 90
    )
  )
  AND NOT EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'long' -> 'destination.bytes') AS v8
    WHERE EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'long' -> 'source.bytes') AS v9
      WHERE NOT (
        CASE
          WHEN CAST(CAST(v8."value" AS bigint) AS numeric) + CAST(CAST(v9."value" AS bigint) AS numeric) BETWEEN (-9223372036854775808) AND 9223372036854775807 THEN CAST(CAST(CAST(v8."value" AS bigint) AS numeric) + CAST(CAST(v9."value" AS bigint) AS numeric) AS bigint)
        END IS NULL
      )
      AND NOT (
        CASE
          WHEN mod(
            CAST(CASE
              WHEN CAST(CAST(v8."value" AS bigint) AS numeric) + CAST(CAST(v9."value" AS bigint) AS numeric) BETWEEN (-9223372036854775808) AND 9223372036854775807 THEN CAST(CAST(CAST(v8."value" AS bigint) AS numeric) + CAST(CAST(v9."value" AS bigint) AS numeric) AS bigint)
            END AS numeric),
            nullif(CAST(64 AS numeric), 0)
          ) BETWEEN (-9223372036854775808) AND 9223372036854775807 THEN CAST(mod(
            CAST(CASE
              WHEN CAST(CAST(v8."value" AS bigint) AS numeric) + CAST(CAST(v9."value" AS bigint) AS numeric) BETWEEN (-9223372036854775808) AND 9223372036854775807 THEN CAST(CAST(CAST(v8."value" AS bigint) AS numeric) + CAST(CAST(v9."value" AS bigint) AS numeric) AS bigint)
            END AS numeric),
            nullif(CAST(64 AS numeric), 0)
          ) AS bigint)
        END IS NULL
      )
      AND CASE
        WHEN mod(
          CAST(CASE
            WHEN CAST(CAST(v8."value" AS bigint) AS numeric) + CAST(CAST(v9."value" AS bigint) AS numeric) BETWEEN (-9223372036854775808) AND 9223372036854775807 THEN CAST(CAST(CAST(v8."value" AS bigint) AS numeric) + CAST(CAST(v9."value" AS bigint) AS numeric) AS bigint)
          END AS numeric),
          nullif(CAST(64 AS numeric), 0)
        ) BETWEEN (-9223372036854775808) AND 9223372036854775807 THEN CAST(mod(
          CAST(CASE
            WHEN CAST(CAST(v8."value" AS bigint) AS numeric) + CAST(CAST(v9."value" AS bigint) AS numeric) BETWEEN (-9223372036854775808) AND 9223372036854775807 THEN CAST(CAST(CAST(v8."value" AS bigint) AS numeric) + CAST(CAST(v9."value" AS bigint) AS numeric) AS bigint)
          END AS numeric),
          nullif(CAST(64 AS numeric), 0)
        ) AS bigint)
      END = 0
    )
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'long' -> 'destination.bytes') AS v10
    WHERE CAST(CAST(v10."value" AS bigint) AS double precision) / CAST('2' AS double precision) <= CAST('5000.5' AS double precision)
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'long' -> 'source.bytes') AS v11
    WHERE NOT (
      CASE
        WHEN CAST(CAST(v11."value" AS bigint) AS numeric) - CAST(100 AS numeric) BETWEEN (-9223372036854775808) AND 9223372036854775807 THEN CAST(CAST(CAST(v11."value" AS bigint) AS numeric) - CAST(100 AS numeric) AS bigint)
      END IS NULL
    )
    AND CASE
      WHEN CAST(CAST(v11."value" AS bigint) AS numeric) - CAST(100 AS numeric) BETWEEN (-9223372036854775808) AND 9223372036854775807 THEN CAST(CAST(CAST(v11."value" AS bigint) AS numeric) - CAST(100 AS numeric) AS bigint)
    END > 0
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'long' -> 'destination.packets') AS v12
    WHERE NOT (
      CASE
        WHEN CAST(-1 AS numeric) * CAST(CAST(v12."value" AS bigint) AS numeric) BETWEEN (-9223372036854775808) AND 9223372036854775807 THEN CAST(CAST(-1 AS numeric) * CAST(CAST(v12."value" AS bigint) AS numeric) AS bigint)
      END IS NULL
    )
    AND CASE
      WHEN CAST(-1 AS numeric) * CAST(CAST(v12."value" AS bigint) AS numeric) BETWEEN (-9223372036854775808) AND 9223372036854775807 THEN CAST(CAST(-1 AS numeric) * CAST(CAST(v12."value" AS bigint) AS numeric) AS bigint)
    END < (-5)
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'long' -> 'network.packets') AS v13
    WHERE NOT (
      CASE
        WHEN CAST(CAST(v13."value" AS bigint) AS numeric) * CAST(2 AS numeric) BETWEEN (-9223372036854775808) AND 9223372036854775807 THEN CAST(CAST(CAST(v13."value" AS bigint) AS numeric) * CAST(2 AS numeric) AS bigint)
      END IS NULL
    )
    AND CASE
      WHEN CAST(CAST(v13."value" AS bigint) AS numeric) * CAST(2 AS numeric) BETWEEN (-9223372036854775808) AND 9223372036854775807 THEN CAST(CAST(CAST(v13."value" AS bigint) AS numeric) * CAST(2 AS numeric) AS bigint)
    END >= 102
  )
  AND NOT EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'long' -> 'source.packets') AS v14
    WHERE NOT (
      CASE
        WHEN CAST(CAST(v14."value" AS bigint) AS numeric) + CAST(0 AS numeric) BETWEEN (-9223372036854775808) AND 9223372036854775807 THEN CAST(CAST(CAST(v14."value" AS bigint) AS numeric) + CAST(0 AS numeric) AS bigint)
      END IS NULL
    )
    AND CASE
      WHEN CAST(CAST(v14."value" AS bigint) AS numeric) + CAST(0 AS numeric) BETWEEN (-9223372036854775808) AND 9223372036854775807 THEN CAST(CAST(CAST(v14."value" AS bigint) AS numeric) + CAST(0 AS numeric) AS bigint)
    END = 777
  )
  AND NOT EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'long' -> 'source.bytes') AS v15
    WHERE NOT (
      CASE
        WHEN CAST(CAST(v15."value" AS bigint) AS numeric) - CAST(1 AS numeric) BETWEEN (-9223372036854775808) AND 9223372036854775807 THEN CAST(CAST(CAST(v15."value" AS bigint) AS numeric) - CAST(1 AS numeric) AS bigint)
      END IS NULL
    )
    AND CASE
      WHEN CAST(CAST(v15."value" AS bigint) AS numeric) - CAST(1 AS numeric) BETWEEN (-9223372036854775808) AND 9223372036854775807 THEN CAST(CAST(CAST(v15."value" AS bigint) AS numeric) - CAST(1 AS numeric) AS bigint)
    END = 9999
  );
