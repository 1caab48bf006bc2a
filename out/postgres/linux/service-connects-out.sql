-- Web Server Connects to the Internet
-- rule 7d9c6a06-fa3b-4605-a9c4-310714bcb9aa, version 1, severity high, risk score 73
-- fidelity: exact
-- description: A web or database server opens a connection to an address that is neither private nor the machine itself.
-- ATT&CK: TA0011 Command and Control, T1095 Non-Application Layer Protocol
-- tags: OS: Linux, Domain: Endpoint, Tactic: Command and Control
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for PostgreSQL, layout document, from source sha256 4865e1f653e50e3f6b2933c5727792815d6646463ad406d24962f77f6a383d50
--
-- The query, in eql:
--   network where host.os.type == "linux" and event.action == "connection_attempted" and
--     process.name : ("nginx", "apache2", "httpd", "postgres", "mysqld", "java*") and
--     not cidrMatch(destination.ip, "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "::1", "fe80::/10", "fc00::/7") and
--     destination.ip != null and destination.port not in (53, 123) and 1024 > destination.port

CREATE OR REPLACE VIEW "verdict_7d9c6a06_fa3b_4605_a9c4_310714bcb9aa" AS
SELECT
  '7d9c6a06-fa3b-4605-a9c4-310714bcb9aa' AS rule_id,
  encode(sha256(convert_to('7d9c6a06-fa3b-4605-a9c4-310714bcb9aa:' || e."id", 'UTF8')), 'hex') AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST(ARRAY[e."id"] AS text[]) AS event_ids,
  CAST(ARRAY[] AS text[]) AS event_keys
FROM "events" AS e
WHERE EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.category') AS v1
    WHERE v1."value" = 'network'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'host.os.type') AS v2
    WHERE v2."value" = 'linux'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.action') AS v3
    WHERE v3."value" = 'connection_attempted'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'process.name') AS v4
    WHERE lower(v4."value" COLLATE "C") IN ('nginx', 'apache2', 'httpd', 'postgres', 'mysqld')
    OR lower(v4."value" COLLATE "C") LIKE 'java%'
  )
  AND NOT EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'ip' -> 'destination.ip') AS v5
    WHERE v5."value" BETWEEN '00000000000000000000ffff0a000000' AND '00000000000000000000ffff0affffff'
    OR v5."value" BETWEEN '00000000000000000000ffffac100000' AND '00000000000000000000ffffac1fffff'
    OR v5."value" BETWEEN '00000000000000000000ffffc0a80000' AND '00000000000000000000ffffc0a8ffff'
    OR v5."value" BETWEEN '00000000000000000000ffff7f000000' AND '00000000000000000000ffff7fffffff'
    OR v5."value" BETWEEN '00000000000000000000ffffa9fe0000' AND '00000000000000000000ffffa9feffff'
    OR v5."value" BETWEEN '00000000000000000000000000000001' AND '00000000000000000000000000000001'
    OR v5."value" BETWEEN 'fe800000000000000000000000000000' AND 'febfffffffffffffffffffffffffffff'
    OR v5."value" BETWEEN 'fc000000000000000000000000000000' AND 'fdffffffffffffffffffffffffffffff'
  )
  AND EXISTS (SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'ip' -> 'destination.ip') AS v6)
  AND NOT EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'long' -> 'destination.port') AS v7
    WHERE CAST(v7."value" AS bigint) IN (53, 123)
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'long' -> 'destination.port') AS v8
    WHERE CAST(v8."value" AS bigint) < 1024
  );
