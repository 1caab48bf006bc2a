-- Remote Administration from Outside
-- rule 0d0f3f0c-54a1-4a36-8b7c-8f5e0f6c6f5e, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A connection from an address that is not ours to a port by which machines of ours are administered.
-- ATT&CK: TA0001 Initial Access, T1133 External Remote Services
-- tags: Domain: Network, Tactic: Initial Access
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-9m to now
-- compiled by Verdict 0.1.0 for SQLite, layout document, from source sha256 57ad6e3f019f0c25faa96a13207d1bc49eed4c94de4042713be4c00e61bcf20b
--
-- The query, in kuery:
--   event.category: network and not event.type: denied and network.transport: tcp and
--     (destination.port: (22 or 3389 or 5900) or destination.port >= 5985 and destination.port <= 5986) and
--     destination.ip: (10.0.0.0/8 or 172.16.0.0/12 or 192.168.0.0/16 or "fd00::/8") and
--     source.ip: * and not source.ip: (10.0.0.0/8 or 172.16.0.0/12 or 192.168.0.0/16 or 127.0.0.1 or "::1" or "fd00::/8")

DROP VIEW IF EXISTS "verdict_0d0f3f0c_54a1_4a36_8b7c_8f5e0f6c6f5e";
CREATE VIEW "verdict_0d0f3f0c_54a1_4a36_8b7c_8f5e0f6c6f5e" AS
SELECT
  '0d0f3f0c-54a1-4a36-8b7c-8f5e0f6c6f5e' AS rule_id,
  '0d0f3f0c-54a1-4a36-8b7c-8f5e0f6c6f5e:' || e."id" AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  json_array(e."id") AS event_ids,
  json_array() AS event_keys
FROM "events" AS e
WHERE EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.category"') AS v1 WHERE v1."value" = 'network')
  AND NOT EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.type"') AS v2 WHERE v2."value" = 'denied')
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."network.transport"') AS v3 WHERE v3."value" = 'tcp')
  AND (
    EXISTS (
      SELECT 1 FROM json_each(e."doc", '$.long."destination.port"') AS v4
      WHERE v4."value" IN (22, 3389, 5900)
    )
    OR (
      EXISTS (SELECT 1 FROM json_each(e."doc", '$.long."destination.port"') AS v5 WHERE v5."value" >= 5985)
      AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.long."destination.port"') AS v6 WHERE v6."value" <= 5986)
    )
  )
  AND EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.ip."destination.ip"') AS v7
    WHERE v7."value" BETWEEN '00000000000000000000ffff0a000000' AND '00000000000000000000ffff0affffff'
    OR v7."value" BETWEEN '00000000000000000000ffffac100000' AND '00000000000000000000ffffac1fffff'
    OR v7."value" BETWEEN '00000000000000000000ffffc0a80000' AND '00000000000000000000ffffc0a8ffff'
    OR v7."value" BETWEEN 'fd000000000000000000000000000000' AND 'fdffffffffffffffffffffffffffffff'
  )
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.ip."source.ip"') AS v8)
  AND NOT (
    EXISTS (
      SELECT 1 FROM json_each(e."doc", '$.ip."source.ip"') AS v9
      WHERE v9."value" = '00000000000000000000ffff7f000001' OR v9."value" = '00000000000000000000000000000001'
    )
    OR EXISTS (
      SELECT 1 FROM json_each(e."doc", '$.ip."source.ip"') AS v10
      WHERE v10."value" BETWEEN '00000000000000000000ffff0a000000' AND '00000000000000000000ffff0affffff'
      OR v10."value" BETWEEN '00000000000000000000ffffac100000' AND '00000000000000000000ffffac1fffff'
      OR v10."value" BETWEEN '00000000000000000000ffffc0a80000' AND '00000000000000000000ffffc0a8ffff'
      OR v10."value" BETWEEN 'fd000000000000000000000000000000' AND 'fdffffffffffffffffffffffffffffff'
    )
  );
