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
-- compiled by Verdict 0.1.0 for ClickHouse, layout document, from source sha256 2eb21d15786dfc0c56f9cc2992834781f0b8554639d7a550ae016d54c74dba21
--
-- The query, in eql:
--   any where event.category == "web" and http.request.method in~ ("get", "post") and
--     string(http.response.status_code) like "2??" and
--     number(between(url.query, "id=", "&")) > 1000000 and
--     not http.response.status_code == 204 and url.path regex~ "/api/v[0-9]+/(users|orders)/?"

CREATE OR REPLACE VIEW "verdict_368d6b0e_1bcf_4865_9115_bf291f81035c" AS
SELECT
  '368d6b0e-1bcf-4865-9115-bf291f81035c' AS rule_id,
  lower(hex(SHA256(concat('368d6b0e-1bcf-4865-9115-bf291f81035c:', e."id")))) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"], 'Array(String)') AS event_ids,
  CAST([], 'Array(String)') AS event_keys
FROM "events" AS e
WHERE has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'web')
  AND arrayExists(
    v2 -> lower(v2) IN ('get', 'post'),
    JSONExtract(e."doc", 'text', 'http.request.method', 'Array(String)')
  )
  AND arrayExists(
    v3 -> match(
      toString(v3),
      '^(?:2[^\\x{a}\\x{d}\\x{85}\\x{2028}-\\x{2029}][^\\x{a}\\x{d}\\x{85}\\x{2028}-\\x{2029}])$'
    ),
    JSONExtract(e."doc", 'long', 'http.response.status_code', 'Array(Int64)')
  )
  AND arrayExists(
    v5 -> CASE
      WHEN match(
        CASE
          WHEN toInt64(positionUTF8(v5, 'id=')) > 0
          AND toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) > 0 THEN substringUTF8(
            v5,
            toInt64(positionUTF8(v5, 'id=')) + 2 + 1,
            greatest(
              0,
              toInt64(positionUTF8(v5, 'id=')) + 2 + toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) - 1 - (toInt64(positionUTF8(v5, 'id=')) + 2)
            )
          )
          ELSE ''
        END,
        '^(?:0x[\\+\\-]?[0-9A-Fa-f]{1,40})$'
      )
      AND NOT (
        CASE
          WHEN length(
            CASE
              WHEN substring(
                substringUTF8(
                  CASE
                    WHEN toInt64(positionUTF8(v5, 'id=')) > 0
                    AND toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) > 0 THEN substringUTF8(
                      v5,
                      toInt64(positionUTF8(v5, 'id=')) + 2 + 1,
                      greatest(
                        0,
                        toInt64(positionUTF8(v5, 'id=')) + 2 + toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) - 1 - (toInt64(positionUTF8(v5, 'id=')) + 2)
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
              ) THEN substring(
                substringUTF8(
                  CASE
                    WHEN toInt64(positionUTF8(v5, 'id=')) > 0
                    AND toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) > 0 THEN substringUTF8(
                      v5,
                      toInt64(positionUTF8(v5, 'id=')) + 2 + 1,
                      greatest(
                        0,
                        toInt64(positionUTF8(v5, 'id=')) + 2 + toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) - 1 - (toInt64(positionUTF8(v5, 'id=')) + 2)
                      )
                    )
                    ELSE ''
                  END,
                  3
                ),
                2
              )
              ELSE substringUTF8(
                CASE
                  WHEN toInt64(positionUTF8(v5, 'id=')) > 0
                  AND toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) > 0 THEN substringUTF8(
                    v5,
                    toInt64(positionUTF8(v5, 'id=')) + 2 + 1,
                    greatest(
                      0,
                      toInt64(positionUTF8(v5, 'id=')) + 2 + toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) - 1 - (toInt64(positionUTF8(v5, 'id=')) + 2)
                    )
                  )
                  ELSE ''
                END,
                3
              )
            END
          ) <= 15 THEN reinterpretAsInt64(
            reverse(
              unhex(
                leftPad(
                  CASE
                    WHEN substring(
                      substringUTF8(
                        CASE
                          WHEN toInt64(positionUTF8(v5, 'id=')) > 0
                          AND toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) > 0 THEN substringUTF8(
                            v5,
                            toInt64(positionUTF8(v5, 'id=')) + 2 + 1,
                            greatest(
                              0,
                              toInt64(positionUTF8(v5, 'id=')) + 2 + toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) - 1 - (toInt64(positionUTF8(v5, 'id=')) + 2)
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
                    ) THEN substring(
                      substringUTF8(
                        CASE
                          WHEN toInt64(positionUTF8(v5, 'id=')) > 0
                          AND toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) > 0 THEN substringUTF8(
                            v5,
                            toInt64(positionUTF8(v5, 'id=')) + 2 + 1,
                            greatest(
                              0,
                              toInt64(positionUTF8(v5, 'id=')) + 2 + toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) - 1 - (toInt64(positionUTF8(v5, 'id=')) + 2)
                            )
                          )
                          ELSE ''
                        END,
                        3
                      ),
                      2
                    )
                    ELSE substringUTF8(
                      CASE
                        WHEN toInt64(positionUTF8(v5, 'id=')) > 0
                        AND toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) > 0 THEN substringUTF8(
                          v5,
                          toInt64(positionUTF8(v5, 'id=')) + 2 + 1,
                          greatest(
                            0,
                            toInt64(positionUTF8(v5, 'id=')) + 2 + toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) - 1 - (toInt64(positionUTF8(v5, 'id=')) + 2)
                          )
                        )
                        ELSE ''
                      END,
                      3
                    )
                  END,
                  16,
                  '0'
                )
              )
            )
          ) * CASE
            WHEN substring(
              substringUTF8(
                CASE
                  WHEN toInt64(positionUTF8(v5, 'id=')) > 0
                  AND toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) > 0 THEN substringUTF8(
                    v5,
                    toInt64(positionUTF8(v5, 'id=')) + 2 + 1,
                    greatest(
                      0,
                      toInt64(positionUTF8(v5, 'id=')) + 2 + toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) - 1 - (toInt64(positionUTF8(v5, 'id=')) + 2)
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
          END
        END IS NULL
      ) THEN CASE
        WHEN length(
          CASE
            WHEN substring(
              substringUTF8(
                CASE
                  WHEN toInt64(positionUTF8(v5, 'id=')) > 0
                  AND toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) > 0 THEN substringUTF8(
                    v5,
                    toInt64(positionUTF8(v5, 'id=')) + 2 + 1,
                    greatest(
                      0,
                      toInt64(positionUTF8(v5, 'id=')) + 2 + toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) - 1 - (toInt64(positionUTF8(v5, 'id=')) + 2)
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
            ) THEN substring(
              substringUTF8(
                CASE
                  WHEN toInt64(positionUTF8(v5, 'id=')) > 0
                  AND toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) > 0 THEN substringUTF8(
                    v5,
                    toInt64(positionUTF8(v5, 'id=')) + 2 + 1,
                    greatest(
                      0,
                      toInt64(positionUTF8(v5, 'id=')) + 2 + toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) - 1 - (toInt64(positionUTF8(v5, 'id=')) + 2)
                    )
                  )
                  ELSE ''
                END,
                3
              ),
              2
            )
            ELSE substringUTF8(
              CASE
                WHEN toInt64(positionUTF8(v5, 'id=')) > 0
                AND toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) > 0 THEN substringUTF8(
                  v5,
                  toInt64(positionUTF8(v5, 'id=')) + 2 + 1,
                  greatest(
                    0,
                    toInt64(positionUTF8(v5, 'id=')) + 2 + toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) - 1 - (toInt64(positionUTF8(v5, 'id=')) + 2)
                  )
                )
                ELSE ''
              END,
              3
            )
          END
        ) <= 15 THEN reinterpretAsInt64(
          reverse(
            unhex(
              leftPad(
                CASE
                  WHEN substring(
                    substringUTF8(
                      CASE
                        WHEN toInt64(positionUTF8(v5, 'id=')) > 0
                        AND toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) > 0 THEN substringUTF8(
                          v5,
                          toInt64(positionUTF8(v5, 'id=')) + 2 + 1,
                          greatest(
                            0,
                            toInt64(positionUTF8(v5, 'id=')) + 2 + toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) - 1 - (toInt64(positionUTF8(v5, 'id=')) + 2)
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
                  ) THEN substring(
                    substringUTF8(
                      CASE
                        WHEN toInt64(positionUTF8(v5, 'id=')) > 0
                        AND toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) > 0 THEN substringUTF8(
                          v5,
                          toInt64(positionUTF8(v5, 'id=')) + 2 + 1,
                          greatest(
                            0,
                            toInt64(positionUTF8(v5, 'id=')) + 2 + toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) - 1 - (toInt64(positionUTF8(v5, 'id=')) + 2)
                          )
                        )
                        ELSE ''
                      END,
                      3
                    ),
                    2
                  )
                  ELSE substringUTF8(
                    CASE
                      WHEN toInt64(positionUTF8(v5, 'id=')) > 0
                      AND toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) > 0 THEN substringUTF8(
                        v5,
                        toInt64(positionUTF8(v5, 'id=')) + 2 + 1,
                        greatest(
                          0,
                          toInt64(positionUTF8(v5, 'id=')) + 2 + toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) - 1 - (toInt64(positionUTF8(v5, 'id=')) + 2)
                        )
                      )
                      ELSE ''
                    END,
                    3
                  )
                END,
                16,
                '0'
              )
            )
          )
        ) * CASE
          WHEN substring(
            substringUTF8(
              CASE
                WHEN toInt64(positionUTF8(v5, 'id=')) > 0
                AND toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) > 0 THEN substringUTF8(
                  v5,
                  toInt64(positionUTF8(v5, 'id=')) + 2 + 1,
                  greatest(
                    0,
                    toInt64(positionUTF8(v5, 'id=')) + 2 + toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) - 1 - (toInt64(positionUTF8(v5, 'id=')) + 2)
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
        END
      END > 1000000
      WHEN match(
        CASE
          WHEN toInt64(positionUTF8(v5, 'id=')) > 0
          AND toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) > 0 THEN substringUTF8(
            v5,
            toInt64(positionUTF8(v5, 'id=')) + 2 + 1,
            greatest(
              0,
              toInt64(positionUTF8(v5, 'id=')) + 2 + toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) - 1 - (toInt64(positionUTF8(v5, 'id=')) + 2)
            )
          )
          ELSE ''
        END,
        '^(?:[\\+\\-]?[0-9]{1,40})$'
      )
      AND NOT (
        accurateCastOrNull(
          toInt256OrNull(
            CASE
              WHEN toInt64(positionUTF8(v5, 'id=')) > 0
              AND toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) > 0 THEN substringUTF8(
                v5,
                toInt64(positionUTF8(v5, 'id=')) + 2 + 1,
                greatest(
                  0,
                  toInt64(positionUTF8(v5, 'id=')) + 2 + toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) - 1 - (toInt64(positionUTF8(v5, 'id=')) + 2)
                )
              )
              ELSE ''
            END
          ),
          'Int64'
        ) IS NULL
      ) THEN accurateCastOrNull(
        toInt256OrNull(
          CASE
            WHEN toInt64(positionUTF8(v5, 'id=')) > 0
            AND toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) > 0 THEN substringUTF8(
              v5,
              toInt64(positionUTF8(v5, 'id=')) + 2 + 1,
              greatest(
                0,
                toInt64(positionUTF8(v5, 'id=')) + 2 + toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) - 1 - (toInt64(positionUTF8(v5, 'id=')) + 2)
              )
            )
            ELSE ''
          END
        ),
        'Int64'
      ) > 1000000
      WHEN match(
        CASE
          WHEN toInt64(positionUTF8(v5, 'id=')) > 0
          AND toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) > 0 THEN substringUTF8(
            v5,
            toInt64(positionUTF8(v5, 'id=')) + 2 + 1,
            greatest(
              0,
              toInt64(positionUTF8(v5, 'id=')) + 2 + toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) - 1 - (toInt64(positionUTF8(v5, 'id=')) + 2)
            )
          )
          ELSE ''
        END,
        '^(?:[\\x{1}-\\x{20}]*[\\+\\-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[Ee][\\+\\-]?[0-9]{1,6})?[\\x{1}-\\x{20}]*)$'
      ) THEN toFloat64OrNull(
        trimBoth(
          CASE
            WHEN toInt64(positionUTF8(v5, 'id=')) > 0
            AND toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) > 0 THEN substringUTF8(
              v5,
              toInt64(positionUTF8(v5, 'id=')) + 2 + 1,
              greatest(
                0,
                toInt64(positionUTF8(v5, 'id=')) + 2 + toInt64(positionUTF8(substringUTF8(v5, toInt64(positionUTF8(v5, 'id=')) + 2 + 1), '&')) - 1 - (toInt64(positionUTF8(v5, 'id=')) + 2)
              )
            )
            ELSE ''
          END
        )
      ) > 1000000.0
    END,
    JSONExtract(e."doc", 'text', 'url.query', 'Array(String)')
  )
  AND NOT has(JSONExtract(e."doc", 'long', 'http.response.status_code', 'Array(Int64)'), 204)
  AND arrayExists(
    v10 -> match(
      v10,
      '^(?:/[Aa][Pp][Ii]/[Vv][0-9]+/(?:[Uu][Ss\\x{17f}][Ee][Rr][Ss\\x{17f}]|[Oo][Rr][Dd][Ee][Rr][Ss\\x{17f}])/?)$'
    ),
    JSONExtract(e."doc", 'text', 'url.path', 'Array(String)')
  )
SETTINGS optimize_or_like_chain = 0;
