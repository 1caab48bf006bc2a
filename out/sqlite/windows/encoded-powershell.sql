-- Long Encoded PowerShell Command
-- rule ed8e8da3-a52c-425e-91b3-909980c4b1da, version 1, severity high, risk score 73
-- fidelity: exact
-- description: PowerShell is started with an encoded command that is too long to be a habit.
-- ATT&CK: TA0002 Execution, T1059 Command and Scripting Interpreter, T1059.001 PowerShell
-- tags: OS: Windows, Domain: Endpoint, Tactic: Execution
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for SQLite, layout document, from source sha256 68ca62515356c3c77d9b00edc6c371534d3544d766a1003b19e1f0e94bb65a31
--
-- The query, in eql:
--   process where host.os.type == "windows" and event.type == "start" and
--     process.name in~ ("powershell.exe", "pwsh.exe", "powershell_ise.exe") and
--     wildcard~(process.command_line, "* -nop *", "* -noni *", "* -w* hidden *") and
--     length(between~(process.command_line, " -ENC ", "=", true)) > 40 and
--     not concat(process.parent.name, ">", process.name) : ("ccmexec.exe>*", "gpscript.exe>powershell.exe")

DROP VIEW IF EXISTS "verdict_ed8e8da3_a52c_425e_91b3_909980c4b1da";
CREATE VIEW "verdict_ed8e8da3_a52c_425e_91b3_909980c4b1da" AS
SELECT
  'ed8e8da3-a52c-425e-91b3-909980c4b1da' AS rule_id,
  'ed8e8da3-a52c-425e-91b3-909980c4b1da:' || e."id" AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  json_array(e."id") AS event_ids,
  json_array() AS event_keys
FROM "events" AS e
WHERE EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.category"') AS v1 WHERE v1."value" = 'process')
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."host.os.type"') AS v2 WHERE v2."value" = 'windows')
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.type"') AS v3 WHERE v3."value" = 'start')
  AND EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.text."process.name"') AS v4
    WHERE v4."value" COLLATE NOCASE IN ('powershell.exe', 'pwsh.exe', 'powershell_ise.exe')
  )
  AND EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.text."process.command_line"') AS v5
    WHERE v5."value" LIKE '% -nop %' OR v5."value" LIKE '% -noni %' OR v5."value" LIKE '% -w% hidden %'
  )
  AND EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.text."process.command_line"') AS v6
    WHERE (
      NOT (
        instr(
          CASE
            WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
              WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
              UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
              SELECT out FROM "characters" WHERE rest = ''
            )
            ELSE lower(replace(v6."value", 'İ', 'i̇'))
          END,
          ' -enc '
        ) > 0
        AND (
          WITH RECURSIVE "r7"("at") AS (SELECT length(
            CASE
              WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                SELECT out FROM "characters" WHERE rest = ''
              )
              ELSE lower(replace(v6."value", 'İ', 'i̇'))
            END
          ) - 1
          UNION ALL SELECT at - 1 FROM "r7" WHERE at >= 0
          AND NOT (
            substr(
              CASE
                WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                  WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                  UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                  SELECT out FROM "characters" WHERE rest = ''
                )
                ELSE lower(replace(v6."value", 'İ', 'i̇'))
              END,
              at + 1,
              1
            ) = '='
          ))
          SELECT at FROM "r7" WHERE at < 0
          OR substr(
            CASE
              WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                SELECT out FROM "characters" WHERE rest = ''
              )
              ELSE lower(replace(v6."value", 'İ', 'i̇'))
            END,
            at + 1,
            1
          ) = '='
        ) >= 0
      )
      OR (
        (
          WITH RECURSIVE "r7"("at") AS (SELECT length(
            CASE
              WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                SELECT out FROM "characters" WHERE rest = ''
              )
              ELSE lower(replace(v6."value", 'İ', 'i̇'))
            END
          ) - 1
          UNION ALL SELECT at - 1 FROM "r7" WHERE at >= 0
          AND NOT (
            substr(
              CASE
                WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                  WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                  UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                  SELECT out FROM "characters" WHERE rest = ''
                )
                ELSE lower(replace(v6."value", 'İ', 'i̇'))
              END,
              at + 1,
              1
            ) = '='
          ))
          SELECT at FROM "r7" WHERE at < 0
          OR substr(
            CASE
              WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                SELECT out FROM "characters" WHERE rest = ''
              )
              ELSE lower(replace(v6."value", 'İ', 'i̇'))
            END,
            at + 1,
            1
          ) = '='
        ) >= instr(
          CASE
            WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
              WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
              UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
              SELECT out FROM "characters" WHERE rest = ''
            )
            ELSE lower(replace(v6."value", 'İ', 'i̇'))
          END,
          ' -enc '
        ) + 5
        AND (
          WITH RECURSIVE "r7"("at") AS (SELECT length(
            CASE
              WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                SELECT out FROM "characters" WHERE rest = ''
              )
              ELSE lower(replace(v6."value", 'İ', 'i̇'))
            END
          ) - 1
          UNION ALL SELECT at - 1 FROM "r7" WHERE at >= 0
          AND NOT (
            substr(
              CASE
                WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                  WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                  UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                  SELECT out FROM "characters" WHERE rest = ''
                )
                ELSE lower(replace(v6."value", 'İ', 'i̇'))
              END,
              at + 1,
              1
            ) = '='
          ))
          SELECT at FROM "r7" WHERE at < 0
          OR substr(
            CASE
              WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                SELECT out FROM "characters" WHERE rest = ''
              )
              ELSE lower(replace(v6."value", 'İ', 'i̇'))
            END,
            at + 1,
            1
          ) = '='
        ) <= length(
          CASE
            WHEN v6."value" GLOB '*[𐀀-􏿿]*' THEN (
              WITH RECURSIVE "characters"("rest", "out") AS (SELECT v6."value", ''
              UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
              SELECT out FROM "characters" WHERE rest = ''
            )
            ELSE v6."value"
          END
        )
      )
    )
    AND length(
      CASE
        WHEN CASE
          WHEN CASE
            WHEN instr(
              CASE
                WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                  WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                  UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                  SELECT out FROM "characters" WHERE rest = ''
                )
                ELSE lower(replace(v6."value", 'İ', 'i̇'))
              END,
              ' -enc '
            ) > 0
            AND (
              WITH RECURSIVE "r7"("at") AS (SELECT length(
                CASE
                  WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                    WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                    UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                    SELECT out FROM "characters" WHERE rest = ''
                  )
                  ELSE lower(replace(v6."value", 'İ', 'i̇'))
                END
              ) - 1
              UNION ALL SELECT at - 1 FROM "r7" WHERE at >= 0
              AND NOT (
                substr(
                  CASE
                    WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                      WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                      UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                      SELECT out FROM "characters" WHERE rest = ''
                    )
                    ELSE lower(replace(v6."value", 'İ', 'i̇'))
                  END,
                  at + 1,
                  1
                ) = '='
              ))
              SELECT at FROM "r7" WHERE at < 0
              OR substr(
                CASE
                  WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                    WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                    UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                    SELECT out FROM "characters" WHERE rest = ''
                  )
                  ELSE lower(replace(v6."value", 'İ', 'i̇'))
                END,
                at + 1,
                1
              ) = '='
            ) >= 0 THEN substr(
              CASE
                WHEN v6."value" GLOB '*[𐀀-􏿿]*' THEN (
                  WITH RECURSIVE "characters"("rest", "out") AS (SELECT v6."value", ''
                  UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                  SELECT out FROM "characters" WHERE rest = ''
                )
                ELSE v6."value"
              END,
              instr(
                CASE
                  WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                    WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                    UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                    SELECT out FROM "characters" WHERE rest = ''
                  )
                  ELSE lower(replace(v6."value", 'İ', 'i̇'))
                END,
                ' -enc '
              ) + 5 + 1,
              max(
                0,
                (
                  WITH RECURSIVE "r7"("at") AS (SELECT length(
                    CASE
                      WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                        WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                        UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                        SELECT out FROM "characters" WHERE rest = ''
                      )
                      ELSE lower(replace(v6."value", 'İ', 'i̇'))
                    END
                  ) - 1
                  UNION ALL SELECT at - 1 FROM "r7" WHERE at >= 0
                  AND NOT (
                    substr(
                      CASE
                        WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                          WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                          UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                          SELECT out FROM "characters" WHERE rest = ''
                        )
                        ELSE lower(replace(v6."value", 'İ', 'i̇'))
                      END,
                      at + 1,
                      1
                    ) = '='
                  ))
                  SELECT at FROM "r7" WHERE at < 0
                  OR substr(
                    CASE
                      WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                        WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                        UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                        SELECT out FROM "characters" WHERE rest = ''
                      )
                      ELSE lower(replace(v6."value", 'İ', 'i̇'))
                    END,
                    at + 1,
                    1
                  ) = '='
                ) - (
                  instr(
                    CASE
                      WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                        WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                        UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                        SELECT out FROM "characters" WHERE rest = ''
                      )
                      ELSE lower(replace(v6."value", 'İ', 'i̇'))
                    END,
                    ' -enc '
                  ) + 5
                )
              )
            )
            ELSE ''
          END GLOB '*[𐀀-􏿿]*' THEN (
            WITH RECURSIVE "characters"("rest", "out") AS (SELECT CASE
              WHEN instr(
                CASE
                  WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                    WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                    UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                    SELECT out FROM "characters" WHERE rest = ''
                  )
                  ELSE lower(replace(v6."value", 'İ', 'i̇'))
                END,
                ' -enc '
              ) > 0
              AND (
                WITH RECURSIVE "r7"("at") AS (SELECT length(
                  CASE
                    WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                      WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                      UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                      SELECT out FROM "characters" WHERE rest = ''
                    )
                    ELSE lower(replace(v6."value", 'İ', 'i̇'))
                  END
                ) - 1
                UNION ALL SELECT at - 1 FROM "r7" WHERE at >= 0
                AND NOT (
                  substr(
                    CASE
                      WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                        WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                        UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                        SELECT out FROM "characters" WHERE rest = ''
                      )
                      ELSE lower(replace(v6."value", 'İ', 'i̇'))
                    END,
                    at + 1,
                    1
                  ) = '='
                ))
                SELECT at FROM "r7" WHERE at < 0
                OR substr(
                  CASE
                    WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                      WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                      UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                      SELECT out FROM "characters" WHERE rest = ''
                    )
                    ELSE lower(replace(v6."value", 'İ', 'i̇'))
                  END,
                  at + 1,
                  1
                ) = '='
              ) >= 0 THEN substr(
                CASE
                  WHEN v6."value" GLOB '*[𐀀-􏿿]*' THEN (
                    WITH RECURSIVE "characters"("rest", "out") AS (SELECT v6."value", ''
                    UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                    SELECT out FROM "characters" WHERE rest = ''
                  )
                  ELSE v6."value"
                END,
                instr(
                  CASE
                    WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                      WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                      UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                      SELECT out FROM "characters" WHERE rest = ''
                    )
                    ELSE lower(replace(v6."value", 'İ', 'i̇'))
                  END,
                  ' -enc '
                ) + 5 + 1,
                max(
                  0,
                  (
                    WITH RECURSIVE "r7"("at") AS (SELECT length(
                      CASE
                        WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                          WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                          UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                          SELECT out FROM "characters" WHERE rest = ''
                        )
                        ELSE lower(replace(v6."value", 'İ', 'i̇'))
                      END
                    ) - 1
                    UNION ALL SELECT at - 1 FROM "r7" WHERE at >= 0
                    AND NOT (
                      substr(
                        CASE
                          WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                            WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                            UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                            SELECT out FROM "characters" WHERE rest = ''
                          )
                          ELSE lower(replace(v6."value", 'İ', 'i̇'))
                        END,
                        at + 1,
                        1
                      ) = '='
                    ))
                    SELECT at FROM "r7" WHERE at < 0
                    OR substr(
                      CASE
                        WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                          WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                          UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                          SELECT out FROM "characters" WHERE rest = ''
                        )
                        ELSE lower(replace(v6."value", 'İ', 'i̇'))
                      END,
                      at + 1,
                      1
                    ) = '='
                  ) - (
                    instr(
                      CASE
                        WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                          WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                          UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                          SELECT out FROM "characters" WHERE rest = ''
                        )
                        ELSE lower(replace(v6."value", 'İ', 'i̇'))
                      END,
                      ' -enc '
                    ) + 5
                  )
                )
              )
              ELSE ''
            END, ''
            UNION ALL SELECT substr(
              rest,
              CASE WHEN substr(rest, 2, 1) = '￾' THEN CASE WHEN unicode(rest) > 65535 THEN 3 ELSE 2 END ELSE 2 END
            ), out || CASE WHEN unicode(rest) > 65535 AND substr(rest, 2, 1) <> '￾' THEN '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
            SELECT out FROM "characters" WHERE rest = ''
          )
          ELSE CASE
            WHEN instr(
              CASE
                WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                  WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                  UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                  SELECT out FROM "characters" WHERE rest = ''
                )
                ELSE lower(replace(v6."value", 'İ', 'i̇'))
              END,
              ' -enc '
            ) > 0
            AND (
              WITH RECURSIVE "r7"("at") AS (SELECT length(
                CASE
                  WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                    WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                    UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                    SELECT out FROM "characters" WHERE rest = ''
                  )
                  ELSE lower(replace(v6."value", 'İ', 'i̇'))
                END
              ) - 1
              UNION ALL SELECT at - 1 FROM "r7" WHERE at >= 0
              AND NOT (
                substr(
                  CASE
                    WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                      WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                      UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                      SELECT out FROM "characters" WHERE rest = ''
                    )
                    ELSE lower(replace(v6."value", 'İ', 'i̇'))
                  END,
                  at + 1,
                  1
                ) = '='
              ))
              SELECT at FROM "r7" WHERE at < 0
              OR substr(
                CASE
                  WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                    WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                    UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                    SELECT out FROM "characters" WHERE rest = ''
                  )
                  ELSE lower(replace(v6."value", 'İ', 'i̇'))
                END,
                at + 1,
                1
              ) = '='
            ) >= 0 THEN substr(
              CASE
                WHEN v6."value" GLOB '*[𐀀-􏿿]*' THEN (
                  WITH RECURSIVE "characters"("rest", "out") AS (SELECT v6."value", ''
                  UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                  SELECT out FROM "characters" WHERE rest = ''
                )
                ELSE v6."value"
              END,
              instr(
                CASE
                  WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                    WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                    UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                    SELECT out FROM "characters" WHERE rest = ''
                  )
                  ELSE lower(replace(v6."value", 'İ', 'i̇'))
                END,
                ' -enc '
              ) + 5 + 1,
              max(
                0,
                (
                  WITH RECURSIVE "r7"("at") AS (SELECT length(
                    CASE
                      WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                        WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                        UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                        SELECT out FROM "characters" WHERE rest = ''
                      )
                      ELSE lower(replace(v6."value", 'İ', 'i̇'))
                    END
                  ) - 1
                  UNION ALL SELECT at - 1 FROM "r7" WHERE at >= 0
                  AND NOT (
                    substr(
                      CASE
                        WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                          WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                          UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                          SELECT out FROM "characters" WHERE rest = ''
                        )
                        ELSE lower(replace(v6."value", 'İ', 'i̇'))
                      END,
                      at + 1,
                      1
                    ) = '='
                  ))
                  SELECT at FROM "r7" WHERE at < 0
                  OR substr(
                    CASE
                      WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                        WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                        UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                        SELECT out FROM "characters" WHERE rest = ''
                      )
                      ELSE lower(replace(v6."value", 'İ', 'i̇'))
                    END,
                    at + 1,
                    1
                  ) = '='
                ) - (
                  instr(
                    CASE
                      WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                        WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                        UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                        SELECT out FROM "characters" WHERE rest = ''
                      )
                      ELSE lower(replace(v6."value", 'İ', 'i̇'))
                    END,
                    ' -enc '
                  ) + 5
                )
              )
            )
            ELSE ''
          END
        END GLOB '*[𐀀-􏿿]*' THEN (
          WITH RECURSIVE "characters"("rest", "out") AS (SELECT CASE
            WHEN CASE
              WHEN instr(
                CASE
                  WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                    WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                    UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                    SELECT out FROM "characters" WHERE rest = ''
                  )
                  ELSE lower(replace(v6."value", 'İ', 'i̇'))
                END,
                ' -enc '
              ) > 0
              AND (
                WITH RECURSIVE "r7"("at") AS (SELECT length(
                  CASE
                    WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                      WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                      UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                      SELECT out FROM "characters" WHERE rest = ''
                    )
                    ELSE lower(replace(v6."value", 'İ', 'i̇'))
                  END
                ) - 1
                UNION ALL SELECT at - 1 FROM "r7" WHERE at >= 0
                AND NOT (
                  substr(
                    CASE
                      WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                        WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                        UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                        SELECT out FROM "characters" WHERE rest = ''
                      )
                      ELSE lower(replace(v6."value", 'İ', 'i̇'))
                    END,
                    at + 1,
                    1
                  ) = '='
                ))
                SELECT at FROM "r7" WHERE at < 0
                OR substr(
                  CASE
                    WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                      WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                      UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                      SELECT out FROM "characters" WHERE rest = ''
                    )
                    ELSE lower(replace(v6."value", 'İ', 'i̇'))
                  END,
                  at + 1,
                  1
                ) = '='
              ) >= 0 THEN substr(
                CASE
                  WHEN v6."value" GLOB '*[𐀀-􏿿]*' THEN (
                    WITH RECURSIVE "characters"("rest", "out") AS (SELECT v6."value", ''
                    UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                    SELECT out FROM "characters" WHERE rest = ''
                  )
                  ELSE v6."value"
                END,
                instr(
                  CASE
                    WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                      WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                      UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                      SELECT out FROM "characters" WHERE rest = ''
                    )
                    ELSE lower(replace(v6."value", 'İ', 'i̇'))
                  END,
                  ' -enc '
                ) + 5 + 1,
                max(
                  0,
                  (
                    WITH RECURSIVE "r7"("at") AS (SELECT length(
                      CASE
                        WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                          WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                          UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                          SELECT out FROM "characters" WHERE rest = ''
                        )
                        ELSE lower(replace(v6."value", 'İ', 'i̇'))
                      END
                    ) - 1
                    UNION ALL SELECT at - 1 FROM "r7" WHERE at >= 0
                    AND NOT (
                      substr(
                        CASE
                          WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                            WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                            UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                            SELECT out FROM "characters" WHERE rest = ''
                          )
                          ELSE lower(replace(v6."value", 'İ', 'i̇'))
                        END,
                        at + 1,
                        1
                      ) = '='
                    ))
                    SELECT at FROM "r7" WHERE at < 0
                    OR substr(
                      CASE
                        WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                          WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                          UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                          SELECT out FROM "characters" WHERE rest = ''
                        )
                        ELSE lower(replace(v6."value", 'İ', 'i̇'))
                      END,
                      at + 1,
                      1
                    ) = '='
                  ) - (
                    instr(
                      CASE
                        WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                          WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                          UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                          SELECT out FROM "characters" WHERE rest = ''
                        )
                        ELSE lower(replace(v6."value", 'İ', 'i̇'))
                      END,
                      ' -enc '
                    ) + 5
                  )
                )
              )
              ELSE ''
            END GLOB '*[𐀀-􏿿]*' THEN (
              WITH RECURSIVE "characters"("rest", "out") AS (SELECT CASE
                WHEN instr(
                  CASE
                    WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                      WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                      UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                      SELECT out FROM "characters" WHERE rest = ''
                    )
                    ELSE lower(replace(v6."value", 'İ', 'i̇'))
                  END,
                  ' -enc '
                ) > 0
                AND (
                  WITH RECURSIVE "r7"("at") AS (SELECT length(
                    CASE
                      WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                        WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                        UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                        SELECT out FROM "characters" WHERE rest = ''
                      )
                      ELSE lower(replace(v6."value", 'İ', 'i̇'))
                    END
                  ) - 1
                  UNION ALL SELECT at - 1 FROM "r7" WHERE at >= 0
                  AND NOT (
                    substr(
                      CASE
                        WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                          WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                          UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                          SELECT out FROM "characters" WHERE rest = ''
                        )
                        ELSE lower(replace(v6."value", 'İ', 'i̇'))
                      END,
                      at + 1,
                      1
                    ) = '='
                  ))
                  SELECT at FROM "r7" WHERE at < 0
                  OR substr(
                    CASE
                      WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                        WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                        UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                        SELECT out FROM "characters" WHERE rest = ''
                      )
                      ELSE lower(replace(v6."value", 'İ', 'i̇'))
                    END,
                    at + 1,
                    1
                  ) = '='
                ) >= 0 THEN substr(
                  CASE
                    WHEN v6."value" GLOB '*[𐀀-􏿿]*' THEN (
                      WITH RECURSIVE "characters"("rest", "out") AS (SELECT v6."value", ''
                      UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                      SELECT out FROM "characters" WHERE rest = ''
                    )
                    ELSE v6."value"
                  END,
                  instr(
                    CASE
                      WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                        WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                        UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                        SELECT out FROM "characters" WHERE rest = ''
                      )
                      ELSE lower(replace(v6."value", 'İ', 'i̇'))
                    END,
                    ' -enc '
                  ) + 5 + 1,
                  max(
                    0,
                    (
                      WITH RECURSIVE "r7"("at") AS (SELECT length(
                        CASE
                          WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                            WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                            UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                            SELECT out FROM "characters" WHERE rest = ''
                          )
                          ELSE lower(replace(v6."value", 'İ', 'i̇'))
                        END
                      ) - 1
                      UNION ALL SELECT at - 1 FROM "r7" WHERE at >= 0
                      AND NOT (
                        substr(
                          CASE
                            WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                              WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                              UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                              SELECT out FROM "characters" WHERE rest = ''
                            )
                            ELSE lower(replace(v6."value", 'İ', 'i̇'))
                          END,
                          at + 1,
                          1
                        ) = '='
                      ))
                      SELECT at FROM "r7" WHERE at < 0
                      OR substr(
                        CASE
                          WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                            WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                            UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                            SELECT out FROM "characters" WHERE rest = ''
                          )
                          ELSE lower(replace(v6."value", 'İ', 'i̇'))
                        END,
                        at + 1,
                        1
                      ) = '='
                    ) - (
                      instr(
                        CASE
                          WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                            WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                            UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                            SELECT out FROM "characters" WHERE rest = ''
                          )
                          ELSE lower(replace(v6."value", 'İ', 'i̇'))
                        END,
                        ' -enc '
                      ) + 5
                    )
                  )
                )
                ELSE ''
              END, ''
              UNION ALL SELECT substr(
                rest,
                CASE WHEN substr(rest, 2, 1) = '￾' THEN CASE WHEN unicode(rest) > 65535 THEN 3 ELSE 2 END ELSE 2 END
              ), out || CASE WHEN unicode(rest) > 65535 AND substr(rest, 2, 1) <> '￾' THEN '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
              SELECT out FROM "characters" WHERE rest = ''
            )
            ELSE CASE
              WHEN instr(
                CASE
                  WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                    WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                    UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                    SELECT out FROM "characters" WHERE rest = ''
                  )
                  ELSE lower(replace(v6."value", 'İ', 'i̇'))
                END,
                ' -enc '
              ) > 0
              AND (
                WITH RECURSIVE "r7"("at") AS (SELECT length(
                  CASE
                    WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                      WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                      UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                      SELECT out FROM "characters" WHERE rest = ''
                    )
                    ELSE lower(replace(v6."value", 'İ', 'i̇'))
                  END
                ) - 1
                UNION ALL SELECT at - 1 FROM "r7" WHERE at >= 0
                AND NOT (
                  substr(
                    CASE
                      WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                        WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                        UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                        SELECT out FROM "characters" WHERE rest = ''
                      )
                      ELSE lower(replace(v6."value", 'İ', 'i̇'))
                    END,
                    at + 1,
                    1
                  ) = '='
                ))
                SELECT at FROM "r7" WHERE at < 0
                OR substr(
                  CASE
                    WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                      WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                      UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                      SELECT out FROM "characters" WHERE rest = ''
                    )
                    ELSE lower(replace(v6."value", 'İ', 'i̇'))
                  END,
                  at + 1,
                  1
                ) = '='
              ) >= 0 THEN substr(
                CASE
                  WHEN v6."value" GLOB '*[𐀀-􏿿]*' THEN (
                    WITH RECURSIVE "characters"("rest", "out") AS (SELECT v6."value", ''
                    UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                    SELECT out FROM "characters" WHERE rest = ''
                  )
                  ELSE v6."value"
                END,
                instr(
                  CASE
                    WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                      WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                      UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                      SELECT out FROM "characters" WHERE rest = ''
                    )
                    ELSE lower(replace(v6."value", 'İ', 'i̇'))
                  END,
                  ' -enc '
                ) + 5 + 1,
                max(
                  0,
                  (
                    WITH RECURSIVE "r7"("at") AS (SELECT length(
                      CASE
                        WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                          WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                          UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                          SELECT out FROM "characters" WHERE rest = ''
                        )
                        ELSE lower(replace(v6."value", 'İ', 'i̇'))
                      END
                    ) - 1
                    UNION ALL SELECT at - 1 FROM "r7" WHERE at >= 0
                    AND NOT (
                      substr(
                        CASE
                          WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                            WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                            UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                            SELECT out FROM "characters" WHERE rest = ''
                          )
                          ELSE lower(replace(v6."value", 'İ', 'i̇'))
                        END,
                        at + 1,
                        1
                      ) = '='
                    ))
                    SELECT at FROM "r7" WHERE at < 0
                    OR substr(
                      CASE
                        WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                          WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                          UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                          SELECT out FROM "characters" WHERE rest = ''
                        )
                        ELSE lower(replace(v6."value", 'İ', 'i̇'))
                      END,
                      at + 1,
                      1
                    ) = '='
                  ) - (
                    instr(
                      CASE
                        WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                          WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                          UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                          SELECT out FROM "characters" WHERE rest = ''
                        )
                        ELSE lower(replace(v6."value", 'İ', 'i̇'))
                      END,
                      ' -enc '
                    ) + 5
                  )
                )
              )
              ELSE ''
            END
          END, ''
          UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
          SELECT out FROM "characters" WHERE rest = ''
        )
        ELSE CASE
          WHEN CASE
            WHEN instr(
              CASE
                WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                  WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                  UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                  SELECT out FROM "characters" WHERE rest = ''
                )
                ELSE lower(replace(v6."value", 'İ', 'i̇'))
              END,
              ' -enc '
            ) > 0
            AND (
              WITH RECURSIVE "r7"("at") AS (SELECT length(
                CASE
                  WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                    WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                    UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                    SELECT out FROM "characters" WHERE rest = ''
                  )
                  ELSE lower(replace(v6."value", 'İ', 'i̇'))
                END
              ) - 1
              UNION ALL SELECT at - 1 FROM "r7" WHERE at >= 0
              AND NOT (
                substr(
                  CASE
                    WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                      WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                      UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                      SELECT out FROM "characters" WHERE rest = ''
                    )
                    ELSE lower(replace(v6."value", 'İ', 'i̇'))
                  END,
                  at + 1,
                  1
                ) = '='
              ))
              SELECT at FROM "r7" WHERE at < 0
              OR substr(
                CASE
                  WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                    WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                    UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                    SELECT out FROM "characters" WHERE rest = ''
                  )
                  ELSE lower(replace(v6."value", 'İ', 'i̇'))
                END,
                at + 1,
                1
              ) = '='
            ) >= 0 THEN substr(
              CASE
                WHEN v6."value" GLOB '*[𐀀-􏿿]*' THEN (
                  WITH RECURSIVE "characters"("rest", "out") AS (SELECT v6."value", ''
                  UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                  SELECT out FROM "characters" WHERE rest = ''
                )
                ELSE v6."value"
              END,
              instr(
                CASE
                  WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                    WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                    UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                    SELECT out FROM "characters" WHERE rest = ''
                  )
                  ELSE lower(replace(v6."value", 'İ', 'i̇'))
                END,
                ' -enc '
              ) + 5 + 1,
              max(
                0,
                (
                  WITH RECURSIVE "r7"("at") AS (SELECT length(
                    CASE
                      WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                        WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                        UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                        SELECT out FROM "characters" WHERE rest = ''
                      )
                      ELSE lower(replace(v6."value", 'İ', 'i̇'))
                    END
                  ) - 1
                  UNION ALL SELECT at - 1 FROM "r7" WHERE at >= 0
                  AND NOT (
                    substr(
                      CASE
                        WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                          WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                          UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                          SELECT out FROM "characters" WHERE rest = ''
                        )
                        ELSE lower(replace(v6."value", 'İ', 'i̇'))
                      END,
                      at + 1,
                      1
                    ) = '='
                  ))
                  SELECT at FROM "r7" WHERE at < 0
                  OR substr(
                    CASE
                      WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                        WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                        UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                        SELECT out FROM "characters" WHERE rest = ''
                      )
                      ELSE lower(replace(v6."value", 'İ', 'i̇'))
                    END,
                    at + 1,
                    1
                  ) = '='
                ) - (
                  instr(
                    CASE
                      WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                        WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                        UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                        SELECT out FROM "characters" WHERE rest = ''
                      )
                      ELSE lower(replace(v6."value", 'İ', 'i̇'))
                    END,
                    ' -enc '
                  ) + 5
                )
              )
            )
            ELSE ''
          END GLOB '*[𐀀-􏿿]*' THEN (
            WITH RECURSIVE "characters"("rest", "out") AS (SELECT CASE
              WHEN instr(
                CASE
                  WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                    WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                    UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                    SELECT out FROM "characters" WHERE rest = ''
                  )
                  ELSE lower(replace(v6."value", 'İ', 'i̇'))
                END,
                ' -enc '
              ) > 0
              AND (
                WITH RECURSIVE "r7"("at") AS (SELECT length(
                  CASE
                    WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                      WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                      UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                      SELECT out FROM "characters" WHERE rest = ''
                    )
                    ELSE lower(replace(v6."value", 'İ', 'i̇'))
                  END
                ) - 1
                UNION ALL SELECT at - 1 FROM "r7" WHERE at >= 0
                AND NOT (
                  substr(
                    CASE
                      WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                        WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                        UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                        SELECT out FROM "characters" WHERE rest = ''
                      )
                      ELSE lower(replace(v6."value", 'İ', 'i̇'))
                    END,
                    at + 1,
                    1
                  ) = '='
                ))
                SELECT at FROM "r7" WHERE at < 0
                OR substr(
                  CASE
                    WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                      WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                      UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                      SELECT out FROM "characters" WHERE rest = ''
                    )
                    ELSE lower(replace(v6."value", 'İ', 'i̇'))
                  END,
                  at + 1,
                  1
                ) = '='
              ) >= 0 THEN substr(
                CASE
                  WHEN v6."value" GLOB '*[𐀀-􏿿]*' THEN (
                    WITH RECURSIVE "characters"("rest", "out") AS (SELECT v6."value", ''
                    UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                    SELECT out FROM "characters" WHERE rest = ''
                  )
                  ELSE v6."value"
                END,
                instr(
                  CASE
                    WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                      WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                      UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                      SELECT out FROM "characters" WHERE rest = ''
                    )
                    ELSE lower(replace(v6."value", 'İ', 'i̇'))
                  END,
                  ' -enc '
                ) + 5 + 1,
                max(
                  0,
                  (
                    WITH RECURSIVE "r7"("at") AS (SELECT length(
                      CASE
                        WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                          WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                          UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                          SELECT out FROM "characters" WHERE rest = ''
                        )
                        ELSE lower(replace(v6."value", 'İ', 'i̇'))
                      END
                    ) - 1
                    UNION ALL SELECT at - 1 FROM "r7" WHERE at >= 0
                    AND NOT (
                      substr(
                        CASE
                          WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                            WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                            UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                            SELECT out FROM "characters" WHERE rest = ''
                          )
                          ELSE lower(replace(v6."value", 'İ', 'i̇'))
                        END,
                        at + 1,
                        1
                      ) = '='
                    ))
                    SELECT at FROM "r7" WHERE at < 0
                    OR substr(
                      CASE
                        WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                          WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                          UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                          SELECT out FROM "characters" WHERE rest = ''
                        )
                        ELSE lower(replace(v6."value", 'İ', 'i̇'))
                      END,
                      at + 1,
                      1
                    ) = '='
                  ) - (
                    instr(
                      CASE
                        WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                          WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                          UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                          SELECT out FROM "characters" WHERE rest = ''
                        )
                        ELSE lower(replace(v6."value", 'İ', 'i̇'))
                      END,
                      ' -enc '
                    ) + 5
                  )
                )
              )
              ELSE ''
            END, ''
            UNION ALL SELECT substr(
              rest,
              CASE WHEN substr(rest, 2, 1) = '￾' THEN CASE WHEN unicode(rest) > 65535 THEN 3 ELSE 2 END ELSE 2 END
            ), out || CASE WHEN unicode(rest) > 65535 AND substr(rest, 2, 1) <> '￾' THEN '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
            SELECT out FROM "characters" WHERE rest = ''
          )
          ELSE CASE
            WHEN instr(
              CASE
                WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                  WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                  UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                  SELECT out FROM "characters" WHERE rest = ''
                )
                ELSE lower(replace(v6."value", 'İ', 'i̇'))
              END,
              ' -enc '
            ) > 0
            AND (
              WITH RECURSIVE "r7"("at") AS (SELECT length(
                CASE
                  WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                    WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                    UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                    SELECT out FROM "characters" WHERE rest = ''
                  )
                  ELSE lower(replace(v6."value", 'İ', 'i̇'))
                END
              ) - 1
              UNION ALL SELECT at - 1 FROM "r7" WHERE at >= 0
              AND NOT (
                substr(
                  CASE
                    WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                      WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                      UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                      SELECT out FROM "characters" WHERE rest = ''
                    )
                    ELSE lower(replace(v6."value", 'İ', 'i̇'))
                  END,
                  at + 1,
                  1
                ) = '='
              ))
              SELECT at FROM "r7" WHERE at < 0
              OR substr(
                CASE
                  WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                    WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                    UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                    SELECT out FROM "characters" WHERE rest = ''
                  )
                  ELSE lower(replace(v6."value", 'İ', 'i̇'))
                END,
                at + 1,
                1
              ) = '='
            ) >= 0 THEN substr(
              CASE
                WHEN v6."value" GLOB '*[𐀀-􏿿]*' THEN (
                  WITH RECURSIVE "characters"("rest", "out") AS (SELECT v6."value", ''
                  UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                  SELECT out FROM "characters" WHERE rest = ''
                )
                ELSE v6."value"
              END,
              instr(
                CASE
                  WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                    WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                    UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                    SELECT out FROM "characters" WHERE rest = ''
                  )
                  ELSE lower(replace(v6."value", 'İ', 'i̇'))
                END,
                ' -enc '
              ) + 5 + 1,
              max(
                0,
                (
                  WITH RECURSIVE "r7"("at") AS (SELECT length(
                    CASE
                      WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                        WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                        UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                        SELECT out FROM "characters" WHERE rest = ''
                      )
                      ELSE lower(replace(v6."value", 'İ', 'i̇'))
                    END
                  ) - 1
                  UNION ALL SELECT at - 1 FROM "r7" WHERE at >= 0
                  AND NOT (
                    substr(
                      CASE
                        WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                          WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                          UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                          SELECT out FROM "characters" WHERE rest = ''
                        )
                        ELSE lower(replace(v6."value", 'İ', 'i̇'))
                      END,
                      at + 1,
                      1
                    ) = '='
                  ))
                  SELECT at FROM "r7" WHERE at < 0
                  OR substr(
                    CASE
                      WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                        WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                        UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                        SELECT out FROM "characters" WHERE rest = ''
                      )
                      ELSE lower(replace(v6."value", 'İ', 'i̇'))
                    END,
                    at + 1,
                    1
                  ) = '='
                ) - (
                  instr(
                    CASE
                      WHEN lower(replace(v6."value", 'İ', 'i̇')) GLOB '*[𐀀-􏿿]*' THEN (
                        WITH RECURSIVE "characters"("rest", "out") AS (SELECT lower(replace(v6."value", 'İ', 'i̇')), ''
                        UNION ALL SELECT substr(rest, 2), out || CASE WHEN unicode(rest) > 65535 THEN substr(rest, 1, 1) || '￾' ELSE substr(rest, 1, 1) END FROM "characters" WHERE rest <> '')
                        SELECT out FROM "characters" WHERE rest = ''
                      )
                      ELSE lower(replace(v6."value", 'İ', 'i̇'))
                    END,
                    ' -enc '
                  ) + 5
                )
              )
            )
            ELSE ''
          END
        END
      END
    ) > 40
  )
  AND NOT (
    EXISTS (
      SELECT 1 FROM json_each(e."doc", '$.text."process.parent.name"') AS v9
      WHERE EXISTS (
        SELECT 1 FROM json_each(e."doc", '$.text."process.name"') AS v10
        WHERE lower(replace(v9."value" || '>' || v10."value", 'İ', 'i̇')) = 'gpscript.exe>powershell.exe'
      )
    )
    OR EXISTS (
      SELECT 1 FROM json_each(e."doc", '$.text."process.parent.name"') AS v12
      WHERE EXISTS (
        SELECT 1 FROM json_each(e."doc", '$.text."process.name"') AS v13
        WHERE v12."value" || '>' || v13."value" GLOB '[Cc][Cc][Mm][Ee][Xx][Ee][Cc].[Ee][Xx][Ee]>*'
        AND NOT (substr(v12."value" || '>' || v13."value", 13) GLOB '*[
 - ]*')
      )
    )
  );
