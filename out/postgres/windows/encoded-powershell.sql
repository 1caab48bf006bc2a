-- Long Encoded PowerShell Command
-- rule ed8e8da3-a52c-425e-91b3-909980c4b1da, version 1, severity high, risk score 73
-- fidelity: exact
-- description: PowerShell is started with an encoded command that is too long to be a habit.
-- ATT&CK: TA0002 Execution, T1059 Command and Scripting Interpreter, T1059.001 PowerShell
-- tags: OS: Windows, Domain: Endpoint, Tactic: Execution
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for PostgreSQL, layout document, from source sha256 68ca62515356c3c77d9b00edc6c371534d3544d766a1003b19e1f0e94bb65a31
--
-- The query, in eql:
--   process where host.os.type == "windows" and event.type == "start" and
--     process.name in~ ("powershell.exe", "pwsh.exe", "powershell_ise.exe") and
--     wildcard~(process.command_line, "* -nop *", "* -noni *", "* -w* hidden *") and
--     length(between~(process.command_line, " -ENC ", "=", true)) > 40 and
--     not concat(process.parent.name, ">", process.name) : ("ccmexec.exe>*", "gpscript.exe>powershell.exe")

CREATE OR REPLACE VIEW "verdict_ed8e8da3_a52c_425e_91b3_909980c4b1da" AS
SELECT
  'ed8e8da3-a52c-425e-91b3-909980c4b1da' AS rule_id,
  encode(sha256(convert_to('ed8e8da3-a52c-425e-91b3-909980c4b1da:' || e."id", 'UTF8')), 'hex') AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST(ARRAY[e."id"] AS text[]) AS event_ids,
  CAST(ARRAY[] AS text[]) AS event_keys
FROM "events" AS e
WHERE EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.category') AS v1
    WHERE v1."value" = 'process'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'host.os.type') AS v2
    WHERE v2."value" = 'windows'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.type') AS v3
    WHERE v3."value" = 'start'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.name') AS v4
    WHERE lower(v4."value" COLLATE "C") IN ('powershell.exe', 'pwsh.exe', 'powershell_ise.exe')
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.command_line') AS v5
    WHERE lower(v5."value" COLLATE "C") LIKE '% -nop %'
    OR lower(v5."value" COLLATE "C") LIKE '% -noni %'
    OR lower(v5."value" COLLATE "C") LIKE '% -w% hidden %'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.command_line') AS v6
    WHERE (
      NOT (
        strpos(
          regexp_replace(
            lower(replace(v6."value", 'İ', 'i̇') COLLATE "C"),
            E'([\\U00010000-\\U0010ffff])',
            E'\\1￾',
            'g'
          ),
          ' -enc '
        ) > 0
        AND CASE
          WHEN strpos(
            regexp_replace(
              lower(replace(v6."value", 'İ', 'i̇') COLLATE "C"),
              E'([\\U00010000-\\U0010ffff])',
              E'\\1￾',
              'g'
            ),
            '='
          ) > 0 THEN length(
            substring(
              regexp_replace(
                lower(replace(v6."value", 'İ', 'i̇') COLLATE "C"),
                E'([\\U00010000-\\U0010ffff])',
                E'\\1￾',
                'g'
              ),
              '^(.*)='
            )
          )
          ELSE -1
        END >= 0
      )
      OR (
        CASE
          WHEN strpos(
            regexp_replace(
              lower(replace(v6."value", 'İ', 'i̇') COLLATE "C"),
              E'([\\U00010000-\\U0010ffff])',
              E'\\1￾',
              'g'
            ),
            '='
          ) > 0 THEN length(
            substring(
              regexp_replace(
                lower(replace(v6."value", 'İ', 'i̇') COLLATE "C"),
                E'([\\U00010000-\\U0010ffff])',
                E'\\1￾',
                'g'
              ),
              '^(.*)='
            )
          )
          ELSE -1
        END >= strpos(
          regexp_replace(
            lower(replace(v6."value", 'İ', 'i̇') COLLATE "C"),
            E'([\\U00010000-\\U0010ffff])',
            E'\\1￾',
            'g'
          ),
          ' -enc '
        ) + 5
        AND CASE
          WHEN strpos(
            regexp_replace(
              lower(replace(v6."value", 'İ', 'i̇') COLLATE "C"),
              E'([\\U00010000-\\U0010ffff])',
              E'\\1￾',
              'g'
            ),
            '='
          ) > 0 THEN length(
            substring(
              regexp_replace(
                lower(replace(v6."value", 'İ', 'i̇') COLLATE "C"),
                E'([\\U00010000-\\U0010ffff])',
                E'\\1￾',
                'g'
              ),
              '^(.*)='
            )
          )
          ELSE -1
        END <= length(regexp_replace(v6."value", E'([\\U00010000-\\U0010ffff])', E'\\1￾', 'g'))
      )
    )
    AND length(
      regexp_replace(
        regexp_replace(
          regexp_replace(
            CASE
              WHEN strpos(
                regexp_replace(
                  lower(replace(v6."value", 'İ', 'i̇') COLLATE "C"),
                  E'([\\U00010000-\\U0010ffff])',
                  E'\\1￾',
                  'g'
                ),
                ' -enc '
              ) > 0
              AND CASE
                WHEN strpos(
                  regexp_replace(
                    lower(replace(v6."value", 'İ', 'i̇') COLLATE "C"),
                    E'([\\U00010000-\\U0010ffff])',
                    E'\\1￾',
                    'g'
                  ),
                  '='
                ) > 0 THEN length(
                  substring(
                    regexp_replace(
                      lower(replace(v6."value", 'İ', 'i̇') COLLATE "C"),
                      E'([\\U00010000-\\U0010ffff])',
                      E'\\1￾',
                      'g'
                    ),
                    '^(.*)='
                  )
                )
                ELSE -1
              END >= 0 THEN substr(
                regexp_replace(v6."value", E'([\\U00010000-\\U0010ffff])', E'\\1￾', 'g'),
                CAST(least(
                  strpos(
                    regexp_replace(
                      lower(replace(v6."value", 'İ', 'i̇') COLLATE "C"),
                      E'([\\U00010000-\\U0010ffff])',
                      E'\\1￾',
                      'g'
                    ),
                    ' -enc '
                  ) + 5,
                  2147483646
                ) AS integer) + 1,
                CAST(least(
                  greatest(
                    0,
                    CASE
                      WHEN strpos(
                        regexp_replace(
                          lower(replace(v6."value", 'İ', 'i̇') COLLATE "C"),
                          E'([\\U00010000-\\U0010ffff])',
                          E'\\1￾',
                          'g'
                        ),
                        '='
                      ) > 0 THEN length(
                        substring(
                          regexp_replace(
                            lower(replace(v6."value", 'İ', 'i̇') COLLATE "C"),
                            E'([\\U00010000-\\U0010ffff])',
                            E'\\1￾',
                            'g'
                          ),
                          '^(.*)='
                        )
                      )
                      ELSE -1
                    END - (
                      strpos(
                        regexp_replace(
                          lower(replace(v6."value", 'İ', 'i̇') COLLATE "C"),
                          E'([\\U00010000-\\U0010ffff])',
                          E'\\1￾',
                          'g'
                        ),
                        ' -enc '
                      ) + 5
                    )
                  ),
                  2147483646
                ) AS integer)
              )
              ELSE ''
            END,
            E'[\\U00010000-\\U0010ffff]$',
            '￾'
          ),
          E'([\\U00010000-\\U0010ffff])\\ufffe',
          E'\\1',
          'g'
        ),
        E'([\\U00010000-\\U0010ffff])',
        E'\\1￾',
        'g'
      )
    ) > 40
  )
  AND NOT (
    EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.parent.name') AS v9
      WHERE EXISTS (
        SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.name') AS v10
        WHERE lower(replace(v9."value" || '>' || v10."value", 'İ', 'i̇') COLLATE "C") = 'gpscript.exe>powershell.exe'
      )
    )
    OR EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.parent.name') AS v12
      WHERE EXISTS (
        SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.name') AS v13
        WHERE v12."value" || '>' || v13."value" ~ E'^(?:[Cc][Cc][Mm][Ee][Xx][Ee][Cc]\\.[Ee][Xx][Ee]>[^\\u000a\\u000d\\u0085\\u2028-\\u2029]*)$'
      )
    )
  );
