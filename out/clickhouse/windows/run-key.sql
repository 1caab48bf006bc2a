-- Run Key Points to a User-Writable Folder
-- rule e7db0141-a97d-4e5f-85a3-392699441301, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A program below a user's folder is entered where Windows starts programs at logon.
-- ATT&CK: TA0003 Persistence, T1547 Boot or Logon Autostart Execution, T1547.001 Registry Run Keys / Startup Folder
-- tags: OS: Windows, Domain: Endpoint, Tactic: Persistence
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for ClickHouse, layout document, from source sha256 54807a2b6b7999fa209f10113fba4e7d35766abaff512495bd306b2dbdfdf05a
--
-- The query, in eql:
--   registry where host.os.type == "windows" and event.type == "change" and
--     registry.path : (
--       """HK*\Software\Microsoft\Windows\CurrentVersion\Run\*""",
--       "HK*\\Software\\Microsoft\\Windows\\CurrentVersion\\RunOnce\\*"
--     ) and
--     length(registry.data.strings) < 260 and
--     registry.data.strings regex~ """\"?[a-zA-Z]:\\users\\[^\\]+\\appdata\\.*\.(exe|js|vbs|ps1).*""" and
--     not startsWith~(registry.data.strings, "C:\\Users\\Public\\Vendor\\")

CREATE OR REPLACE VIEW "verdict_e7db0141_a97d_4e5f_85a3_392699441301" AS
SELECT
  'e7db0141-a97d-4e5f-85a3-392699441301' AS rule_id,
  lower(hex(SHA256(concat('e7db0141-a97d-4e5f-85a3-392699441301:', e."id")))) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"], 'Array(String)') AS event_ids,
  CAST([], 'Array(String)') AS event_keys
FROM "events" AS e
WHERE has(JSONExtract(e."doc", 'text', 'event.category', 'Array(String)'), 'registry')
  AND has(JSONExtract(e."doc", 'text', 'host.os.type', 'Array(String)'), 'windows')
  AND has(JSONExtract(e."doc", 'text', 'event.type', 'Array(String)'), 'change')
  AND arrayExists(
    v4 -> lower(v4) LIKE 'hk%\\\\software\\\\microsoft\\\\windows\\\\currentversion\\\\run\\\\%'
    OR lower(v4) LIKE 'hk%\\\\software\\\\microsoft\\\\windows\\\\currentversion\\\\runonce\\\\%',
    JSONExtract(e."doc", 'text', 'registry.path', 'Array(String)')
  )
  AND arrayExists(
    v5 -> toInt64(lengthUTF8(replaceRegexpAll(v5, '([\\x{10000}-\\x{10ffff}])', '\\1￾'))) < 260,
    JSONExtract(e."doc", 'text', 'registry.data.strings', 'Array(String)')
  )
  AND arrayExists(
    v6 -> match(
      v6,
      '^(?:"?[A-Za-z]:\\\\[Uu][Ss\\x{17f}][Ee][Rr][Ss\\x{17f}]\\\\[^\\\\]+\\\\[Aa][Pp][Pp][Dd][Aa][Tt][Aa]\\\\(?s:.)*\\.(?:[Ee][Xx][Ee]|[Jj][Ss\\x{17f}]|[Vv][Bb][Ss\\x{17f}]|[Pp][Ss\\x{17f}]1)(?s:.)*)$'
    ),
    JSONExtract(e."doc", 'text', 'registry.data.strings', 'Array(String)')
  )
  AND NOT arrayExists(
    v8 -> lower(v8) LIKE 'c:\\\\users\\\\public\\\\vendor\\\\%',
    JSONExtract(e."doc", 'text', 'registry.data.strings', 'Array(String)')
  )
SETTINGS optimize_or_like_chain = 0;
