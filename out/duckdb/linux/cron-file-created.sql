-- Cron File Created by an Unusual Process
-- rule 70c9c427-f950-4d40-9b16-83ff41ae1d46, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A file appears where cron reads its jobs, and no package manager or configuration tool made it.
-- ATT&CK: TA0003 Persistence, T1053 Scheduled Task/Job, T1053.003 Cron
-- tags: OS: Linux, Domain: Endpoint, Tactic: Persistence
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose event.ingested (window_time, or @timestamp where it is missing) lies from now-6m to now
-- compiled by Verdict 0.1.0 for DuckDB, layout document, from source sha256 55c7f116215dd17d47e9415d4eb4a98380ca6c8828a984afebca519d435f123a
--
-- The query, in eql:
--   file where host.os.type == "linux" and event.type == "creation" and event.action == "creation" and
--     file.path like ("/etc/cron.?*/*", "/var/spool/cron/crontabs/*", "/etc/crontab") and
--     not process.executable in ("/usr/bin/dpkg", "/usr/bin/rpm", "/usr/bin/dnf", "/usr/bin/crontab") and
--     not endsWith(file.name, ".dpkg-new") and file.extension != "swp"

CREATE OR REPLACE VIEW "verdict_70c9c427_f950_4d40_9b16_83ff41ae1d46" AS
SELECT
  '70c9c427-f950-4d40-9b16-83ff41ae1d46' AS rule_id,
  sha256(concat('70c9c427-f950-4d40-9b16-83ff41ae1d46:', e."id")) AS alert_id,
  e."ts" AS event_time,
  coalesce(epoch_ms(CAST(json_extract_string(e."doc", '$.date."event.ingested"[0]') AS BIGINT)), e."ts") AS window_time,
  CAST([e."id"] AS VARCHAR[]) AS event_ids,
  CAST([] AS VARCHAR[]) AS event_keys
FROM "events" AS e
WHERE list_contains(json_extract_string(e."doc", '$.text."event.category"[*]'), 'file')
  AND list_contains(json_extract_string(e."doc", '$.text."host.os.type"[*]'), 'linux')
  AND list_contains(json_extract_string(e."doc", '$.text."event.type"[*]'), 'creation')
  AND list_contains(json_extract_string(e."doc", '$.text."event.action"[*]'), 'creation')
  AND len(
    list_filter(
      json_extract_string(e."doc", '$.text."file.path"[*]'),
      lambda v5: v5 = '/etc/crontab' OR v5 LIKE '/etc/cron._%/%' OR v5 LIKE '/var/spool/cron/crontabs/%'
    )
  ) > 0
  AND NOT list_has_any(
    json_extract_string(e."doc", '$.text."process.executable"[*]'),
    ['/usr/bin/dpkg', '/usr/bin/rpm', '/usr/bin/dnf', '/usr/bin/crontab']
  )
  AND NOT (len(list_filter(json_extract_string(e."doc", '$.text."file.name"[*]'), lambda v7: v7 LIKE '%.dpkg-new')) > 0)
  AND NOT list_contains(json_extract_string(e."doc", '$.text."file.extension"[*]'), 'swp');
