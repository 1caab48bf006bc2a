-- Hidden Executable Started from a World-Writable Folder
-- rule bae543e1-5962-4c2b-b242-66a12054216b, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A program whose name begins with a dot, or is a single character, starts from a folder that everybody can write to.
-- ATT&CK: TA0005 Defense Evasion, T1564 Hide Artifacts, T1564.001 Hidden Files and Directories
-- tags: OS: Linux, Domain: Endpoint, Tactic: Defense Evasion
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for ClickHouse, layout document, from source sha256 f21be1aa48a7f08b958bae79be8ee455c427a2ff1fa8c07256cd81bb119dc26d
--
-- The query, in eql:
--   process where host.os.type == "linux" and event.type == "start" and event.action == "exec" and
--     startsWith(process.executable, "/tmp/") == true and
--     (substring(process.name, 0, 1) == "." or length(process.name) <= 1) and
--     process.args_count >= 1 and user.id != "0"

CREATE OR REPLACE VIEW "verdict_bae543e1_5962_4c2b_b242_66a12054216b" AS
SELECT
  'bae543e1-5962-4c2b-b242-66a12054216b' AS rule_id,
  lower(hex(SHA256(concat('bae543e1-5962-4c2b-b242-66a12054216b:', e."id")))) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"], 'Array(String)') AS event_ids,
  CAST([], 'Array(String)') AS event_keys
FROM "events" AS e
WHERE has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'process')
  AND has(JSONExtract(e."doc", 'text', 'host.os.type', 'Array(String)'), 'linux')
  AND has(JSONExtract(e."doc", 'text', 'event.type', 'Array(String)'), 'start')
  AND has(JSONExtract(e."doc", 'text', 'event.action', 'Array(String)'), 'exec')
  AND arrayExists(v5 -> v5 LIKE '/tmp/%', JSONExtract(e."doc", 'text', 'process.executable', 'Array(String)'))
  AND (
    arrayExists(
      v6 -> replaceRegexpAll(
        replaceRegexpOne(
          substringUTF8(replaceRegexpAll(v6, '([\\x{10000}-\\x{10ffff}])', '\\1￾'), 1, 1),
          '[\\x{10000}-\\x{10ffff}]$',
          '￾'
        ),
        '([\\x{10000}-\\x{10ffff}])\\x{fffe}',
        '\\1'
      ) = '.',
      JSONExtract(e."doc", 'text', 'process.name', 'Array(String)')
    )
    OR arrayExists(
      v7 -> toInt64(lengthUTF8(replaceRegexpAll(v7, '([\\x{10000}-\\x{10ffff}])', '\\1￾'))) <= 1,
      JSONExtract(e."doc", 'text', 'process.name', 'Array(String)')
    )
  )
  AND arrayExists(v8 -> v8 >= 1, JSONExtract(e."doc", 'long', 'process.args_count', 'Array(Int64)'))
  AND NOT has(JSONExtract(e."doc", 'text', 'user.id', 'Array(String)'), '0')
SETTINGS optimize_or_like_chain = 0;
