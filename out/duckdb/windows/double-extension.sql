-- Executable with a Document's Extension in Front
-- rule 65ca079b-8ac6-41e8-856f-1c94c0ec4fc8, version 1, severity medium, risk score 47
-- fidelity: exact
-- description: A program is written whose name shows a document's extension just before its real one.
-- ATT&CK: TA0005 Defense Evasion, T1036 Masquerading, T1036.007 Double File Extension
-- tags: OS: Windows, Domain: Endpoint, Tactic: Defense Evasion
-- author: Verdict
-- license: Apache-2.0
-- schedule: every 5m, events whose @timestamp (window_time) lies from now-6m to now
-- compiled by Verdict 0.1.0 for DuckDB, layout document, from source sha256 82869b651ae8240ceda8cd2192ab033fd135731ec855a3a645aef66674bffd8b
--
-- The query, in eql:
--   file where host.os.type == "windows" and event.type in ("creation", "change") and
--     endsWith~(file.name, ".exe") and
--     file.name regex~ """.+\.(pdf|docx?|xlsx?|txt|jpe?g|png)\.(exe|scr)""" and
--     indexOf(file.name, ".") != null and indexOf~(file.path, "\\DOWNLOADS\\") > 0 and
--     not stringContains~(file.path, "\\Vendor\\") and file.size < 52428800

CREATE OR REPLACE VIEW "verdict_65ca079b_8ac6_41e8_856f_1c94c0ec4fc8" AS
SELECT
  '65ca079b-8ac6-41e8-856f-1c94c0ec4fc8' AS rule_id,
  sha256(concat('65ca079b-8ac6-41e8-856f-1c94c0ec4fc8:', e."id")) AS alert_id,
  e."ts" AS event_time,
  e."ts" AS window_time,
  CAST([e."id"] AS VARCHAR[]) AS event_ids,
  CAST([] AS VARCHAR[]) AS event_keys
FROM "events" AS e
WHERE list_contains(json_extract_string(e."doc", '$.text."event.category"[*]'), 'file')
  AND list_contains(json_extract_string(e."doc", '$.text."host.os.type"[*]'), 'windows')
  AND list_has_any(json_extract_string(e."doc", '$.text."event.type"[*]'), ['creation', 'change'])
  AND len(
    list_filter(
      json_extract_string(e."doc", '$.text."file.name"[*]'),
      lambda v4: translate(v4, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') LIKE '%.exe'
    )
  ) > 0
  AND len(
    list_filter(
      json_extract_string(e."doc", '$.text."file.name"[*]'),
      lambda v5: regexp_full_match(
        v5,
        '(?s:.)+\.(?:[Pp][Dd][Ff]|[Dd][Oo][Cc][Xx]?|[Xx][Ll][Ss\x{17f}][Xx]?|[Tt][Xx][Tt]|[Jj][Pp][Ee]?[Gg]|[Pp][Nn][Gg])\.(?:[Ee][Xx][Ee]|[Ss\x{17f}][Cc][Rr])'
      )
    )
  ) > 0
  AND NOT (
    len(
      list_filter(
        json_extract_string(e."doc", '$.text."file.name"[*]'),
        lambda v7: nullif(strpos(regexp_replace(v7, '([\x{10000}-\x{10ffff}])', '\1￾', 'g'), '.'), 0) - 1 IS NULL
      )
    ) > 0
    OR NOT (len(json_extract_string(e."doc", '$.text."file.name"[*]')) > 0)
  )
  AND len(
    list_filter(
      json_extract_string(e."doc", '$.text."file.path"[*]'),
      lambda v8: nullif(
        strpos(
          regexp_replace(
            translate(replace(v8, 'İ', 'i̇'), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'),
            '([\x{10000}-\x{10ffff}])',
            '\1￾',
            'g'
          ),
          '\downloads\'
        ),
        0
      ) - 1 > 0
    )
  ) > 0
  AND NOT (
    len(
      list_filter(
        json_extract_string(e."doc", '$.text."file.path"[*]'),
        lambda v9: translate(v9, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') LIKE '%\vendor\%'
      )
    ) > 0
  )
  AND len(
    list_filter(
      CAST(json_extract_string(e."doc", '$.long."file.size"[*]') AS BIGINT[]),
      lambda v10: v10 < 52428800
    )
  ) > 0;
