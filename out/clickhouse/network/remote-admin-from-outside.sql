-- Remote Administration from Outside
-- rule 0d0f3f0c-54a1-4a36-8b7c-8f5e0f6c6f5e, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A connection from an address that is not ours to a port by which machines of ours are administered.
-- ATT&CK: TA0001 Initial Access, T1133 External Remote Services
-- tags: Domain: Network, Tactic: Initial Access
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-9m to now
-- compiled by Verdict 0.1.0 for ClickHouse, layout document, from source sha256 57ad6e3f019f0c25faa96a13207d1bc49eed4c94de4042713be4c00e61bcf20b
--
-- The query, in kuery:
--   event.category: network and not event.type: denied and network.transport: tcp and
--     (destination.port: (22 or 3389 or 5900) or destination.port >= 5985 and destination.port <= 5986) and
--     destination.ip: (10.0.0.0/8 or 172.16.0.0/12 or 192.168.0.0/16 or "fd00::/8") and
--     source.ip: * and not source.ip: (10.0.0.0/8 or 172.16.0.0/12 or 192.168.0.0/16 or 127.0.0.1 or "::1" or "fd00::/8")

CREATE OR REPLACE VIEW "verdict_0d0f3f0c_54a1_4a36_8b7c_8f5e0f6c6f5e" AS
SELECT
  '0d0f3f0c-54a1-4a36-8b7c-8f5e0f6c6f5e' AS rule_id,
  lower(hex(SHA256(concat('0d0f3f0c-54a1-4a36-8b7c-8f5e0f6c6f5e:', e."id")))) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"], 'Array(String)') AS event_ids,
  CAST([], 'Array(String)') AS event_keys
FROM "events" AS e
WHERE has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'network')
  AND NOT has(JSONExtract(e."doc", 'text', 'event.type', 'Array(String)'), 'denied')
  AND has(JSONExtract(e."doc", 'text', 'network.transport', 'Array(String)'), 'tcp')
  AND (
    arrayExists(v4 -> v4 IN (22, 3389, 5900), JSONExtract(e."doc", 'long', 'destination.port', 'Array(Int64)'))
    OR (
      arrayExists(v5 -> v5 >= 5985, JSONExtract(e."doc", 'long', 'destination.port', 'Array(Int64)'))
      AND arrayExists(v6 -> v6 <= 5986, JSONExtract(e."doc", 'long', 'destination.port', 'Array(Int64)'))
    )
  )
  AND arrayExists(
    v7 -> v7 BETWEEN '00000000000000000000ffff0a000000' AND '00000000000000000000ffff0affffff'
    OR v7 BETWEEN '00000000000000000000ffffac100000' AND '00000000000000000000ffffac1fffff'
    OR v7 BETWEEN '00000000000000000000ffffc0a80000' AND '00000000000000000000ffffc0a8ffff'
    OR v7 BETWEEN 'fd000000000000000000000000000000' AND 'fdffffffffffffffffffffffffffffff',
    JSONExtract(e."doc", 'ip', 'destination.ip', 'Array(String)')
  )
  AND notEmpty(JSONExtract(e."doc", 'ip', 'source.ip', 'Array(String)'))
  AND NOT (
    arrayExists(
      v9 -> v9 = '00000000000000000000ffff7f000001' OR v9 = '00000000000000000000000000000001',
      JSONExtract(e."doc", 'ip', 'source.ip', 'Array(String)')
    )
    OR arrayExists(
      v10 -> v10 BETWEEN '00000000000000000000ffff0a000000' AND '00000000000000000000ffff0affffff'
      OR v10 BETWEEN '00000000000000000000ffffac100000' AND '00000000000000000000ffffac1fffff'
      OR v10 BETWEEN '00000000000000000000ffffc0a80000' AND '00000000000000000000ffffc0a8ffff'
      OR v10 BETWEEN 'fd000000000000000000000000000000' AND 'fdffffffffffffffffffffffffffffff',
      JSONExtract(e."doc", 'ip', 'source.ip', 'Array(String)')
    )
  )
SETTINGS optimize_or_like_chain = 0;
