-- Reverse Shell One-Liner
-- rule 8f71c647-0003-48c1-bebc-a0bcbfc8a5df, version 1, severity high, risk score 73
-- fidelity: exact
-- description: An interpreter or a shell is started with a command line that opens a socket and hands it to a shell.
-- ATT&CK: TA0002 Execution, T1059 Command and Scripting Interpreter, T1059.004 Unix Shell, T1059.006 Python
-- tags: OS: Linux, Domain: Endpoint, Tactic: Execution
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose event.ingested (window_time, or @timestamp where it is missing) lies from now-6m to now
-- compiled by Verdict 0.1.0 for DuckDB, layout document, from source sha256 9318a500ff1165630c571ba088676ed1806187c582c9bd5fe11f81195c0b0c7b
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
  sha256(concat('8f71c647-0003-48c1-bebc-a0bcbfc8a5df:', e."id")) AS alert_id,
  e."ts" AS event_time,
  coalesce(epoch_ms(CAST(json_extract_string(e."doc", '$.date."event.ingested"[0]') AS BIGINT)), e."ts") AS window_time,
  CAST([e."id"] AS VARCHAR[]) AS event_ids,
  CAST([] AS VARCHAR[]) AS event_keys
FROM "events" AS e
WHERE list_contains(json_extract_string(e."doc", '$.text."event.category"[*]'), 'process')
  AND list_contains(json_extract_string(e."doc", '$.text."host.os.type"[*]'), 'linux')
  AND list_contains(json_extract_string(e."doc", '$.text."event.type"[*]'), 'start')
  AND list_contains(json_extract_string(e."doc", '$.text."event.action"[*]'), 'exec')
  AND len(
    list_filter(
      json_extract_string(e."doc", '$.text."process.name"[*]'),
      lambda v5: translate(v5, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') IN ('bash', 'sh', 'zsh')
      OR translate(v5, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') LIKE 'python%'
      OR translate(v5, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') LIKE 'perl%'
      OR translate(v5, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') LIKE 'ruby%'
    )
  ) > 0
  AND (
    len(
      list_filter(
        json_extract_string(e."doc", '$.text."process.command_line"[*]'),
        lambda v6: regexp_full_match(v6, '(?s:.)*/dev/(?:tcp|udp)/[\--\.0-9A-Za-z]+/[0-9]{1,5}(?s:.)*')
      )
    ) > 0
    OR (
      len(
        list_filter(
          json_extract_string(e."doc", '$.text."process.command_line"[*]'),
          lambda v8: translate(v8, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') LIKE '%socket%'
        )
      ) > 0
      AND len(
        list_filter(
          json_extract_string(e."doc", '$.text."process.command_line"[*]'),
          lambda v9: translate(v9, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') LIKE '%subprocess%'
          OR translate(v9, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') LIKE '%pty.spawn%'
          OR translate(v9, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') LIKE '%exec "/bin/%sh%'
        )
      ) > 0
    )
  )
  AND NOT (
    len(
      list_filter(
        json_extract_string(e."doc", '$.text."process.parent.name"[*]'),
        lambda v10: translate(v10, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') IN (
          'ansible',
          'salt-minion',
          'puppet'
        )
      )
    ) > 0
  );
