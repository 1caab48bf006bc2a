-- Cron File Created by an Unusual Process
-- rule 70c9c427-f950-4d40-9b16-83ff41ae1d46, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A file appears where cron reads its jobs, and no package manager or configuration tool made it.
-- ATT&CK: TA0003 Persistence, T1053 Scheduled Task/Job, T1053.003 Cron
-- tags: OS: Linux, Domain: Endpoint, Tactic: Persistence
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose event.ingested (window_time, or @timestamp where it is missing) lies from now-6m to now
-- compiled by Verdict 0.1.0 for ClickHouse, layout document, from source sha256 55c7f116215dd17d47e9415d4eb4a98380ca6c8828a984afebca519d435f123a
--
-- The query, in eql:
--   file where host.os.type == "linux" and event.type == "creation" and event.action == "creation" and
--     file.path like ("/etc/cron.?*/*", "/var/spool/cron/crontabs/*", "/etc/crontab") and
--     not process.executable in ("/usr/bin/dpkg", "/usr/bin/rpm", "/usr/bin/dnf", "/usr/bin/crontab") and
--     not endsWith(file.name, ".dpkg-new") and file.extension != "swp"

CREATE OR REPLACE VIEW "verdict_70c9c427_f950_4d40_9b16_83ff41ae1d46" AS
SELECT
  '70c9c427-f950-4d40-9b16-83ff41ae1d46' AS rule_id,
  lower(hex(SHA256(concat('70c9c427-f950-4d40-9b16-83ff41ae1d46:', e."id")))) AS alert_id,
  e."ts" AS event_time,
  coalesce(
    fromUnixTimestamp64Milli(JSONExtract(e."doc", 'date', 'event.ingested', 1, 'Nullable(Int64)'), 'UTC'),
    e."ts"
  ) AS window_time,
  CAST([e."id"], 'Array(String)') AS event_ids,
  CAST([], 'Array(String)') AS event_keys
FROM "events" AS e
WHERE has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'file')
  AND has(JSONExtract(e."doc", 'text', 'host.os.type', 'Array(String)'), 'linux')
  AND has(JSONExtract(e."doc", 'text', 'event.type', 'Array(String)'), 'creation')
  AND has(JSONExtract(e."doc", 'text', 'event.action', 'Array(String)'), 'creation')
  AND arrayExists(
    v5 -> v5 = '/etc/crontab' OR v5 LIKE '/etc/cron._%/%' OR v5 LIKE '/var/spool/cron/crontabs/%',
    JSONExtract(e."doc", 'text', 'file.path', 'Array(String)')
  )
  AND NOT hasAny(
    JSONExtract(e."doc", 'text', 'process.executable', 'Array(String)'),
    ['/usr/bin/dpkg', '/usr/bin/rpm', '/usr/bin/dnf', '/usr/bin/crontab']
  )
  AND NOT arrayExists(v7 -> v7 LIKE '%.dpkg-new', JSONExtract(e."doc", 'text', 'file.name', 'Array(String)'))
  AND NOT has(JSONExtract(e."doc", 'text', 'file.extension', 'Array(String)'), 'swp')
SETTINGS optimize_or_like_chain = 0;
