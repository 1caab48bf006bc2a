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
-- compiled by Verdict 0.1.0 for PostgreSQL, layout document, from source sha256 2eb21d15786dfc0c56f9cc2992834781f0b8554639d7a550ae016d54c74dba21
--
-- The query, in eql:
--   any where event.category == "web" and http.request.method in~ ("get", "post") and
--     string(http.response.status_code) like "2??" and
--     number(between(url.query, "id=", "&")) > 1000000 and
--     not http.response.status_code == 204 and url.path regex~ "/api/v[0-9]+/(users|orders)/?"

CREATE OR REPLACE VIEW "verdict_368d6b0e_1bcf_4865_9115_bf291f81035c" AS
SELECT
  '368d6b0e-1bcf-4865-9115-bf291f81035c' AS rule_id,
  encode(sha256(convert_to('368d6b0e-1bcf-4865-9115-bf291f81035c:' || e."id", 'UTF8')), 'hex') AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST(ARRAY[e."id"] AS text[]) AS event_ids,
  CAST(ARRAY[] AS text[]) AS event_keys
FROM "events" AS e
WHERE EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.category') AS v1
    WHERE v1."value" = 'web'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'http.request.method') AS v2
    WHERE lower(v2."value" COLLATE "C") IN ('get', 'post')
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'long' -> 'http.response.status_code') AS v3
    WHERE CAST(CAST(v3."value" AS bigint) AS text) ~ E'^(?:2[^\\u000a\\u000d\\u0085\\u2028-\\u2029][^\\u000a\\u000d\\u0085\\u2028-\\u2029])$'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'url.query') AS v5
    WHERE CASE
      WHEN CASE
        WHEN strpos(v5."value", 'id=') > 0
        AND strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') > 0 THEN substr(
          v5."value",
          CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1,
          CAST(least(
            greatest(
              0,
              strpos(v5."value", 'id=') + 2 + strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') - 1 - (strpos(v5."value", 'id=') + 2)
            ),
            2147483646
          ) AS integer)
        )
        ELSE ''
      END ~ E'^(?:0x[\\+\\-]?[0-9A-Fa-f]{1,40})$'
      AND NOT (
        CASE
          WHEN substr(
            CASE
              WHEN strpos(v5."value", 'id=') > 0
              AND strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') > 0 THEN substr(
                v5."value",
                CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1,
                CAST(least(
                  greatest(
                    0,
                    strpos(v5."value", 'id=') + 2 + strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') - 1 - (strpos(v5."value", 'id=') + 2)
                  ),
                  2147483646
                ) AS integer)
              )
              ELSE ''
            END,
            3
          ) ~ '^[+-]?[0-9A-Fa-f]{1,15}$' THEN CAST(CAST('x' || lpad(
            ltrim(
              substr(
                CASE
                  WHEN strpos(v5."value", 'id=') > 0
                  AND strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') > 0 THEN substr(
                    v5."value",
                    CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1,
                    CAST(least(
                      greatest(
                        0,
                        strpos(v5."value", 'id=') + 2 + strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') - 1 - (strpos(v5."value", 'id=') + 2)
                      ),
                      2147483646
                    ) AS integer)
                  )
                  ELSE ''
                END,
                3
              ),
              '+-'
            ),
            16,
            '0'
          ) AS bit(64)) AS bigint) * CASE
            WHEN starts_with(
              substr(
                CASE
                  WHEN strpos(v5."value", 'id=') > 0
                  AND strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') > 0 THEN substr(
                    v5."value",
                    CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1,
                    CAST(least(
                      greatest(
                        0,
                        strpos(v5."value", 'id=') + 2 + strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') - 1 - (strpos(v5."value", 'id=') + 2)
                      ),
                      2147483646
                    ) AS integer)
                  )
                  ELSE ''
                END,
                3
              ),
              '-'
            ) THEN -1
            ELSE 1
          END
        END IS NULL
      ) THEN CASE
        WHEN substr(
          CASE
            WHEN strpos(v5."value", 'id=') > 0
            AND strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') > 0 THEN substr(
              v5."value",
              CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1,
              CAST(least(
                greatest(
                  0,
                  strpos(v5."value", 'id=') + 2 + strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') - 1 - (strpos(v5."value", 'id=') + 2)
                ),
                2147483646
              ) AS integer)
            )
            ELSE ''
          END,
          3
        ) ~ '^[+-]?[0-9A-Fa-f]{1,15}$' THEN CAST(CAST('x' || lpad(
          ltrim(
            substr(
              CASE
                WHEN strpos(v5."value", 'id=') > 0
                AND strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') > 0 THEN substr(
                  v5."value",
                  CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1,
                  CAST(least(
                    greatest(
                      0,
                      strpos(v5."value", 'id=') + 2 + strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') - 1 - (strpos(v5."value", 'id=') + 2)
                    ),
                    2147483646
                  ) AS integer)
                )
                ELSE ''
              END,
              3
            ),
            '+-'
          ),
          16,
          '0'
        ) AS bit(64)) AS bigint) * CASE
          WHEN starts_with(
            substr(
              CASE
                WHEN strpos(v5."value", 'id=') > 0
                AND strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') > 0 THEN substr(
                  v5."value",
                  CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1,
                  CAST(least(
                    greatest(
                      0,
                      strpos(v5."value", 'id=') + 2 + strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') - 1 - (strpos(v5."value", 'id=') + 2)
                    ),
                    2147483646
                  ) AS integer)
                )
                ELSE ''
              END,
              3
            ),
            '-'
          ) THEN -1
          ELSE 1
        END
      END > 1000000
      WHEN CASE
        WHEN strpos(v5."value", 'id=') > 0
        AND strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') > 0 THEN substr(
          v5."value",
          CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1,
          CAST(least(
            greatest(
              0,
              strpos(v5."value", 'id=') + 2 + strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') - 1 - (strpos(v5."value", 'id=') + 2)
            ),
            2147483646
          ) AS integer)
        )
        ELSE ''
      END ~ E'^(?:[\\+\\-]?[0-9]{1,40})$'
      AND NOT (
        CASE
          WHEN CASE
            WHEN strpos(v5."value", 'id=') > 0
            AND strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') > 0 THEN substr(
              v5."value",
              CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1,
              CAST(least(
                greatest(
                  0,
                  strpos(v5."value", 'id=') + 2 + strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') - 1 - (strpos(v5."value", 'id=') + 2)
                ),
                2147483646
              ) AS integer)
            )
            ELSE ''
          END ~ '^[+-]?[0-9]{1,40}$' THEN CASE
            WHEN CAST(CASE
              WHEN strpos(v5."value", 'id=') > 0
              AND strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') > 0 THEN substr(
                v5."value",
                CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1,
                CAST(least(
                  greatest(
                    0,
                    strpos(v5."value", 'id=') + 2 + strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') - 1 - (strpos(v5."value", 'id=') + 2)
                  ),
                  2147483646
                ) AS integer)
              )
              ELSE ''
            END AS numeric) BETWEEN (-9223372036854775808) AND 9223372036854775807 THEN CAST(CAST(CASE
              WHEN strpos(v5."value", 'id=') > 0
              AND strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') > 0 THEN substr(
                v5."value",
                CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1,
                CAST(least(
                  greatest(
                    0,
                    strpos(v5."value", 'id=') + 2 + strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') - 1 - (strpos(v5."value", 'id=') + 2)
                  ),
                  2147483646
                ) AS integer)
              )
              ELSE ''
            END AS numeric) AS bigint)
          END
        END IS NULL
      ) THEN CASE
        WHEN CASE
          WHEN strpos(v5."value", 'id=') > 0
          AND strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') > 0 THEN substr(
            v5."value",
            CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1,
            CAST(least(
              greatest(
                0,
                strpos(v5."value", 'id=') + 2 + strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') - 1 - (strpos(v5."value", 'id=') + 2)
              ),
              2147483646
            ) AS integer)
          )
          ELSE ''
        END ~ '^[+-]?[0-9]{1,40}$' THEN CASE
          WHEN CAST(CASE
            WHEN strpos(v5."value", 'id=') > 0
            AND strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') > 0 THEN substr(
              v5."value",
              CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1,
              CAST(least(
                greatest(
                  0,
                  strpos(v5."value", 'id=') + 2 + strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') - 1 - (strpos(v5."value", 'id=') + 2)
                ),
                2147483646
              ) AS integer)
            )
            ELSE ''
          END AS numeric) BETWEEN (-9223372036854775808) AND 9223372036854775807 THEN CAST(CAST(CASE
            WHEN strpos(v5."value", 'id=') > 0
            AND strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') > 0 THEN substr(
              v5."value",
              CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1,
              CAST(least(
                greatest(
                  0,
                  strpos(v5."value", 'id=') + 2 + strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') - 1 - (strpos(v5."value", 'id=') + 2)
                ),
                2147483646
              ) AS integer)
            )
            ELSE ''
          END AS numeric) AS bigint)
        END
      END > 1000000
      WHEN CASE
        WHEN strpos(v5."value", 'id=') > 0
        AND strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') > 0 THEN substr(
          v5."value",
          CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1,
          CAST(least(
            greatest(
              0,
              strpos(v5."value", 'id=') + 2 + strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') - 1 - (strpos(v5."value", 'id=') + 2)
            ),
            2147483646
          ) AS integer)
        )
        ELSE ''
      END ~ E'^(?:[\\u0001-\\u0020]*[\\+\\-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[Ee][\\+\\-]?[0-9]{1,6})?[\\u0001-\\u0020]*)$' THEN CASE
        WHEN CASE
          WHEN strpos(v5."value", 'id=') > 0
          AND strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') > 0 THEN substr(
            v5."value",
            CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1,
            CAST(least(
              greatest(
                0,
                strpos(v5."value", 'id=') + 2 + strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') - 1 - (strpos(v5."value", 'id=') + 2)
              ),
              2147483646
            ) AS integer)
          )
          ELSE ''
        END ~ E'^[\\u0001-\\u0020]*[+-]?([0-9]{1,100}\\.?[0-9]{0,100}|\\.[0-9]{1,100})([eE][+-]?[0-9]{1,2})?[\\u0001-\\u0020]*$' THEN CAST(btrim(
          CASE
            WHEN strpos(v5."value", 'id=') > 0
            AND strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') > 0 THEN substr(
              v5."value",
              CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1,
              CAST(least(
                greatest(
                  0,
                  strpos(v5."value", 'id=') + 2 + strpos(substr(v5."value", CAST(least(strpos(v5."value", 'id=') + 2, 2147483646) AS integer) + 1), '&') - 1 - (strpos(v5."value", 'id=') + 2)
                ),
                2147483646
              ) AS integer)
            )
            ELSE ''
          END,
          '	
 '
        ) AS double precision)
      END > CAST('1000000' AS double precision)
    END
  )
  AND NOT EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'long' -> 'http.response.status_code') AS v9
    WHERE CAST(v9."value" AS bigint) = 204
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'url.path') AS v10
    WHERE v10."value" ~ E'^(?:/[Aa][Pp][Ii]/[Vv][0-9]+/(?:[Uu][Ss\\u017f][Ee][Rr][Ss\\u017f]|[Oo][Rr][Dd][Ee][Rr][Ss\\u017f])/?)$'
  );
