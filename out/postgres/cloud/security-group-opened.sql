-- Administration Port Opened to the Internet
-- rule 4c0f7d59-1b0e-4c4b-8a43-f3a4f6f2f7c1, version 1, severity high, risk score 73
-- fidelity: exact
-- description: A security group lets the whole internet in on a port for remote administration, by one and the same permission, and no ticket is named beside the address range.
-- ATT&CK: TA0005 Defense Evasion, T1562 Impair Defenses, T1562.007 Disable or Modify Cloud Firewall
-- tags: Domain: Cloud, Data Source: AWS, Tactic: Defense Evasion
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for PostgreSQL, layout document, from source sha256 841069802f8dd7dedf1c6d852fc0dce3f08eac2ff7b640b6c15592c23b5e976e
--
-- The query, in kuery:
--   event.provider: "ec2.amazonaws.com" and event.action: AuthorizeSecurityGroupIngress and event.outcome: success and
--     aws.cloudtrail.ingress.permissions: {
--       protocol: (tcp or "-1") and
--       (from_port <= 22 and to_port >= 22 or from_port <= 3389 and to_port >= 3389 or not from_port: *) and
--       ranges: { cidr: ("0.0.0.0/0" or "::/0") and not note: NET-* }
--     } and not user.name: network-pipeline
--
-- The permissions of the request (`requestParameters.ipPermissions.items`) have to be indexed as `aws.cloudtrail.ingress.permissions`, of type `nested`, and the address ranges of each as `ranges`, `nested`
--   as well: otherwise the ports of one permission meet the addresses of another.

CREATE OR REPLACE VIEW "verdict_4c0f7d59_1b0e_4c4b_8a43_f3a4f6f2f7c1" AS
SELECT
  '4c0f7d59-1b0e-4c4b-8a43-f3a4f6f2f7c1' AS rule_id,
  encode(sha256(convert_to('4c0f7d59-1b0e-4c4b-8a43-f3a4f6f2f7c1:' || e."id", 'UTF8')), 'hex') AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST(ARRAY[e."id"] AS text[]) AS event_ids,
  CAST(ARRAY[] AS text[]) AS event_keys
FROM "events" AS e
WHERE EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.provider') AS v1
    WHERE v1."value" = 'ec2.amazonaws.com'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.action') AS v2
    WHERE v2."value" = 'AuthorizeSecurityGroupIngress'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'event.outcome') AS v3
    WHERE v3."value" = 'success'
  )
  AND EXISTS (
    SELECT 1 FROM jsonb_array_elements(e."doc" -> 'nested' -> 'aws.cloudtrail.ingress.permissions') AS o4
    WHERE EXISTS (
      SELECT 1 FROM jsonb_array_elements_text(o4."value" -> 'text' -> 'aws.cloudtrail.ingress.permissions.protocol') AS v5
      WHERE v5."value" IN ('tcp', '-1')
    )
    AND (
      (
        EXISTS (
          SELECT 1 FROM jsonb_array_elements_text(o4."value" -> 'long' -> 'aws.cloudtrail.ingress.permissions.from_port') AS v6
          WHERE CAST(v6."value" AS bigint) <= 22
        )
        AND EXISTS (
          SELECT 1 FROM jsonb_array_elements_text(o4."value" -> 'long' -> 'aws.cloudtrail.ingress.permissions.to_port') AS v7
          WHERE CAST(v7."value" AS bigint) >= 22
        )
      )
      OR (
        EXISTS (
          SELECT 1 FROM jsonb_array_elements_text(o4."value" -> 'long' -> 'aws.cloudtrail.ingress.permissions.from_port') AS v8
          WHERE CAST(v8."value" AS bigint) <= 3389
        )
        AND EXISTS (
          SELECT 1 FROM jsonb_array_elements_text(o4."value" -> 'long' -> 'aws.cloudtrail.ingress.permissions.to_port') AS v9
          WHERE CAST(v9."value" AS bigint) >= 3389
        )
      )
      OR NOT EXISTS (
        SELECT 1 FROM jsonb_array_elements_text(o4."value" -> 'long' -> 'aws.cloudtrail.ingress.permissions.from_port') AS v10
      )
    )
    AND EXISTS (
      SELECT 1 FROM jsonb_array_elements(o4."value" -> 'nested' -> 'aws.cloudtrail.ingress.permissions.ranges') AS o11
      WHERE EXISTS (
        SELECT 1 FROM jsonb_array_elements_text(o11."value" -> 'text' -> 'aws.cloudtrail.ingress.permissions.ranges.cidr') AS v12
        WHERE v12."value" IN ('0.0.0.0/0', '::/0')
      )
      AND NOT EXISTS (
        SELECT 1 FROM jsonb_array_elements_text(o11."value" -> 'text' -> 'aws.cloudtrail.ingress.permissions.ranges.note') AS v13
        WHERE v13."value" LIKE 'NET-%'
      )
    )
  )
  AND NOT EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(e."doc" -> 'text' -> 'user.name') AS v14
    WHERE v14."value" = 'network-pipeline'
  );
