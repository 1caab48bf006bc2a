-- Tool Installation Detected via Defend for Containers
-- rule c954cb1f-d19c-4fb0-88d9-21597a339c85, version 1, severity low, risk score 21
-- fidelity: exact
-- description: Someone with an interactive shell in a Linux container installs a network tool or an interpreter with a package manager. Images are
--   meant to arrive complete: a tool that is added by hand at run time is how an intruder prepares the next step.
-- ATT&CK: TA0002 Execution, T1059 Command and Scripting Interpreter, T1059.004 Unix Shell, TA0011 Command and Control, T1105 Ingress Tool Transfer
-- tags: Data Source: Elastic Defend for Containers, Domain: Container, OS: Linux, Use Case: Threat Detection, Tactic: Execution, Resources: Investigation Guide
-- false positives: People debug running containers. Where that is allowed, except the namespace or the image, not the tool.
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for ClickHouse, layout document, from source sha256 c45d0a7eaf097c15e9cd5121549cd224404d531e376584233510f87d682fd9d0
--
-- The query, in eql:
--   process where host.os.type == "linux" and event.type == "start" and event.action == "exec" and
--     process.interactive == true and container.id like "*" and
--     (
--       (process.name in ("apt", "apt-get", "dnf", "microdnf", "yum", "zypper", "tdnf") and process.args == "install") or
--       (process.name == "apk" and process.args == "add") or
--       (process.name == "pacman" and process.args like "-*S*") or
--       (process.name in ("rpm", "dpkg") and process.args in ("-i", "--install"))
--     ) and
--     process.args like (
--       "curl", "wget", "socat", "busybox", "openssl", "torsocks",
--       "netcat", "netcat-openbsd", "netcat-traditional", "ncat", "tor",
--       "python*", "perl", "node", "nodejs", "ruby", "lua"
--     )
--
-- ## Triage
--
--   - Who opened the shell? Find the exec or attach call for this pod in the orchestrator's audit log, at or shortly before the event.
--   - What was installed, and was it used? Look for processes with that name, and for connections, in the same container afterwards.
--   - Is the image one that people are expected to change? Compare its file system with the image's manifest.
--
--   ## Response
--
--   - Stop the container and keep its file system; start a fresh one from the image.
--   - Replace the credentials that the container could read: its service account, mounted secrets, environment.
--   - Take package managers and shells out of production images.

CREATE OR REPLACE VIEW "verdict_c954cb1f_d19c_4fb0_88d9_21597a339c85" AS
SELECT
  'c954cb1f-d19c-4fb0-88d9-21597a339c85' AS rule_id,
  lower(hex(SHA256(concat('c954cb1f-d19c-4fb0-88d9-21597a339c85:', e."id")))) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"], 'Array(String)') AS event_ids,
  CAST([], 'Array(String)') AS event_keys
FROM "events" AS e
WHERE has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'process')
  AND has(JSONExtract(e."doc", 'text', 'host.os.type', 'Array(String)'), 'linux')
  AND has(JSONExtract(e."doc", 'text', 'event.type', 'Array(String)'), 'start')
  AND has(JSONExtract(e."doc", 'text', 'event.action', 'Array(String)'), 'exec')
  AND has(JSONExtract(e."doc", 'boolean', 'process.interactive', 'Array(Bool)'), TRUE)
  AND notEmpty(JSONExtract(e."doc", 'text', 'container.id', 'Array(String)'))
  AND (
    (
      hasAny(
        JSONExtract(e."doc", 'text', 'process.name', 'Array(String)'),
        ['apt', 'apt-get', 'dnf', 'microdnf', 'yum', 'zypper', 'tdnf']
      )
      AND has(JSONExtract(e."doc", 'text', 'process.args', 'Array(String)'), 'install')
    )
    OR (
      has(JSONExtract(e."doc", 'text', 'process.name', 'Array(String)'), 'apk')
      AND has(JSONExtract(e."doc", 'text', 'process.args', 'Array(String)'), 'add')
    )
    OR (
      has(JSONExtract(e."doc", 'text', 'process.name', 'Array(String)'), 'pacman')
      AND arrayExists(v12 -> v12 LIKE '-%S%', JSONExtract(e."doc", 'text', 'process.args', 'Array(String)'))
    )
    OR (
      hasAny(JSONExtract(e."doc", 'text', 'process.name', 'Array(String)'), ['rpm', 'dpkg'])
      AND hasAny(JSONExtract(e."doc", 'text', 'process.args', 'Array(String)'), ['-i', '--install'])
    )
  )
  AND arrayExists(
    v15 -> v15 IN (
      'curl',
      'wget',
      'socat',
      'busybox',
      'openssl',
      'torsocks',
      'netcat',
      'netcat-openbsd',
      'netcat-traditional',
      'ncat',
      'tor',
      'perl',
      'node',
      'nodejs',
      'ruby',
      'lua'
    )
    OR v15 LIKE 'python%',
    JSONExtract(e."doc", 'text', 'process.args', 'Array(String)')
  )
SETTINGS optimize_or_like_chain = 0;
