-- Administration Port Opened to the Internet
-- rule 4c0f7d59-1b0e-4c4b-8a43-f3a4f6f2f7c1, version 1, severity high, risk score 73
-- fidelity: exact
-- description: A security group lets the whole internet in on a port for remote administration, by one and the same permission, and no ticket is named beside the address range.
-- ATT&CK: TA0005 Defense Evasion, T1562 Impair Defenses, T1562.007 Disable or Modify Cloud Firewall
-- tags: Domain: Cloud, Data Source: AWS, Tactic: Defense Evasion
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for ClickHouse, layout document, from source sha256 841069802f8dd7dedf1c6d852fc0dce3f08eac2ff7b640b6c15592c23b5e976e
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
  lower(hex(SHA256(concat('4c0f7d59-1b0e-4c4b-8a43-f3a4f6f2f7c1:', e."id")))) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"], 'Array(String)') AS event_ids,
  CAST([], 'Array(String)') AS event_keys
FROM "events" AS e
WHERE has(JSONExtract(e."doc", 'text', 'event.provider', 'Array(String)'), 'ec2.amazonaws.com')
  AND has(JSONExtract(e."doc", 'text', 'event.action', 'Array(String)'), 'AuthorizeSecurityGroupIngress')
  AND has(JSONExtract(e."doc", 'text', 'event.outcome', 'Array(String)'), 'success')
  AND arrayExists(
    o4 -> hasAny(
      JSONExtract(
        e."doc",
        'nested',
        'aws.cloudtrail.ingress.permissions',
        o4,
        'text',
        'aws.cloudtrail.ingress.permissions.protocol',
        'Array(String)'
      ),
      ['tcp', '-1']
    )
    AND (
      (
        arrayExists(
          v6 -> v6 <= 22,
          JSONExtract(
            e."doc",
            'nested',
            'aws.cloudtrail.ingress.permissions',
            o4,
            'long',
            'aws.cloudtrail.ingress.permissions.from_port',
            'Array(Int64)'
          )
        )
        AND arrayExists(
          v7 -> v7 >= 22,
          JSONExtract(
            e."doc",
            'nested',
            'aws.cloudtrail.ingress.permissions',
            o4,
            'long',
            'aws.cloudtrail.ingress.permissions.to_port',
            'Array(Int64)'
          )
        )
      )
      OR (
        arrayExists(
          v8 -> v8 <= 3389,
          JSONExtract(
            e."doc",
            'nested',
            'aws.cloudtrail.ingress.permissions',
            o4,
            'long',
            'aws.cloudtrail.ingress.permissions.from_port',
            'Array(Int64)'
          )
        )
        AND arrayExists(
          v9 -> v9 >= 3389,
          JSONExtract(
            e."doc",
            'nested',
            'aws.cloudtrail.ingress.permissions',
            o4,
            'long',
            'aws.cloudtrail.ingress.permissions.to_port',
            'Array(Int64)'
          )
        )
      )
      OR NOT notEmpty(
        JSONExtract(
          e."doc",
          'nested',
          'aws.cloudtrail.ingress.permissions',
          o4,
          'long',
          'aws.cloudtrail.ingress.permissions.from_port',
          'Array(Int64)'
        )
      )
    )
    AND arrayExists(
      o11 -> hasAny(
        JSONExtract(
          e."doc",
          'nested',
          'aws.cloudtrail.ingress.permissions',
          o4,
          'nested',
          'aws.cloudtrail.ingress.permissions.ranges',
          o11,
          'text',
          'aws.cloudtrail.ingress.permissions.ranges.cidr',
          'Array(String)'
        ),
        ['0.0.0.0/0', '::/0']
      )
      AND NOT arrayExists(
        v13 -> v13 LIKE 'NET-%',
        JSONExtract(
          e."doc",
          'nested',
          'aws.cloudtrail.ingress.permissions',
          o4,
          'nested',
          'aws.cloudtrail.ingress.permissions.ranges',
          o11,
          'text',
          'aws.cloudtrail.ingress.permissions.ranges.note',
          'Array(String)'
        )
      ),
      range(
        1,
        JSONLength(
          e."doc",
          'nested',
          'aws.cloudtrail.ingress.permissions',
          o4,
          'nested',
          'aws.cloudtrail.ingress.permissions.ranges'
        ) + 1
      )
    ),
    range(1, JSONLength(e."doc", 'nested', 'aws.cloudtrail.ingress.permissions') + 1)
  )
  AND NOT has(JSONExtract(e."doc", 'text', 'user.name', 'Array(String)'), 'network-pipeline')
SETTINGS optimize_or_like_chain = 0;
