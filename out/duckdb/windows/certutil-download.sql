-- Certutil Downloads a File
-- rule 0fcd2dd7-7efa-4e3b-9508-4455c8e8d4d8, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: The certificate tool of Windows is used to fetch a file from the network, under its own name or a new one.
-- ATT&CK: TA0011 Command and Control, T1105 Ingress Tool Transfer
-- tags: OS: Windows, Domain: Endpoint, Tactic: Command and Control
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for DuckDB, layout document, from source sha256 041c62c6ecbb042b5f9022e7d162642b0dc78c63a6a73bdc5c6d1dc8c4ba5e29
--
-- The query, in eql:
--   process where host.os.type == "windows" and event.type == "start" and
--     (process.name : "certutil.exe" or ?process.pe.original_file_name == "CertUtil.exe") and
--     process.args : ("?urlcache", "?verifyctl") and process.args : ("?f", "?split") and
--     process.command_line : "*http*://*"

CREATE OR REPLACE VIEW "verdict_0fcd2dd7_7efa_4e3b_9508_4455c8e8d4d8" AS
SELECT
  '0fcd2dd7-7efa-4e3b-9508-4455c8e8d4d8' AS rule_id,
  sha256(concat('0fcd2dd7-7efa-4e3b-9508-4455c8e8d4d8:', e."id")) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"] AS VARCHAR[]) AS event_ids,
  CAST([] AS VARCHAR[]) AS event_keys
FROM "events" AS e
WHERE list_contains(json_extract_string(e."doc", '$.text."event.category"[*]'), 'process')
  AND list_contains(json_extract_string(e."doc", '$.text."host.os.type"[*]'), 'windows')
  AND list_contains(json_extract_string(e."doc", '$.text."event.type"[*]'), 'start')
  AND (
    len(
      list_filter(
        json_extract_string(e."doc", '$.text."process.name"[*]'),
        lambda v4: translate(v4, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') = 'certutil.exe'
      )
    ) > 0
    OR list_contains(json_extract_string(e."doc", '$.text."process.pe.original_file_name"[*]'), 'CertUtil.exe')
  )
  AND len(
    list_filter(
      json_extract_string(e."doc", '$.text."process.args"[*]'),
      lambda v6: translate(v6, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') LIKE '_urlcache'
      OR translate(v6, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') LIKE '_verifyctl'
    )
  ) > 0
  AND len(
    list_filter(
      json_extract_string(e."doc", '$.text."process.args"[*]'),
      lambda v7: translate(v7, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') LIKE '_f'
      OR translate(v7, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') LIKE '_split'
    )
  ) > 0
  AND len(
    list_filter(
      json_extract_string(e."doc", '$.text."process.command_line"[*]'),
      lambda v8: translate(v8, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') LIKE '%http%://%'
    )
  ) > 0;
