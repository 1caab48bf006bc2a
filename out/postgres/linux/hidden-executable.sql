-- Hidden Executable Started from a World-Writable Folder
-- rule bae543e1-5962-4c2b-b242-66a12054216b, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A program whose name begins with a dot, or is a single character, starts from a folder that everybody can write to.
-- ATT&CK: TA0005 Defense Evasion, T1564 Hide Artifacts, T1564.001 Hidden Files and Directories
-- tags: OS: Linux, Domain: Endpoint, Tactic: Defense Evasion
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for PostgreSQL, layout document, from source sha256 f21be1aa48a7f08b958bae79be8ee455c427a2ff1fa8c07256cd81bb119dc26d
--
-- The query, in eql:
--   process where host.os.type == "linux" and event.type == "start" and event.action == "exec" and
--     startsWith(process.executable, "/tmp/") == true and
--     (substring(process.name, 0, 1) == "." or length(process.name) <= 1) and
--     process.args_count >= 1 and user.id != "0"

CREATE OR REPLACE VIEW "verdict_bae543e1_5962_4c2b_b242_66a12054216b" AS
SELECT
  'bae543e1-5962-4c2b-b242-66a12054216b' AS rule_id,
  encode(sha256(convert_to('bae543e1-5962-4c2b-b242-66a12054216b:' || e."id", 'UTF8')), 'hex') AS alert_id,
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
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.executable') AS v5
    WHERE v5."value" LIKE '/tmp/%'
  )
  AND (
    EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.name') AS v6
      WHERE regexp_replace(
        regexp_replace(
          substr(regexp_replace(v6."value", E'([\\U00010000-\\U0010ffff])', E'\\1￾', 'g'), 1, 1),
          E'[\\U00010000-\\U0010ffff]$',
          '￾'
        ),
        E'([\\U00010000-\\U0010ffff])\\ufffe',
        E'\\1',
        'g'
      ) = '.'
    )
    OR EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.name') AS v7
      WHERE length(regexp_replace(v7."value", E'([\\U00010000-\\U0010ffff])', E'\\1￾', 'g')) <= 1
    )
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'long' -> 'process.args_count') AS v8
    WHERE CAST(v8."value" AS bigint) >= 1
  )
  AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'user.id') AS v9 WHERE v9."value" = '0');
