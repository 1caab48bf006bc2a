-- Small Regular Packets to a High Port
-- rule a4848a7e-5cc5-4c11-94a8-42a09140112f, version 1, severity low, risk score 21
-- fidelity: exact
-- description: A long connection with many small packets, to a high port: the shape of a beacon.
-- ATT&CK: TA0011 Command and Control, T1571 Non-Standard Port
-- tags: Domain: Network, Tactic: Command and Control
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for DuckDB, layout document, from source sha256 803b02549cd868f10f63147fbe51e5089a2a3b7c3faa6d138ee260571b3cabe9
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
  sha256(concat('a4848a7e-5cc5-4c11-94a8-42a09140112f:', e."id")) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"] AS VARCHAR[]) AS event_ids,
  CAST([] AS VARCHAR[]) AS event_keys
FROM "events" AS e
WHERE list_contains(json_extract_string(e."doc", '$.text."event.category"[*]'), 'network')
  AND len(
    list_filter(
      CAST(json_extract_string(e."doc", '$.long."destination.port"[*]') AS BIGINT[]),
      lambda v2: v2 >= 49152
    )
  ) > 0
  AND len(
    list_filter(CAST(json_extract_string(e."doc", '$.long."source.packets"[*]') AS BIGINT[]), lambda v3: v3 > 50)
  ) > 0
  AND len(
    list_filter(
      CAST(json_extract_string(e."doc", '$.long."source.bytes"[*]') AS BIGINT[]),
      lambda v5: len(
        list_filter(
          CAST(json_extract_string(e."doc", '$.long."source.packets"[*]') AS BIGINT[]),
          lambda v6: NOT (TRY_CAST(CAST(v5 AS HUGEINT) // CAST(v6 AS HUGEINT) AS BIGINT) IS NULL)
          AND TRY_CAST(CAST(v5 AS HUGEINT) // CAST(v6 AS HUGEINT) AS BIGINT) < 90
        )
      ) > 0
    )
  ) > 0
  AND NOT (
    len(
      list_filter(
        CAST(json_extract_string(e."doc", '$.long."destination.bytes"[*]') AS BIGINT[]),
        lambda v8: len(
          list_filter(
            CAST(json_extract_string(e."doc", '$.long."source.bytes"[*]') AS BIGINT[]),
            lambda v9: NOT (TRY_CAST(CAST(v8 AS HUGEINT) + CAST(v9 AS HUGEINT) AS BIGINT) IS NULL)
            AND NOT (
              TRY_CAST(CAST(TRY_CAST(CAST(v8 AS HUGEINT) + CAST(v9 AS HUGEINT) AS BIGINT) AS HUGEINT) % CAST(64 AS HUGEINT) AS BIGINT) IS NULL
            )
            AND TRY_CAST(CAST(TRY_CAST(CAST(v8 AS HUGEINT) + CAST(v9 AS HUGEINT) AS BIGINT) AS HUGEINT) % CAST(64 AS HUGEINT) AS BIGINT) = 0
          )
        ) > 0
      )
    ) > 0
  )
  AND len(
    list_filter(
      CAST(json_extract_string(e."doc", '$.long."destination.bytes"[*]') AS BIGINT[]),
      lambda v10: nullif(CAST(v10 AS DOUBLE) / 2e0, CAST('NaN' AS DOUBLE)) <= 5000.5e0
    )
  ) > 0
  AND len(
    list_filter(
      CAST(json_extract_string(e."doc", '$.long."source.bytes"[*]') AS BIGINT[]),
      lambda v11: NOT (TRY_CAST(CAST(v11 AS HUGEINT) - CAST(100 AS HUGEINT) AS BIGINT) IS NULL)
      AND TRY_CAST(CAST(v11 AS HUGEINT) - CAST(100 AS HUGEINT) AS BIGINT) > 0
    )
  ) > 0
  AND len(
    list_filter(
      CAST(json_extract_string(e."doc", '$.long."destination.packets"[*]') AS BIGINT[]),
      lambda v12: NOT (TRY_CAST(CAST(-1 AS HUGEINT) * CAST(v12 AS HUGEINT) AS BIGINT) IS NULL)
      AND TRY_CAST(CAST(-1 AS HUGEINT) * CAST(v12 AS HUGEINT) AS BIGINT) < (-5)
    )
  ) > 0
  AND len(
    list_filter(
      CAST(json_extract_string(e."doc", '$.long."network.packets"[*]') AS BIGINT[]),
      lambda v13: NOT (TRY_CAST(CAST(v13 AS HUGEINT) * CAST(2 AS HUGEINT) AS BIGINT) IS NULL)
      AND TRY_CAST(CAST(v13 AS HUGEINT) * CAST(2 AS HUGEINT) AS BIGINT) >= 102
    )
  ) > 0
  AND NOT (
    len(
      list_filter(
        CAST(json_extract_string(e."doc", '$.long."source.packets"[*]') AS BIGINT[]),
        lambda v14: NOT (TRY_CAST(CAST(v14 AS HUGEINT) + CAST(0 AS HUGEINT) AS BIGINT) IS NULL)
        AND TRY_CAST(CAST(v14 AS HUGEINT) + CAST(0 AS HUGEINT) AS BIGINT) = 777
      )
    ) > 0
  )
  AND NOT (
    len(
      list_filter(
        CAST(json_extract_string(e."doc", '$.long."source.bytes"[*]') AS BIGINT[]),
        lambda v15: NOT (TRY_CAST(CAST(v15 AS HUGEINT) - CAST(1 AS HUGEINT) AS BIGINT) IS NULL)
        AND TRY_CAST(CAST(v15 AS HUGEINT) - CAST(1 AS HUGEINT) AS BIGINT) = 9999
      )
    ) > 0
  );
