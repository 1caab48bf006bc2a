-- Reverse Shell One-Liner
-- rule 8f71c647-0003-48c1-bebc-a0bcbfc8a5df, version 1, severity high, risk score 73
-- fidelity: exact
-- description: An interpreter or a shell is started with a command line that opens a socket and hands it to a shell.
-- ATT&CK: TA0002 Execution, T1059 Command and Scripting Interpreter, T1059.004 Unix Shell, T1059.006 Python
-- tags: OS: Linux, Domain: Endpoint, Tactic: Execution
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose event.ingested (window_time, or @timestamp where it is missing) lies from now-6m to now
-- compiled by Verdict 0.1.0 for ClickHouse, layout document, from source sha256 9318a500ff1165630c571ba088676ed1806187c582c9bd5fe11f81195c0b0c7b
--
-- The query, in eql:
--   process where host.os.type == "linux" and event.type == "start" and event.action == "exec" and
--     process.name like~ ("bash", "sh", "zsh", "python*", "perl*", "ruby*") and
--     (
--       process.command_line regex """.*/dev/(tcp|udp)/[0-9a-zA-Z.\-]+/[0-9]{1,5}.*""" or
--       (process.command_line : "*socket*" and process.command_line : ("*subprocess*", "*pty.spawn*", "*exec \"/bin/*sh*"))
--     ) and
--     not process.parent.name in~ ("ansible", "salt-minion", "puppet")

CREATE OR REPLACE VIEW "verdict_8f71c647_0003_48c1_bebc_a0bcbfc8a5df" AS
SELECT
  '8f71c647-0003-48c1-bebc-a0bcbfc8a5df' AS rule_id,
  lower(hex(SHA256(concat('8f71c647-0003-48c1-bebc-a0bcbfc8a5df:', e."id")))) AS alert_id,
  e."ts" AS event_time,
  coalesce(
    fromUnixTimestamp64Milli(JSONExtract(e."doc", 'date', 'event.ingested', 1, 'Nullable(Int64)'), 'UTC'),
    e."ts"
  ) AS window_time,
  CAST([e."id"], 'Array(String)') AS event_ids,
  CAST([], 'Array(String)') AS event_keys
FROM "events" AS e
WHERE has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'process')
  AND has(JSONExtract(e."doc", 'text', 'host.os.type', 'Array(String)'), 'linux')
  AND has(JSONExtract(e."doc", 'text', 'event.type', 'Array(String)'), 'start')
  AND has(JSONExtract(e."doc", 'text', 'event.action', 'Array(String)'), 'exec')
  AND arrayExists(
    v5 -> lower(v5) IN ('bash', 'sh', 'zsh')
    OR lower(v5) LIKE 'python%'
    OR lower(v5) LIKE 'perl%'
    OR lower(v5) LIKE 'ruby%',
    JSONExtract(e."doc", 'text', 'process.name', 'Array(String)')
  )
  AND (
    arrayExists(
      v6 -> match(v6, '^(?:(?s:.)*/dev/(?:tcp|udp)/[\\--\\.0-9A-Za-z]+/[0-9]{1,5}(?s:.)*)$'),
      JSONExtract(e."doc", 'text', 'process.command_line', 'Array(String)')
    )
    OR (
      arrayExists(
        v8 -> lower(v8) LIKE '%socket%',
        JSONExtract(e."doc", 'text', 'process.command_line', 'Array(String)')
      )
      AND arrayExists(
        v9 -> lower(v9) LIKE '%subprocess%' OR lower(v9) LIKE '%pty.spawn%' OR lower(v9) LIKE '%exec "/bin/%sh%',
        JSONExtract(e."doc", 'text', 'process.command_line', 'Array(String)')
      )
    )
  )
  AND NOT arrayExists(
    v10 -> lower(v10) IN ('ansible', 'salt-minion', 'puppet'),
    JSONExtract(e."doc", 'text', 'process.parent.name', 'Array(String)')
  )
SETTINGS optimize_or_like_chain = 0;
