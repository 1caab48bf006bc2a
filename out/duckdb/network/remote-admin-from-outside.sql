-- Remote Administration from Outside
-- rule 0d0f3f0c-54a1-4a36-8b7c-8f5e0f6c6f5e, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A connection from an address that is not ours to a port by which machines of ours are administered.
-- ATT&CK: TA0001 Initial Access, T1133 External Remote Services
-- tags: Domain: Network, Tactic: Initial Access
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-9m to now
-- compiled by Verdict 0.1.0 for DuckDB, layout document, from source sha256 57ad6e3f019f0c25faa96a13207d1bc49eed4c94de4042713be4c00e61bcf20b
--
-- The query, in kuery:
--   event.category: network and not event.type: denied and network.transport: tcp and
--     (destination.port: (22 or 3389 or 5900) or destination.port >= 5985 and destination.port <= 5986) and
--     destination.ip: (10.0.0.0/8 or 172.16.0.0/12 or 192.168.0.0/16 or "fd00::/8") and
--     source.ip: * and not source.ip: (10.0.0.0/8 or 172.16.0.0/12 or 192.168.0.0/16 or 127.0.0.1 or "::1" or "fd00::/8")

CREATE OR REPLACE VIEW "verdict_0d0f3f0c_54a1_4a36_8b7c_8f5e0f6c6f5e" AS
SELECT
  '0d0f3f0c-54a1-4a36-8b7c-8f5e0f6c6f5e' AS rule_id,
  sha256(concat('0d0f3f0c-54a1-4a36-8b7c-8f5e0f6c6f5e:', e."id")) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"] AS VARCHAR[]) AS event_ids,
  CAST([] AS VARCHAR[]) AS event_keys
FROM "events" AS e
WHERE list_contains(json_extract_string(e."doc", '$.text."event.category"[*]'), 'network')
  AND NOT list_contains(json_extract_string(e."doc", '$.text."event.type"[*]'), 'denied')
  AND list_contains(json_extract_string(e."doc", '$.text."network.transport"[*]'), 'tcp')
  AND (
    list_has_any(CAST(json_extract_string(e."doc", '$.long."destination.port"[*]') AS BIGINT[]), [22, 3389, 5900])
    OR (
      len(
        list_filter(
          CAST(json_extract_string(e."doc", '$.long."destination.port"[*]') AS BIGINT[]),
          lambda v5: v5 >= 5985
        )
      ) > 0
      AND len(
        list_filter(
          CAST(json_extract_string(e."doc", '$.long."destination.port"[*]') AS BIGINT[]),
          lambda v6: v6 <= 5986
        )
      ) > 0
    )
  )
  AND len(
    list_filter(
      json_extract_string(e."doc", '$.ip."destination.ip"[*]'),
      lambda v7: v7 BETWEEN '00000000000000000000ffff0a000000' AND '00000000000000000000ffff0affffff'
      OR v7 BETWEEN '00000000000000000000ffffac100000' AND '00000000000000000000ffffac1fffff'
      OR v7 BETWEEN '00000000000000000000ffffc0a80000' AND '00000000000000000000ffffc0a8ffff'
      OR v7 BETWEEN 'fd000000000000000000000000000000' AND 'fdffffffffffffffffffffffffffffff'
    )
  ) > 0
  AND len(json_extract_string(e."doc", '$.ip."source.ip"[*]')) > 0
  AND NOT (
    len(
      list_filter(
        json_extract_string(e."doc", '$.ip."source.ip"[*]'),
        lambda v9: v9 = '00000000000000000000ffff7f000001' OR v9 = '00000000000000000000000000000001'
      )
    ) > 0
    OR len(
      list_filter(
        json_extract_string(e."doc", '$.ip."source.ip"[*]'),
        lambda v10: v10 BETWEEN '00000000000000000000ffff0a000000' AND '00000000000000000000ffff0affffff'
        OR v10 BETWEEN '00000000000000000000ffffac100000' AND '00000000000000000000ffffac1fffff'
        OR v10 BETWEEN '00000000000000000000ffffc0a80000' AND '00000000000000000000ffffc0a8ffff'
        OR v10 BETWEEN 'fd000000000000000000000000000000' AND 'fdffffffffffffffffffffffffffffff'
      )
    ) > 0
  );
