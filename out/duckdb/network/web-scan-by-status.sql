-- Web Parameter Out of Range Answered by the Server
-- rule 368d6b0e-1bcf-4865-9115-bf291f81035c, version 1, severity low, risk score 21
-- fidelity: under
--   sql/number-text (under): numbers that only Java reads (2f, NaN, Infinity, digits of other scripts) are not read
-- description: A request carries a numeric identifier far above those in use, and the server answers all the same: someone counts through records.
-- ATT&CK: TA0007 Discovery, T1595 Active Scanning
-- tags: Domain: Network, Data Source: Web, Tactic: Discovery
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for DuckDB, layout document, from source sha256 2eb21d15786dfc0c56f9cc2992834781f0b8554639d7a550ae016d54c74dba21
--
-- The query, in eql:
--   any where event.category == "web" and http.request.method in~ ("get", "post") and
--     string(http.response.status_code) like "2??" and
--     number(between(url.query, "id=", "&")) > 1000000 and
--     not http.response.status_code == 204 and url.path regex~ "/api/v[0-9]+/(users|orders)/?"

CREATE OR REPLACE VIEW "verdict_368d6b0e_1bcf_4865_9115_bf291f81035c" AS
SELECT
  '368d6b0e-1bcf-4865-9115-bf291f81035c' AS rule_id,
  sha256(concat('368d6b0e-1bcf-4865-9115-bf291f81035c:', e."id")) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"] AS VARCHAR[]) AS event_ids,
  CAST([] AS VARCHAR[]) AS event_keys
FROM "events" AS e
WHERE list_contains(json_extract_string(e."doc", '$.text."event.category"[*]'), 'web')
  AND len(
    list_filter(
      json_extract_string(e."doc", '$.text."http.request.method"[*]'),
      lambda v2: translate(v2, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') IN ('get', 'post')
    )
  ) > 0
  AND len(
    list_filter(
      CAST(json_extract_string(e."doc", '$.long."http.response.status_code"[*]') AS BIGINT[]),
      lambda v3: regexp_full_match(
        CAST(v3 AS VARCHAR),
        '2[^\x{a}\x{d}\x{85}\x{2028}-\x{2029}][^\x{a}\x{d}\x{85}\x{2028}-\x{2029}]'
      )
    )
  ) > 0
  AND len(
    list_filter(
      json_extract_string(e."doc", '$.text."url.query"[*]'),
      lambda v5: CASE
        WHEN regexp_full_match(
          CASE
            WHEN strpos(v5, 'id=') > 0 AND strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') > 0 THEN substr(
              v5,
              strpos(v5, 'id=') + 2 + 1,
              greatest(
                0,
                strpos(v5, 'id=') + 2 + strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') - 1 - (strpos(v5, 'id=') + 2)
              )
            )
            ELSE ''
          END,
          '0x[\+\-]?[0-9A-Fa-f]{1,40}'
        )
        AND NOT (
          TRY_CAST('0x' || CASE
            WHEN substr(
              substr(
                CASE
                  WHEN strpos(v5, 'id=') > 0 AND strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') > 0 THEN substr(
                    v5,
                    strpos(v5, 'id=') + 2 + 1,
                    greatest(
                      0,
                      strpos(v5, 'id=') + 2 + strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') - 1 - (strpos(v5, 'id=') + 2)
                    )
                  )
                  ELSE ''
                END,
                3
              ),
              1,
              1
            ) IN (
              '-',
              '+'
            ) THEN substr(
              substr(
                CASE
                  WHEN strpos(v5, 'id=') > 0 AND strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') > 0 THEN substr(
                    v5,
                    strpos(v5, 'id=') + 2 + 1,
                    greatest(
                      0,
                      strpos(v5, 'id=') + 2 + strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') - 1 - (strpos(v5, 'id=') + 2)
                    )
                  )
                  ELSE ''
                END,
                3
              ),
              2
            )
            ELSE substr(
              CASE
                WHEN strpos(v5, 'id=') > 0 AND strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') > 0 THEN substr(
                  v5,
                  strpos(v5, 'id=') + 2 + 1,
                  greatest(
                    0,
                    strpos(v5, 'id=') + 2 + strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') - 1 - (strpos(v5, 'id=') + 2)
                  )
                )
                ELSE ''
              END,
              3
            )
          END AS BIGINT) * CASE
            WHEN substr(
              substr(
                CASE
                  WHEN strpos(v5, 'id=') > 0 AND strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') > 0 THEN substr(
                    v5,
                    strpos(v5, 'id=') + 2 + 1,
                    greatest(
                      0,
                      strpos(v5, 'id=') + 2 + strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') - 1 - (strpos(v5, 'id=') + 2)
                    )
                  )
                  ELSE ''
                END,
                3
              ),
              1,
              1
            ) = '-' THEN -1
            ELSE 1
          END IS NULL
        ) THEN TRY_CAST('0x' || CASE
          WHEN substr(
            substr(
              CASE
                WHEN strpos(v5, 'id=') > 0 AND strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') > 0 THEN substr(
                  v5,
                  strpos(v5, 'id=') + 2 + 1,
                  greatest(
                    0,
                    strpos(v5, 'id=') + 2 + strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') - 1 - (strpos(v5, 'id=') + 2)
                  )
                )
                ELSE ''
              END,
              3
            ),
            1,
            1
          ) IN (
            '-',
            '+'
          ) THEN substr(
            substr(
              CASE
                WHEN strpos(v5, 'id=') > 0 AND strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') > 0 THEN substr(
                  v5,
                  strpos(v5, 'id=') + 2 + 1,
                  greatest(
                    0,
                    strpos(v5, 'id=') + 2 + strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') - 1 - (strpos(v5, 'id=') + 2)
                  )
                )
                ELSE ''
              END,
              3
            ),
            2
          )
          ELSE substr(
            CASE
              WHEN strpos(v5, 'id=') > 0 AND strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') > 0 THEN substr(
                v5,
                strpos(v5, 'id=') + 2 + 1,
                greatest(
                  0,
                  strpos(v5, 'id=') + 2 + strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') - 1 - (strpos(v5, 'id=') + 2)
                )
              )
              ELSE ''
            END,
            3
          )
        END AS BIGINT) * CASE
          WHEN substr(
            substr(
              CASE
                WHEN strpos(v5, 'id=') > 0 AND strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') > 0 THEN substr(
                  v5,
                  strpos(v5, 'id=') + 2 + 1,
                  greatest(
                    0,
                    strpos(v5, 'id=') + 2 + strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') - 1 - (strpos(v5, 'id=') + 2)
                  )
                )
                ELSE ''
              END,
              3
            ),
            1,
            1
          ) = '-' THEN -1
          ELSE 1
        END > 1000000
        WHEN regexp_full_match(
          CASE
            WHEN strpos(v5, 'id=') > 0 AND strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') > 0 THEN substr(
              v5,
              strpos(v5, 'id=') + 2 + 1,
              greatest(
                0,
                strpos(v5, 'id=') + 2 + strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') - 1 - (strpos(v5, 'id=') + 2)
              )
            )
            ELSE ''
          END,
          '[\+\-]?[0-9]{1,40}'
        )
        AND NOT (
          TRY_CAST(CASE
            WHEN strpos(v5, 'id=') > 0 AND strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') > 0 THEN substr(
              v5,
              strpos(v5, 'id=') + 2 + 1,
              greatest(
                0,
                strpos(v5, 'id=') + 2 + strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') - 1 - (strpos(v5, 'id=') + 2)
              )
            )
            ELSE ''
          END AS BIGINT) IS NULL
        ) THEN TRY_CAST(CASE
          WHEN strpos(v5, 'id=') > 0 AND strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') > 0 THEN substr(
            v5,
            strpos(v5, 'id=') + 2 + 1,
            greatest(
              0,
              strpos(v5, 'id=') + 2 + strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') - 1 - (strpos(v5, 'id=') + 2)
            )
          )
          ELSE ''
        END AS BIGINT) > 1000000
        WHEN regexp_full_match(
          CASE
            WHEN strpos(v5, 'id=') > 0 AND strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') > 0 THEN substr(
              v5,
              strpos(v5, 'id=') + 2 + 1,
              greatest(
                0,
                strpos(v5, 'id=') + 2 + strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') - 1 - (strpos(v5, 'id=') + 2)
              )
            )
            ELSE ''
          END,
          '[\x{1}-\x{20}]*[\+\-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[Ee][\+\-]?[0-9]{1,6})?[\x{1}-\x{20}]*'
        ) THEN TRY_CAST(CASE
          WHEN strpos(v5, 'id=') > 0 AND strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') > 0 THEN substr(
            v5,
            strpos(v5, 'id=') + 2 + 1,
            greatest(
              0,
              strpos(v5, 'id=') + 2 + strpos(substr(v5, strpos(v5, 'id=') + 2 + 1), '&') - 1 - (strpos(v5, 'id=') + 2)
            )
          )
          ELSE ''
        END AS DOUBLE) > 1000000e0
      END
    )
  ) > 0
  AND NOT list_contains(CAST(json_extract_string(e."doc", '$.long."http.response.status_code"[*]') AS BIGINT[]), 204)
  AND len(
    list_filter(
      json_extract_string(e."doc", '$.text."url.path"[*]'),
      lambda v10: regexp_full_match(
        v10,
        '/[Aa][Pp][Ii]/[Vv][0-9]+/(?:[Uu][Ss\x{17f}][Ee][Rr][Ss\x{17f}]|[Oo][Rr][Dd][Ee][Rr][Ss\x{17f}])/?'
      )
    )
  ) > 0;
