-- Reverse Shell One-Liner
-- rule 8f71c647-0003-48c1-bebc-a0bcbfc8a5df, version 1, severity high, risk score 73
-- fidelity: exact
-- description: An interpreter or a shell is started with a command line that opens a socket and hands it to a shell.
-- ATT&CK: TA0002 Execution, T1059 Command and Scripting Interpreter, T1059.004 Unix Shell, T1059.006 Python
-- tags: OS: Linux, Domain: Endpoint, Tactic: Execution
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose event.ingested (window_time, or @timestamp where it is missing) lies from now-6m to now
-- compiled by Verdict 0.1.0 for PostgreSQL, layout document, from source sha256 9318a500ff1165630c571ba088676ed1806187c582c9bd5fe11f81195c0b0c7b
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
  encode(sha256(convert_to('8f71c647-0003-48c1-bebc-a0bcbfc8a5df:' || e."id", 'UTF8')), 'hex') AS alert_id,
  e."ts" AS event_time,
  coalesce(
    to_timestamp(
      CAST(jsonb_extract_path_text(e."doc", 'date', 'event.ingested', '0') AS bigint) / CAST(1000 AS numeric)
    ),
    e."ts"
  ) AS window_time,
  CAST(ARRAY[e."id"] AS text[]) AS event_ids,
  CAST(ARRAY[] AS text[]) AS event_keys
FROM "events" AS e
WHERE EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.category') AS v1
    WHERE v1."value" = 'process'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'host.os.type') AS v2
    WHERE v2."value" = 'linux'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.type') AS v3
    WHERE v3."value" = 'start'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.action') AS v4
    WHERE v4."value" = 'exec'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.name') AS v5
    WHERE lower(v5."value" COLLATE "C") IN ('bash', 'sh', 'zsh')
    OR lower(v5."value" COLLATE "C") LIKE 'python%'
    OR lower(v5."value" COLLATE "C") LIKE 'perl%'
    OR lower(v5."value" COLLATE "C") LIKE 'ruby%'
  )
  AND (
    EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.command_line') AS v6
      WHERE v6."value" ~ E'^(?:.*/dev/(?:tcp|udp)/[\\--\\.0-9A-Za-z]+/[0-9]{1,5}.*)$'
    )
    OR (
      EXISTS (
        SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.command_line') AS v8
        WHERE lower(v8."value" COLLATE "C") LIKE '%socket%'
      )
      AND EXISTS (
        SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.command_line') AS v9
        WHERE lower(v9."value" COLLATE "C") LIKE '%subprocess%'
        OR lower(v9."value" COLLATE "C") LIKE '%pty.spawn%'
        OR lower(v9."value" COLLATE "C") LIKE '%exec "/bin/%sh%'
      )
    )
  )
  AND NOT EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.parent.name') AS v10
    WHERE lower(v10."value" COLLATE "C") IN ('ansible', 'salt-minion', 'puppet')
  );
