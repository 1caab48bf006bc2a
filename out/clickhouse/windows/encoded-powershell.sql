-- Long Encoded PowerShell Command
-- rule ed8e8da3-a52c-425e-91b3-909980c4b1da, version 1, severity high, risk score 73
-- fidelity: exact
-- description: PowerShell is started with an encoded command that is too long to be a habit.
-- ATT&CK: TA0002 Execution, T1059 Command and Scripting Interpreter, T1059.001 PowerShell
-- tags: OS: Windows, Domain: Endpoint, Tactic: Execution
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for ClickHouse, layout document, from source sha256 68ca62515356c3c77d9b00edc6c371534d3544d766a1003b19e1f0e94bb65a31
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
  lower(hex(SHA256(concat('ed8e8da3-a52c-425e-91b3-909980c4b1da:', e."id")))) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"], 'Array(String)') AS event_ids,
  CAST([], 'Array(String)') AS event_keys
FROM "events" AS e
WHERE has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'process')
  AND has(JSONExtract(e."doc", 'text', 'host.os.type', 'Array(String)'), 'windows')
  AND has(JSONExtract(e."doc", 'text', 'event.type', 'Array(String)'), 'start')
  AND arrayExists(
    v4 -> lower(v4) IN ('powershell.exe', 'pwsh.exe', 'powershell_ise.exe'),
    JSONExtract(e."doc", 'text', 'process.name', 'Array(String)')
  )
  AND arrayExists(
    v5 -> lower(v5) LIKE '% -nop %' OR lower(v5) LIKE '% -noni %' OR lower(v5) LIKE '% -w% hidden %',
    JSONExtract(e."doc", 'text', 'process.command_line', 'Array(String)')
  )
  AND arrayExists(
    v6 -> (
      NOT (
        toInt64(
          positionUTF8(replaceRegexpAll(lower(replace(v6, 'İ', 'i̇')), '([\\x{10000}-\\x{10ffff}])', '\\1￾'), ' -enc ')
        ) > 0
        AND CASE
          WHEN positionUTF8(replaceRegexpAll(lower(replace(v6, 'İ', 'i̇')), '([\\x{10000}-\\x{10ffff}])', '\\1￾'), '=') > 0 THEN toInt64(
            lengthUTF8(
              extract(replaceRegexpAll(lower(replace(v6, 'İ', 'i̇')), '([\\x{10000}-\\x{10ffff}])', '\\1￾'), '(?s)^(.*)=')
            )
          )
          ELSE -1
        END >= 0
      )
      OR (
        CASE
          WHEN positionUTF8(replaceRegexpAll(lower(replace(v6, 'İ', 'i̇')), '([\\x{10000}-\\x{10ffff}])', '\\1￾'), '=') > 0 THEN toInt64(
            lengthUTF8(
              extract(replaceRegexpAll(lower(replace(v6, 'İ', 'i̇')), '([\\x{10000}-\\x{10ffff}])', '\\1￾'), '(?s)^(.*)=')
            )
          )
          ELSE -1
        END >= toInt64(
          positionUTF8(replaceRegexpAll(lower(replace(v6, 'İ', 'i̇')), '([\\x{10000}-\\x{10ffff}])', '\\1￾'), ' -enc ')
        ) + 5
        AND CASE
          WHEN positionUTF8(replaceRegexpAll(lower(replace(v6, 'İ', 'i̇')), '([\\x{10000}-\\x{10ffff}])', '\\1￾'), '=') > 0 THEN toInt64(
            lengthUTF8(
              extract(replaceRegexpAll(lower(replace(v6, 'İ', 'i̇')), '([\\x{10000}-\\x{10ffff}])', '\\1￾'), '(?s)^(.*)=')
            )
          )
          ELSE -1
        END <= toInt64(lengthUTF8(replaceRegexpAll(v6, '([\\x{10000}-\\x{10ffff}])', '\\1￾')))
      )
    )
    AND toInt64(
      lengthUTF8(
        replaceRegexpAll(
          replaceRegexpAll(
            replaceRegexpOne(
              CASE
                WHEN toInt64(
                  positionUTF8(replaceRegexpAll(lower(replace(v6, 'İ', 'i̇')), '([\\x{10000}-\\x{10ffff}])', '\\1￾'), ' -enc ')
                ) > 0
                AND CASE
                  WHEN positionUTF8(replaceRegexpAll(lower(replace(v6, 'İ', 'i̇')), '([\\x{10000}-\\x{10ffff}])', '\\1￾'), '=') > 0 THEN toInt64(
                    lengthUTF8(
                      extract(replaceRegexpAll(lower(replace(v6, 'İ', 'i̇')), '([\\x{10000}-\\x{10ffff}])', '\\1￾'), '(?s)^(.*)=')
                    )
                  )
                  ELSE -1
                END >= 0 THEN substringUTF8(
                  replaceRegexpAll(v6, '([\\x{10000}-\\x{10ffff}])', '\\1￾'),
                  toInt64(
                    positionUTF8(replaceRegexpAll(lower(replace(v6, 'İ', 'i̇')), '([\\x{10000}-\\x{10ffff}])', '\\1￾'), ' -enc ')
                  ) + 5 + 1,
                  greatest(
                    0,
                    CASE
                      WHEN positionUTF8(replaceRegexpAll(lower(replace(v6, 'İ', 'i̇')), '([\\x{10000}-\\x{10ffff}])', '\\1￾'), '=') > 0 THEN toInt64(
                        lengthUTF8(
                          extract(replaceRegexpAll(lower(replace(v6, 'İ', 'i̇')), '([\\x{10000}-\\x{10ffff}])', '\\1￾'), '(?s)^(.*)=')
                        )
                      )
                      ELSE -1
                    END - (
                      toInt64(
                        positionUTF8(replaceRegexpAll(lower(replace(v6, 'İ', 'i̇')), '([\\x{10000}-\\x{10ffff}])', '\\1￾'), ' -enc ')
                      ) + 5
                    )
                  )
                )
                ELSE ''
              END,
              '[\\x{10000}-\\x{10ffff}]$',
              '￾'
            ),
            '([\\x{10000}-\\x{10ffff}])\\x{fffe}',
            '\\1'
          ),
          '([\\x{10000}-\\x{10ffff}])',
          '\\1￾'
        )
      )
    ) > 40,
    JSONExtract(e."doc", 'text', 'process.command_line', 'Array(String)')
  )
  AND NOT (
    arrayExists(
      v9 -> arrayExists(
        v10 -> lower(replace(concat(v9, '>', v10), 'İ', 'i̇')) = 'gpscript.exe>powershell.exe',
        JSONExtract(e."doc", 'text', 'process.name', 'Array(String)')
      ),
      JSONExtract(e."doc", 'text', 'process.parent.name', 'Array(String)')
    )
    OR arrayExists(
      v12 -> arrayExists(
        v13 -> match(
          concat(v12, '>', v13),
          '^(?:[Cc][Cc][Mm][Ee][Xx][Ee][Cc]\\.[Ee][Xx][Ee]>[^\\x{a}\\x{d}\\x{85}\\x{2028}-\\x{2029}]*)$'
        ),
        JSONExtract(e."doc", 'text', 'process.name', 'Array(String)')
      ),
      JSONExtract(e."doc", 'text', 'process.parent.name', 'Array(String)')
    )
  )
SETTINGS optimize_or_like_chain = 0;
