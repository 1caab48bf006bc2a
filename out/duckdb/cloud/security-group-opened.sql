-- Administration Port Opened to the Internet
-- rule 4c0f7d59-1b0e-4c4b-8a43-f3a4f6f2f7c1, version 1, severity high, risk score 73
-- fidelity: exact
-- description: A security group lets the whole internet in on a port for remote administration, by one and the same permission, and no ticket is named beside the address range.
-- ATT&CK: TA0005 Defense Evasion, T1562 Impair Defenses, T1562.007 Disable or Modify Cloud Firewall
-- tags: Domain: Cloud, Data Source: AWS, Tactic: Defense Evasion
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for DuckDB, layout document, from source sha256 841069802f8dd7dedf1c6d852fc0dce3f08eac2ff7b640b6c15592c23b5e976e
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
  sha256(concat('4c0f7d59-1b0e-4c4b-8a43-f3a4f6f2f7c1:', e."id")) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"] AS VARCHAR[]) AS event_ids,
  CAST([] AS VARCHAR[]) AS event_keys
FROM "events" AS e
WHERE list_contains(json_extract_string(e."doc", '$.text."event.provider"[*]'), 'ec2.amazonaws.com')
  AND list_contains(json_extract_string(e."doc", '$.text."event.action"[*]'), 'AuthorizeSecurityGroupIngress')
  AND list_contains(json_extract_string(e."doc", '$.text."event.outcome"[*]'), 'success')
  AND len(
    list_filter(
      json_extract(e."doc", '$.nested."aws.cloudtrail.ingress.permissions"[*]'),
      lambda o4: list_has_any(
        json_extract_string(o4, '$.text."aws.cloudtrail.ingress.permissions.protocol"[*]'),
        ['tcp', '-1']
      )
      AND (
        (
          len(
            list_filter(
              CAST(json_extract_string(o4, '$.long."aws.cloudtrail.ingress.permissions.from_port"[*]') AS BIGINT[]),
              lambda v6: v6 <= 22
            )
          ) > 0
          AND len(
            list_filter(
              CAST(json_extract_string(o4, '$.long."aws.cloudtrail.ingress.permissions.to_port"[*]') AS BIGINT[]),
              lambda v7: v7 >= 22
            )
          ) > 0
        )
        OR (
          len(
            list_filter(
              CAST(json_extract_string(o4, '$.long."aws.cloudtrail.ingress.permissions.from_port"[*]') AS BIGINT[]),
              lambda v8: v8 <= 3389
            )
          ) > 0
          AND len(
            list_filter(
              CAST(json_extract_string(o4, '$.long."aws.cloudtrail.ingress.permissions.to_port"[*]') AS BIGINT[]),
              lambda v9: v9 >= 3389
            )
          ) > 0
        )
        OR NOT (len(CAST(json_extract_string(o4, '$.long."aws.cloudtrail.ingress.permissions.from_port"[*]') AS BIGINT[])) > 0)
      )
      AND len(
        list_filter(
          json_extract(o4, '$.nested."aws.cloudtrail.ingress.permissions.ranges"[*]'),
          lambda o11: list_has_any(
            json_extract_string(o11, '$.text."aws.cloudtrail.ingress.permissions.ranges.cidr"[*]'),
            ['0.0.0.0/0', '::/0']
          )
          AND NOT (
            len(
              list_filter(
                json_extract_string(o11, '$.text."aws.cloudtrail.ingress.permissions.ranges.note"[*]'),
                lambda v13: v13 LIKE 'NET-%'
              )
            ) > 0
          )
        )
      ) > 0
    )
  ) > 0
  AND NOT list_contains(json_extract_string(e."doc", '$.text."user.name"[*]'), 'network-pipeline');
