-- Long Encoded PowerShell Command
-- rule ed8e8da3-a52c-425e-91b3-909980c4b1da, version 1, severity high, risk score 73
-- fidelity: exact
-- description: PowerShell is started with an encoded command that is too long to be a habit.
-- ATT&CK: TA0002 Execution, T1059 Command and Scripting Interpreter, T1059.001 PowerShell
-- tags: OS: Windows, Domain: Endpoint, Tactic: Execution
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for DuckDB, layout document, from source sha256 68ca62515356c3c77d9b00edc6c371534d3544d766a1003b19e1f0e94bb65a31
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
  sha256(concat('ed8e8da3-a52c-425e-91b3-909980c4b1da:', e."id")) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"] AS VARCHAR[]) AS event_ids,
  CAST([] AS VARCHAR[]) AS event_keys
FROM "events" AS e
WHERE list_contains(json_extract_string(e."doc", '$.text."event.category"[*]'), 'process')
  AND list_contains(json_extract_string(e."doc", '$.text."host.os.type"[*]'), 'windows')
  AND list_contains(json_extract_string(e."doc", '$.text."event.type"[*]'), 'start')
  AND len(
    list_filter(
      json_extract_string(e."doc", '$.text."process.name"[*]'),
      lambda v4: translate(v4, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') IN (
        'powershell.exe',
        'pwsh.exe',
        'powershell_ise.exe'
      )
    )
  ) > 0
  AND len(
    list_filter(
      json_extract_string(e."doc", '$.text."process.command_line"[*]'),
      lambda v5: translate(v5, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') LIKE '% -nop %'
      OR translate(v5, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') LIKE '% -noni %'
      OR translate(v5, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') LIKE '% -w% hidden %'
    )
  ) > 0
  AND len(
    list_filter(
      json_extract_string(e."doc", '$.text."process.command_line"[*]'),
      lambda v6: (
        NOT (
          strpos(
            regexp_replace(
              translate(replace(v6, 'İ', 'i̇'), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'),
              '([\x{10000}-\x{10ffff}])',
              '\1￾',
              'g'
            ),
            ' -enc '
          ) > 0
          AND CASE
            WHEN contains(
              regexp_replace(
                translate(replace(v6, 'İ', 'i̇'), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'),
                '([\x{10000}-\x{10ffff}])',
                '\1￾',
                'g'
              ),
              '='
            ) THEN length(
              regexp_extract(
                regexp_replace(
                  translate(replace(v6, 'İ', 'i̇'), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'),
                  '([\x{10000}-\x{10ffff}])',
                  '\1￾',
                  'g'
                ),
                '(?s)^(.*)=',
                1
              )
            )
            ELSE -1
          END >= 0
        )
        OR (
          CASE
            WHEN contains(
              regexp_replace(
                translate(replace(v6, 'İ', 'i̇'), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'),
                '([\x{10000}-\x{10ffff}])',
                '\1￾',
                'g'
              ),
              '='
            ) THEN length(
              regexp_extract(
                regexp_replace(
                  translate(replace(v6, 'İ', 'i̇'), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'),
                  '([\x{10000}-\x{10ffff}])',
                  '\1￾',
                  'g'
                ),
                '(?s)^(.*)=',
                1
              )
            )
            ELSE -1
          END >= strpos(
            regexp_replace(
              translate(replace(v6, 'İ', 'i̇'), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'),
              '([\x{10000}-\x{10ffff}])',
              '\1￾',
              'g'
            ),
            ' -enc '
          ) + 5
          AND CASE
            WHEN contains(
              regexp_replace(
                translate(replace(v6, 'İ', 'i̇'), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'),
                '([\x{10000}-\x{10ffff}])',
                '\1￾',
                'g'
              ),
              '='
            ) THEN length(
              regexp_extract(
                regexp_replace(
                  translate(replace(v6, 'İ', 'i̇'), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'),
                  '([\x{10000}-\x{10ffff}])',
                  '\1￾',
                  'g'
                ),
                '(?s)^(.*)=',
                1
              )
            )
            ELSE -1
          END <= length(regexp_replace(v6, '([\x{10000}-\x{10ffff}])', '\1￾', 'g'))
        )
      )
      AND length(
        regexp_replace(
          regexp_replace(
            regexp_replace(
              CASE
                WHEN strpos(
                  regexp_replace(
                    translate(replace(v6, 'İ', 'i̇'), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'),
                    '([\x{10000}-\x{10ffff}])',
                    '\1￾',
                    'g'
                  ),
                  ' -enc '
                ) > 0
                AND CASE
                  WHEN contains(
                    regexp_replace(
                      translate(replace(v6, 'İ', 'i̇'), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'),
                      '([\x{10000}-\x{10ffff}])',
                      '\1￾',
                      'g'
                    ),
                    '='
                  ) THEN length(
                    regexp_extract(
                      regexp_replace(
                        translate(replace(v6, 'İ', 'i̇'), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'),
                        '([\x{10000}-\x{10ffff}])',
                        '\1￾',
                        'g'
                      ),
                      '(?s)^(.*)=',
                      1
                    )
                  )
                  ELSE -1
                END >= 0 THEN substr(
                  regexp_replace(v6, '([\x{10000}-\x{10ffff}])', '\1￾', 'g'),
                  strpos(
                    regexp_replace(
                      translate(replace(v6, 'İ', 'i̇'), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'),
                      '([\x{10000}-\x{10ffff}])',
                      '\1￾',
                      'g'
                    ),
                    ' -enc '
                  ) + 5 + 1,
                  greatest(
                    0,
                    CASE
                      WHEN contains(
                        regexp_replace(
                          translate(replace(v6, 'İ', 'i̇'), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'),
                          '([\x{10000}-\x{10ffff}])',
                          '\1￾',
                          'g'
                        ),
                        '='
                      ) THEN length(
                        regexp_extract(
                          regexp_replace(
                            translate(replace(v6, 'İ', 'i̇'), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'),
                            '([\x{10000}-\x{10ffff}])',
                            '\1￾',
                            'g'
                          ),
                          '(?s)^(.*)=',
                          1
                        )
                      )
                      ELSE -1
                    END - (
                      strpos(
                        regexp_replace(
                          translate(replace(v6, 'İ', 'i̇'), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'),
                          '([\x{10000}-\x{10ffff}])',
                          '\1￾',
                          'g'
                        ),
                        ' -enc '
                      ) + 5
                    )
                  )
                )
                ELSE ''
              END,
              '[\x{10000}-\x{10ffff}]$',
              '￾'
            ),
            '([\x{10000}-\x{10ffff}])\x{fffe}',
            '\1',
            'g'
          ),
          '([\x{10000}-\x{10ffff}])',
          '\1￾',
          'g'
        )
      ) > 40
    )
  ) > 0
  AND NOT (
    len(
      list_filter(
        json_extract_string(e."doc", '$.text."process.parent.name"[*]'),
        lambda v9: len(
          list_filter(
            json_extract_string(e."doc", '$.text."process.name"[*]'),
            lambda v10: translate(replace(v9 || '>' || v10, 'İ', 'i̇'), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') = 'gpscript.exe>powershell.exe'
          )
        ) > 0
      )
    ) > 0
    OR len(
      list_filter(
        json_extract_string(e."doc", '$.text."process.parent.name"[*]'),
        lambda v12: len(
          list_filter(
            json_extract_string(e."doc", '$.text."process.name"[*]'),
            lambda v13: regexp_full_match(
              v12 || '>' || v13,
              '[Cc][Cc][Mm][Ee][Xx][Ee][Cc]\.[Ee][Xx][Ee]>[^\x{a}\x{d}\x{85}\x{2028}-\x{2029}]*'
            )
          )
        ) > 0
      )
    ) > 0
  );
