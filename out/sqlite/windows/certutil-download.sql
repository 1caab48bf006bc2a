-- Certutil Downloads a File
-- rule 0fcd2dd7-7efa-4e3b-9508-4455c8e8d4d8, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: The certificate tool of Windows is used to fetch a file from the network, under its own name or a new one.
-- ATT&CK: TA0011 Command and Control, T1105 Ingress Tool Transfer
-- tags: OS: Windows, Domain: Endpoint, Tactic: Command and Control
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for SQLite, layout document, from source sha256 041c62c6ecbb042b5f9022e7d162642b0dc78c63a6a73bdc5c6d1dc8c4ba5e29
--
-- The query, in eql:
--   process where host.os.type == "windows" and event.type == "start" and
--     (process.name : "certutil.exe" or ?process.pe.original_file_name == "CertUtil.exe") and
--     process.args : ("?urlcache", "?verifyctl") and process.args : ("?f", "?split") and
--     process.command_line : "*http*://*"

DROP VIEW IF EXISTS "verdict_0fcd2dd7_7efa_4e3b_9508_4455c8e8d4d8";
CREATE VIEW "verdict_0fcd2dd7_7efa_4e3b_9508_4455c8e8d4d8" AS
SELECT
  '0fcd2dd7-7efa-4e3b-9508-4455c8e8d4d8' AS rule_id,
  '0fcd2dd7-7efa-4e3b-9508-4455c8e8d4d8:' || e."id" AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  json_array(e."id") AS event_ids,
  json_array() AS event_keys
FROM "events" AS e
WHERE EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.category"') AS v1 WHERE v1."value" = 'process')
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."host.os.type"') AS v2 WHERE v2."value" = 'windows')
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.type"') AS v3 WHERE v3."value" = 'start')
  AND (
    EXISTS (
      SELECT 1 FROM json_each(e."doc", '$.text."process.name"') AS v4
      WHERE v4."value" COLLATE NOCASE = 'certutil.exe'
    )
    OR EXISTS (
      SELECT 1 FROM json_each(e."doc", '$.text."process.pe.original_file_name"') AS v5
      WHERE v5."value" = 'CertUtil.exe'
    )
  )
  AND EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.text."process.args"') AS v6
    WHERE v6."value" LIKE '_urlcache' OR v6."value" LIKE '_verifyctl'
  )
  AND EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.text."process.args"') AS v7
    WHERE v7."value" LIKE '_f' OR v7."value" LIKE '_split'
  )
  AND EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.text."process.command_line"') AS v8
    WHERE v8."value" LIKE '%http%://%'
  );
