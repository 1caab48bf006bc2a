-- Web Server Connects to the Internet
-- rule 7d9c6a06-fa3b-4605-a9c4-310714bcb9aa, version 1, severity high, risk score 73
-- fidelity: exact
-- description: A web or database server opens a connection to an address that is neither private nor the machine itself.
-- ATT&CK: TA0011 Command and Control, T1095 Non-Application Layer Protocol
-- tags: OS: Linux, Domain: Endpoint, Tactic: Command and Control
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for ClickHouse, layout document, from source sha256 4865e1f653e50e3f6b2933c5727792815d6646463ad406d24962f77f6a383d50
--
-- The query, in eql:
--   network where host.os.type == "linux" and event.action == "connection_attempted" and
--     process.name : ("nginx", "apache2", "httpd", "postgres", "mysqld", "java*") and
--     not cidrMatch(destination.ip, "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "::1", "fe80::/10", "fc00::/7") and
--     destination.ip != null and destination.port not in (53, 123) and 1024 > destination.port

CREATE OR REPLACE VIEW "verdict_7d9c6a06_fa3b_4605_a9c4_310714bcb9aa" AS
SELECT
  '7d9c6a06-fa3b-4605-a9c4-310714bcb9aa' AS rule_id,
  lower(hex(SHA256(concat('7d9c6a06-fa3b-4605-a9c4-310714bcb9aa:', e."id")))) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"], 'Array(String)') AS event_ids,
  CAST([], 'Array(String)') AS event_keys
FROM "events" AS e
WHERE has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'network')
  AND has(JSONExtract(e."doc", 'text', 'host.os.type', 'Array(String)'), 'linux')
  AND has(JSONExtract(e."doc", 'text', 'event.action', 'Array(String)'), 'connection_attempted')
  AND arrayExists(
    v4 -> lower(v4) IN ('nginx', 'apache2', 'httpd', 'postgres', 'mysqld') OR lower(v4) LIKE 'java%',
    JSONExtract(e."doc", 'text', 'process.name', 'Array(String)')
  )
  AND NOT arrayExists(
    v5 -> v5 BETWEEN '00000000000000000000ffff0a000000' AND '00000000000000000000ffff0affffff'
    OR v5 BETWEEN '00000000000000000000ffffac100000' AND '00000000000000000000ffffac1fffff'
    OR v5 BETWEEN '00000000000000000000ffffc0a80000' AND '00000000000000000000ffffc0a8ffff'
    OR v5 BETWEEN '00000000000000000000ffff7f000000' AND '00000000000000000000ffff7fffffff'
    OR v5 BETWEEN '00000000000000000000ffffa9fe0000' AND '00000000000000000000ffffa9feffff'
    OR v5 BETWEEN '00000000000000000000000000000001' AND '00000000000000000000000000000001'
    OR v5 BETWEEN 'fe800000000000000000000000000000' AND 'febfffffffffffffffffffffffffffff'
    OR v5 BETWEEN 'fc000000000000000000000000000000' AND 'fdffffffffffffffffffffffffffffff',
    JSONExtract(e."doc", 'ip', 'destination.ip', 'Array(String)')
  )
  AND notEmpty(JSONExtract(e."doc", 'ip', 'destination.ip', 'Array(String)'))
  AND NOT arrayExists(v7 -> v7 IN (53, 123), JSONExtract(e."doc", 'long', 'destination.port', 'Array(Int64)'))
  AND arrayExists(v8 -> v8 < 1024, JSONExtract(e."doc", 'long', 'destination.port', 'Array(Int64)'))
SETTINGS optimize_or_like_chain = 0;
