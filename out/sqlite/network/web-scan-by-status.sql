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
-- compiled by Verdict 0.1.0 for SQLite, layout document, from source sha256 2eb21d15786dfc0c56f9cc2992834781f0b8554639d7a550ae016d54c74dba21
--
-- The query, in eql:
--   any where event.category == "web" and http.request.method in~ ("get", "post") and
--     string(http.response.status_code) like "2??" and
--     number(between(url.query, "id=", "&")) > 1000000 and
--     not http.response.status_code == 204 and url.path regex~ "/api/v[0-9]+/(users|orders)/?"

DROP VIEW IF EXISTS "verdict_368d6b0e_1bcf_4865_9115_bf291f81035c";
CREATE VIEW "verdict_368d6b0e_1bcf_4865_9115_bf291f81035c" AS
SELECT
  '368d6b0e-1bcf-4865-9115-bf291f81035c' AS rule_id,
  '368d6b0e-1bcf-4865-9115-bf291f81035c:' || e."id" AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  json_array(e."id") AS event_ids,
  json_array() AS event_keys
FROM "events" AS e
WHERE EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.category"') AS v1 WHERE v1."value" = 'web')
  AND EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.text."http.request.method"') AS v2
    WHERE v2."value" COLLATE NOCASE IN ('get', 'post')
  )
  AND EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.long."http.response.status_code"') AS v3
    WHERE CAST(v3."value" AS TEXT) GLOB '2[]-	--,.-\_--‧‪-퟿-􏿿^-][]-	--,.-\_--‧‪-퟿-􏿿^-]'
  )
  AND EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.text."url.query"') AS v5
    WHERE CASE
      WHEN coalesce(
        (
          WITH RECURSIVE "r6"("rest", "state") AS (SELECT CASE
            WHEN instr(v5."value", 'id=') > 0 AND instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') > 0 THEN substr(
              v5."value",
              instr(v5."value", 'id=') + 2 + 1,
              max(
                0,
                instr(v5."value", 'id=') + 2 + instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') - 1 - (instr(v5."value", 'id=') + 2)
              )
            )
            ELSE ''
          END, 0
          UNION ALL SELECT substr(rest, 2), CASE
            WHEN state = 0 THEN CASE WHEN unicode(rest) = 48 THEN 2 ELSE 1 END
            WHEN state = 2 THEN CASE WHEN unicode(rest) = 120 THEN 3 ELSE 1 END
            WHEN state = 3 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 5
              WHEN unicode(rest) = 43 OR unicode(rest) = 45 THEN 4
              ELSE 1
            END
            WHEN state = 4 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 5
              ELSE 1
            END
            WHEN state = 5 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 6
              ELSE 1
            END
            WHEN state = 6 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 7
              ELSE 1
            END
            WHEN state = 7 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 8
              ELSE 1
            END
            WHEN state = 8 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 9
              ELSE 1
            END
            WHEN state = 9 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 10
              ELSE 1
            END
            WHEN state = 10 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 11
              ELSE 1
            END
            WHEN state = 11 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 12
              ELSE 1
            END
            WHEN state = 12 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 13
              ELSE 1
            END
            WHEN state = 13 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 14
              ELSE 1
            END
            WHEN state = 14 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 15
              ELSE 1
            END
            WHEN state = 15 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 16
              ELSE 1
            END
            WHEN state = 16 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 17
              ELSE 1
            END
            WHEN state = 17 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 18
              ELSE 1
            END
            WHEN state = 18 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 19
              ELSE 1
            END
            WHEN state = 19 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 20
              ELSE 1
            END
            WHEN state = 20 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 21
              ELSE 1
            END
            WHEN state = 21 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 22
              ELSE 1
            END
            WHEN state = 22 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 23
              ELSE 1
            END
            WHEN state = 23 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 24
              ELSE 1
            END
            WHEN state = 24 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 25
              ELSE 1
            END
            WHEN state = 25 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 26
              ELSE 1
            END
            WHEN state = 26 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 27
              ELSE 1
            END
            WHEN state = 27 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 28
              ELSE 1
            END
            WHEN state = 28 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 29
              ELSE 1
            END
            WHEN state = 29 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 30
              ELSE 1
            END
            WHEN state = 30 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 31
              ELSE 1
            END
            WHEN state = 31 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 32
              ELSE 1
            END
            WHEN state = 32 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 33
              ELSE 1
            END
            WHEN state = 33 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 34
              ELSE 1
            END
            WHEN state = 34 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 35
              ELSE 1
            END
            WHEN state = 35 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 36
              ELSE 1
            END
            WHEN state = 36 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 37
              ELSE 1
            END
            WHEN state = 37 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 38
              ELSE 1
            END
            WHEN state = 38 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 39
              ELSE 1
            END
            WHEN state = 39 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 40
              ELSE 1
            END
            WHEN state = 40 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 41
              ELSE 1
            END
            WHEN state = 41 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 42
              ELSE 1
            END
            WHEN state = 42 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 43
              ELSE 1
            END
            WHEN state = 43 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 OR unicode(rest) BETWEEN 65 AND 70 OR unicode(rest) BETWEEN 97 AND 102 THEN 44
              ELSE 1
            END
            WHEN state = 44 THEN 1
            ELSE 0
          END FROM "r6" WHERE rest <> '' AND state <> 1)
          SELECT TRUE FROM "r6" WHERE rest = ''
          AND (
            state = 5
            OR state = 6
            OR state = 7
            OR state = 8
            OR state = 9
            OR state = 10
            OR state = 11
            OR state = 12
            OR state = 13
            OR state = 14
            OR state = 15
            OR state = 16
            OR state = 17
            OR state = 18
            OR state = 19
            OR state = 20
            OR state = 21
            OR state = 22
            OR state = 23
            OR state = 24
            OR state = 25
            OR state = 26
            OR state = 27
            OR state = 28
            OR state = 29
            OR state = 30
            OR state = 31
            OR state = 32
            OR state = 33
            OR state = 34
            OR state = 35
            OR state = 36
            OR state = 37
            OR state = 38
            OR state = 39
            OR state = 40
            OR state = 41
            OR state = 42
            OR state = 43
            OR state = 44
          )
        ),
        FALSE
      )
      AND NOT (
        (
          WITH RECURSIVE "digits"("rest", "n") AS (SELECT CASE
            WHEN substr(
              substr(
                CASE
                  WHEN instr(v5."value", 'id=') > 0 AND instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') > 0 THEN substr(
                    v5."value",
                    instr(v5."value", 'id=') + 2 + 1,
                    max(
                      0,
                      instr(v5."value", 'id=') + 2 + instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') - 1 - (instr(v5."value", 'id=') + 2)
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
                  WHEN instr(v5."value", 'id=') > 0 AND instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') > 0 THEN substr(
                    v5."value",
                    instr(v5."value", 'id=') + 2 + 1,
                    max(
                      0,
                      instr(v5."value", 'id=') + 2 + instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') - 1 - (instr(v5."value", 'id=') + 2)
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
                WHEN instr(v5."value", 'id=') > 0 AND instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') > 0 THEN substr(
                  v5."value",
                  instr(v5."value", 'id=') + 2 + 1,
                  max(
                    0,
                    instr(v5."value", 'id=') + 2 + instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') - 1 - (instr(v5."value", 'id=') + 2)
                  )
                )
                ELSE ''
              END,
              3
            )
          END, 0
          UNION ALL SELECT substr(rest, 2), n * 16 + (instr('0123456789abcdefghijklmnopqrstuvwxyz', lower(substr(rest, 1, 1))) - 1) FROM "digits" WHERE rest <> '')
          SELECT n FROM "digits" WHERE rest = '' AND typeof(n) = 'integer'
        ) * CASE
          WHEN substr(
            substr(
              CASE
                WHEN instr(v5."value", 'id=') > 0 AND instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') > 0 THEN substr(
                  v5."value",
                  instr(v5."value", 'id=') + 2 + 1,
                  max(
                    0,
                    instr(v5."value", 'id=') + 2 + instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') - 1 - (instr(v5."value", 'id=') + 2)
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
      ) THEN (
        WITH RECURSIVE "digits"("rest", "n") AS (SELECT CASE
          WHEN substr(
            substr(
              CASE
                WHEN instr(v5."value", 'id=') > 0 AND instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') > 0 THEN substr(
                  v5."value",
                  instr(v5."value", 'id=') + 2 + 1,
                  max(
                    0,
                    instr(v5."value", 'id=') + 2 + instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') - 1 - (instr(v5."value", 'id=') + 2)
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
                WHEN instr(v5."value", 'id=') > 0 AND instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') > 0 THEN substr(
                  v5."value",
                  instr(v5."value", 'id=') + 2 + 1,
                  max(
                    0,
                    instr(v5."value", 'id=') + 2 + instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') - 1 - (instr(v5."value", 'id=') + 2)
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
              WHEN instr(v5."value", 'id=') > 0 AND instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') > 0 THEN substr(
                v5."value",
                instr(v5."value", 'id=') + 2 + 1,
                max(
                  0,
                  instr(v5."value", 'id=') + 2 + instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') - 1 - (instr(v5."value", 'id=') + 2)
                )
              )
              ELSE ''
            END,
            3
          )
        END, 0
        UNION ALL SELECT substr(rest, 2), n * 16 + (instr('0123456789abcdefghijklmnopqrstuvwxyz', lower(substr(rest, 1, 1))) - 1) FROM "digits" WHERE rest <> '')
        SELECT n FROM "digits" WHERE rest = '' AND typeof(n) = 'integer'
      ) * CASE
        WHEN substr(
          substr(
            CASE
              WHEN instr(v5."value", 'id=') > 0 AND instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') > 0 THEN substr(
                v5."value",
                instr(v5."value", 'id=') + 2 + 1,
                max(
                  0,
                  instr(v5."value", 'id=') + 2 + instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') - 1 - (instr(v5."value", 'id=') + 2)
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
      WHEN coalesce(
        (
          WITH RECURSIVE "r7"("rest", "state") AS (SELECT CASE
            WHEN instr(v5."value", 'id=') > 0 AND instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') > 0 THEN substr(
              v5."value",
              instr(v5."value", 'id=') + 2 + 1,
              max(
                0,
                instr(v5."value", 'id=') + 2 + instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') - 1 - (instr(v5."value", 'id=') + 2)
              )
            )
            ELSE ''
          END, 0
          UNION ALL SELECT substr(rest, 2), CASE
            WHEN state = 0 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 THEN 3
              WHEN unicode(rest) = 43 OR unicode(rest) = 45 THEN 2
              ELSE 1
            END
            WHEN state = 2 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 3 ELSE 1 END
            WHEN state = 3 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 4 ELSE 1 END
            WHEN state = 4 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 5 ELSE 1 END
            WHEN state = 5 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 6 ELSE 1 END
            WHEN state = 6 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 7 ELSE 1 END
            WHEN state = 7 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 8 ELSE 1 END
            WHEN state = 8 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 9 ELSE 1 END
            WHEN state = 9 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 10 ELSE 1 END
            WHEN state = 10 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 11 ELSE 1 END
            WHEN state = 11 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 12 ELSE 1 END
            WHEN state = 12 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 13 ELSE 1 END
            WHEN state = 13 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 14 ELSE 1 END
            WHEN state = 14 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 15 ELSE 1 END
            WHEN state = 15 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 16 ELSE 1 END
            WHEN state = 16 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 17 ELSE 1 END
            WHEN state = 17 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 18 ELSE 1 END
            WHEN state = 18 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 19 ELSE 1 END
            WHEN state = 19 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 20 ELSE 1 END
            WHEN state = 20 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 21 ELSE 1 END
            WHEN state = 21 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 22 ELSE 1 END
            WHEN state = 22 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 23 ELSE 1 END
            WHEN state = 23 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 24 ELSE 1 END
            WHEN state = 24 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 25 ELSE 1 END
            WHEN state = 25 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 26 ELSE 1 END
            WHEN state = 26 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 27 ELSE 1 END
            WHEN state = 27 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 28 ELSE 1 END
            WHEN state = 28 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 29 ELSE 1 END
            WHEN state = 29 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 30 ELSE 1 END
            WHEN state = 30 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 31 ELSE 1 END
            WHEN state = 31 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 32 ELSE 1 END
            WHEN state = 32 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 33 ELSE 1 END
            WHEN state = 33 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 34 ELSE 1 END
            WHEN state = 34 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 35 ELSE 1 END
            WHEN state = 35 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 36 ELSE 1 END
            WHEN state = 36 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 37 ELSE 1 END
            WHEN state = 37 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 38 ELSE 1 END
            WHEN state = 38 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 39 ELSE 1 END
            WHEN state = 39 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 40 ELSE 1 END
            WHEN state = 40 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 41 ELSE 1 END
            WHEN state = 41 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 42 ELSE 1 END
            WHEN state = 42 THEN 1
            ELSE 0
          END FROM "r7" WHERE rest <> '' AND state <> 1)
          SELECT TRUE FROM "r7" WHERE rest = ''
          AND (
            state = 3
            OR state = 4
            OR state = 5
            OR state = 6
            OR state = 7
            OR state = 8
            OR state = 9
            OR state = 10
            OR state = 11
            OR state = 12
            OR state = 13
            OR state = 14
            OR state = 15
            OR state = 16
            OR state = 17
            OR state = 18
            OR state = 19
            OR state = 20
            OR state = 21
            OR state = 22
            OR state = 23
            OR state = 24
            OR state = 25
            OR state = 26
            OR state = 27
            OR state = 28
            OR state = 29
            OR state = 30
            OR state = 31
            OR state = 32
            OR state = 33
            OR state = 34
            OR state = 35
            OR state = 36
            OR state = 37
            OR state = 38
            OR state = 39
            OR state = 40
            OR state = 41
            OR state = 42
          )
        ),
        FALSE
      )
      AND NOT (
        CASE
          WHEN typeof(
            CAST(CASE
              WHEN instr(v5."value", 'id=') > 0 AND instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') > 0 THEN substr(
                v5."value",
                instr(v5."value", 'id=') + 2 + 1,
                max(
                  0,
                  instr(v5."value", 'id=') + 2 + instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') - 1 - (instr(v5."value", 'id=') + 2)
                )
              )
              ELSE ''
            END AS NUMERIC)
          ) = 'integer' THEN CAST(CASE
            WHEN instr(v5."value", 'id=') > 0 AND instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') > 0 THEN substr(
              v5."value",
              instr(v5."value", 'id=') + 2 + 1,
              max(
                0,
                instr(v5."value", 'id=') + 2 + instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') - 1 - (instr(v5."value", 'id=') + 2)
              )
            )
            ELSE ''
          END AS INTEGER)
        END IS NULL
      ) THEN CASE
        WHEN typeof(
          CAST(CASE
            WHEN instr(v5."value", 'id=') > 0 AND instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') > 0 THEN substr(
              v5."value",
              instr(v5."value", 'id=') + 2 + 1,
              max(
                0,
                instr(v5."value", 'id=') + 2 + instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') - 1 - (instr(v5."value", 'id=') + 2)
              )
            )
            ELSE ''
          END AS NUMERIC)
        ) = 'integer' THEN CAST(CASE
          WHEN instr(v5."value", 'id=') > 0 AND instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') > 0 THEN substr(
            v5."value",
            instr(v5."value", 'id=') + 2 + 1,
            max(
              0,
              instr(v5."value", 'id=') + 2 + instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') - 1 - (instr(v5."value", 'id=') + 2)
            )
          )
          ELSE ''
        END AS INTEGER)
      END > 1000000
      WHEN coalesce(
        (
          WITH RECURSIVE "r8"("rest", "state") AS (SELECT CASE
            WHEN instr(v5."value", 'id=') > 0 AND instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') > 0 THEN substr(
              v5."value",
              instr(v5."value", 'id=') + 2 + 1,
              max(
                0,
                instr(v5."value", 'id=') + 2 + instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') - 1 - (instr(v5."value", 'id=') + 2)
              )
            )
            ELSE ''
          END, 0
          UNION ALL SELECT substr(rest, 2), CASE
            WHEN state = 0 THEN CASE
              WHEN unicode(rest) BETWEEN 1 AND 32 THEN 0
              WHEN unicode(rest) BETWEEN 48 AND 57 THEN 4
              WHEN unicode(rest) = 43 OR unicode(rest) = 45 THEN 2
              WHEN unicode(rest) = 46 THEN 3
              ELSE 1
            END
            WHEN state = 2 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 4 WHEN unicode(rest) = 46 THEN 3 ELSE 1 END
            WHEN state = 3 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 5 ELSE 1 END
            WHEN state = 4 THEN CASE
              WHEN unicode(rest) BETWEEN 1 AND 32 THEN 6
              WHEN unicode(rest) BETWEEN 48 AND 57 THEN 4
              WHEN unicode(rest) = 69 OR unicode(rest) = 101 THEN 7
              WHEN unicode(rest) = 46 THEN 5
              ELSE 1
            END
            WHEN state = 5 THEN CASE
              WHEN unicode(rest) BETWEEN 1 AND 32 THEN 6
              WHEN unicode(rest) BETWEEN 48 AND 57 THEN 5
              WHEN unicode(rest) = 69 OR unicode(rest) = 101 THEN 7
              ELSE 1
            END
            WHEN state = 6 THEN CASE WHEN unicode(rest) BETWEEN 1 AND 32 THEN 6 ELSE 1 END
            WHEN state = 7 THEN CASE
              WHEN unicode(rest) BETWEEN 48 AND 57 THEN 9
              WHEN unicode(rest) = 43 OR unicode(rest) = 45 THEN 8
              ELSE 1
            END
            WHEN state = 8 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 9 ELSE 1 END
            WHEN state = 9 THEN CASE WHEN unicode(rest) BETWEEN 1 AND 32 THEN 6 WHEN unicode(rest) BETWEEN 48 AND 57 THEN 10 ELSE 1 END
            WHEN state = 10 THEN CASE WHEN unicode(rest) BETWEEN 1 AND 32 THEN 6 WHEN unicode(rest) BETWEEN 48 AND 57 THEN 11 ELSE 1 END
            WHEN state = 11 THEN CASE WHEN unicode(rest) BETWEEN 1 AND 32 THEN 6 WHEN unicode(rest) BETWEEN 48 AND 57 THEN 12 ELSE 1 END
            WHEN state = 12 THEN CASE WHEN unicode(rest) BETWEEN 1 AND 32 THEN 6 WHEN unicode(rest) BETWEEN 48 AND 57 THEN 13 ELSE 1 END
            WHEN state = 13 THEN CASE WHEN unicode(rest) BETWEEN 1 AND 32 OR unicode(rest) BETWEEN 48 AND 57 THEN 6 ELSE 1 END
            ELSE 0
          END FROM "r8" WHERE rest <> '' AND state <> 1)
          SELECT TRUE FROM "r8" WHERE rest = ''
          AND (state = 4 OR state = 5 OR state = 6 OR state = 9 OR state = 10 OR state = 11 OR state = 12 OR state = 13)
        ),
        FALSE
      ) THEN CAST(trim(
        CASE
          WHEN instr(v5."value", 'id=') > 0 AND instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') > 0 THEN substr(
            v5."value",
            instr(v5."value", 'id=') + 2 + 1,
            max(
              0,
              instr(v5."value", 'id=') + 2 + instr(substr(v5."value", instr(v5."value", 'id=') + 2 + 1), '&') - 1 - (instr(v5."value", 'id=') + 2)
            )
          )
          ELSE ''
        END
      ) AS REAL) > 1000000.0
    END
  )
  AND NOT EXISTS (SELECT 1 FROM json_each(e."doc", '$.long."http.response.status_code"') AS v9 WHERE v9."value" = 204)
  AND EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.text."url.path"') AS v10
    WHERE coalesce(
      (
        WITH RECURSIVE "r11"("rest", "state") AS (SELECT v10."value", 0
        UNION ALL SELECT substr(rest, 2), CASE
          WHEN state = 0 THEN CASE WHEN unicode(rest) = 47 THEN 2 ELSE 1 END
          WHEN state = 2 THEN CASE WHEN unicode(rest) = 65 OR unicode(rest) = 97 THEN 3 ELSE 1 END
          WHEN state = 3 THEN CASE WHEN unicode(rest) = 80 OR unicode(rest) = 112 THEN 4 ELSE 1 END
          WHEN state = 4 THEN CASE WHEN unicode(rest) = 73 OR unicode(rest) = 105 THEN 5 ELSE 1 END
          WHEN state = 5 THEN CASE WHEN unicode(rest) = 47 THEN 6 ELSE 1 END
          WHEN state = 6 THEN CASE WHEN unicode(rest) = 86 OR unicode(rest) = 118 THEN 7 ELSE 1 END
          WHEN state = 7 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 8 ELSE 1 END
          WHEN state = 8 THEN CASE WHEN unicode(rest) BETWEEN 48 AND 57 THEN 8 WHEN unicode(rest) = 47 THEN 9 ELSE 1 END
          WHEN state = 9 THEN CASE
            WHEN unicode(rest) = 79 OR unicode(rest) = 111 THEN 10
            WHEN unicode(rest) = 85 OR unicode(rest) = 117 THEN 11
            ELSE 1
          END
          WHEN state = 10 THEN CASE WHEN unicode(rest) = 82 OR unicode(rest) = 114 THEN 12 ELSE 1 END
          WHEN state = 11 THEN CASE WHEN unicode(rest) = 83 OR unicode(rest) = 115 OR unicode(rest) = 383 THEN 13 ELSE 1 END
          WHEN state = 12 THEN CASE WHEN unicode(rest) = 68 OR unicode(rest) = 100 THEN 13 ELSE 1 END
          WHEN state = 13 THEN CASE WHEN unicode(rest) = 69 OR unicode(rest) = 101 THEN 14 ELSE 1 END
          WHEN state = 14 THEN CASE WHEN unicode(rest) = 82 OR unicode(rest) = 114 THEN 15 ELSE 1 END
          WHEN state = 15 THEN CASE WHEN unicode(rest) = 83 OR unicode(rest) = 115 OR unicode(rest) = 383 THEN 16 ELSE 1 END
          WHEN state = 16 THEN CASE WHEN unicode(rest) = 47 THEN 17 ELSE 1 END
          WHEN state = 17 THEN 1
          ELSE 0
        END FROM "r11" WHERE rest <> '' AND state <> 1)
        SELECT TRUE FROM "r11" WHERE rest = '' AND (state = 16 OR state = 17)
      ),
      FALSE
    )
  );
