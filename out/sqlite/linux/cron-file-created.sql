-- Cron File Created by an Unusual Process
-- rule 70c9c427-f950-4d40-9b16-83ff41ae1d46, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A file appears where cron reads its jobs, and no package manager or configuration tool made it.
-- ATT&CK: TA0003 Persistence, T1053 Scheduled Task/Job, T1053.003 Cron
-- tags: OS: Linux, Domain: Endpoint, Tactic: Persistence
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose event.ingested (window_time, or @timestamp where it is missing) lies from now-6m to now
-- compiled by Verdict 0.1.0 for SQLite, layout document, from source sha256 55c7f116215dd17d47e9415d4eb4a98380ca6c8828a984afebca519d435f123a
--
-- The query, in eql:
--   file where host.os.type == "linux" and event.type == "creation" and event.action == "creation" and
--     file.path like ("/etc/cron.?*/*", "/var/spool/cron/crontabs/*", "/etc/crontab") and
--     not process.executable in ("/usr/bin/dpkg", "/usr/bin/rpm", "/usr/bin/dnf", "/usr/bin/crontab") and
--     not endsWith(file.name, ".dpkg-new") and file.extension != "swp"

DROP VIEW IF EXISTS "verdict_70c9c427_f950_4d40_9b16_83ff41ae1d46";
CREATE VIEW "verdict_70c9c427_f950_4d40_9b16_83ff41ae1d46" AS
SELECT
  '70c9c427-f950-4d40-9b16-83ff41ae1d46' AS rule_id,
  '70c9c427-f950-4d40-9b16-83ff41ae1d46:' || e."id" AS alert_id,
  e."ts" AS event_time,
  coalesce(json_extract(e."doc", '$.date."event.ingested"[0]'), e."ts") AS window_time,
  json_array(e."id") AS event_ids,
  json_array() AS event_keys
FROM "events" AS e
WHERE EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.category"') AS v1 WHERE v1."value" = 'file')
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."host.os.type"') AS v2 WHERE v2."value" = 'linux')
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.type"') AS v3 WHERE v3."value" = 'creation')
  AND EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."event.action"') AS v4 WHERE v4."value" = 'creation')
  AND EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.text."file.path"') AS v5
    WHERE v5."value" = '/etc/crontab'
    OR v5."value" GLOB '/etc/cron.?*/*'
    OR v5."value" GLOB '/var/spool/cron/crontabs/*'
  )
  AND NOT EXISTS (
    SELECT 1 FROM json_each(e."doc", '$.text."process.executable"') AS v6
    WHERE v6."value" IN ('/usr/bin/dpkg', '/usr/bin/rpm', '/usr/bin/dnf', '/usr/bin/crontab')
  )
  AND NOT EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."file.name"') AS v7 WHERE v7."value" GLOB '*.dpkg-new')
  AND NOT EXISTS (SELECT 1 FROM json_each(e."doc", '$.text."file.extension"') AS v8 WHERE v8."value" = 'swp');
