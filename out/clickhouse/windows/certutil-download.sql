-- Certutil Downloads a File
-- rule 0fcd2dd7-7efa-4e3b-9508-4455c8e8d4d8, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: The certificate tool of Windows is used to fetch a file from the network, under its own name or a new one.
-- ATT&CK: TA0011 Command and Control, T1105 Ingress Tool Transfer
-- tags: OS: Windows, Domain: Endpoint, Tactic: Command and Control
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for ClickHouse, layout document, from source sha256 041c62c6ecbb042b5f9022e7d162642b0dc78c63a6a73bdc5c6d1dc8c4ba5e29
--
-- The query, in eql:
--   process where host.os.type == "windows" and event.type == "start" and
--     (process.name : "certutil.exe" or ?process.pe.original_file_name == "CertUtil.exe") and
--     process.args : ("?urlcache", "?verifyctl") and process.args : ("?f", "?split") and
--     process.command_line : "*http*://*"

CREATE OR REPLACE VIEW "verdict_0fcd2dd7_7efa_4e3b_9508_4455c8e8d4d8" AS
SELECT
  '0fcd2dd7-7efa-4e3b-9508-4455c8e8d4d8' AS rule_id,
  lower(hex(SHA256(concat('0fcd2dd7-7efa-4e3b-9508-4455c8e8d4d8:', e."id")))) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"], 'Array(String)') AS event_ids,
  CAST([], 'Array(String)') AS event_keys
FROM "events" AS e
WHERE has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'process')
  AND has(JSONExtract(e."doc", 'text', 'host.os.type', 'Array(String)'), 'windows')
  AND has(JSONExtract(e."doc", 'text', 'event.type', 'Array(String)'), 'start')
  AND (
    arrayExists(v4 -> lower(v4) = 'certutil.exe', JSONExtract(e."doc", 'text', 'process.name', 'Array(String)'))
    OR has(JSONExtract(e."doc", 'text', 'process.pe.original_file_name', 'Array(String)'), 'CertUtil.exe')
  )
  AND arrayExists(
    v6 -> lower(v6) LIKE '_urlcache' OR lower(v6) LIKE '_verifyctl',
    JSONExtract(e."doc", 'text', 'process.args', 'Array(String)')
  )
  AND arrayExists(
    v7 -> lower(v7) LIKE '_f' OR lower(v7) LIKE '_split',
    JSONExtract(e."doc", 'text', 'process.args', 'Array(String)')
  )
  AND arrayExists(
    v8 -> lower(v8) LIKE '%http%://%',
    JSONExtract(e."doc", 'text', 'process.command_line', 'Array(String)')
  )
SETTINGS optimize_or_like_chain = 0;
