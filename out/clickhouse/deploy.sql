-- The table of alerts, and what fills it: run this file as often as the rules' shortest interval. An alert that is there already is not inserted again, so
-- windows may overlap. Compiled by Verdict 0.1.0 for ClickHouse.
--
-- First ClickHouse needs schema.sql, and then the file of each rule.

CREATE TABLE IF NOT EXISTS verdict_alerts (
  rule_id Nullable(String),
  alert_id String,
  rule_name Nullable(String),
  severity Nullable(String),
  risk_score Nullable(Float64),
  event_time DateTime64(3, 'UTC'),
  window_time DateTime64(3, 'UTC'),
  event_ids Array(String),
  event_keys Array(String)
)
ENGINE = MergeTree
ORDER BY alert_id;

-- Credentials Made for Another User (7be2b7a5-8f5f-4a0c-9a6e-8a7f5d3b0f6d): every 5m
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Credentials Made for Another User', 'high', 73, event_time, window_time, event_ids, event_keys
FROM "verdict_7be2b7a5_8f5f_4a0c_9a6e_8a7f5d3b0f6d" AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(360000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);

-- Console Sign-In Without a Second Factor (305a67bc-ad8f-4a0c-960a-26fec49f21c9): every 5m
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Console Sign-In Without a Second Factor', 'high', 73, event_time, window_time, event_ids, event_keys
FROM "verdict_305a67bc_ad8f_4a0c_960a_26fec49f21c9" AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(360000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);

-- Sign-In Failures as Many Users from One Address (0f3f9a52-96a5-4d53-9c7a-4a0a6f0c7d38): every 15m
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Sign-In Failures as Many Users from One Address', 'high', 73, event_time, window_time, event_ids, event_keys
FROM "verdict_0f3f9a52_96a5_4d53_9c7a_4a0a6f0c7d38"(from_time = now64(3, 'UTC') - toIntervalMillisecond(1800000), to_time = now64(3, 'UTC')) AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(1800000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);

-- Administration Port Opened to the Internet (4c0f7d59-1b0e-4c4b-8a43-f3a4f6f2f7c1): every 5m
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Administration Port Opened to the Internet', 'high', 73, event_time, window_time, event_ids, event_keys
FROM "verdict_4c0f7d59_1b0e_4c4b_8a43_f3a4f6f2f7c1" AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(360000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);

-- Storage Bucket Policy Changed by a New Tool (5c8d0fae-17ec-4365-82af-ce68433f4410): every 5m
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Storage Bucket Policy Changed by a New Tool', 'medium', 47, event_time, window_time, event_ids, event_keys
FROM "verdict_5c8d0fae_17ec_4365_82af_ce68433f4410"(from_time = now64(3, 'UTC') - toIntervalMillisecond(360000), to_time = now64(3, 'UTC')) AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(360000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);

-- Cron File Created by an Unusual Process (70c9c427-f950-4d40-9b16-83ff41ae1d46): every 5m
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Cron File Created by an Unusual Process', 'medium', 47, event_time, window_time, event_ids, event_keys
FROM "verdict_70c9c427_f950_4d40_9b16_83ff41ae1d46" AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(360000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);

-- Dropped File Executed (6c7e1d0b-2f4a-4d0e-9d55-0f9c4c4a7b11): every 5m
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Dropped File Executed', 'medium', 47, event_time, window_time, event_ids, event_keys
FROM "verdict_6c7e1d0b_2f4a_4d0e_9d55_0f9c4c4a7b11"(from_time = now64(3, 'UTC') - toIntervalMillisecond(600000), to_time = now64(3, 'UTC')) AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(600000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);

-- Hidden Executable Started from a World-Writable Folder (bae543e1-5962-4c2b-b242-66a12054216b): every 5m
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Hidden Executable Started from a World-Writable Folder', 'medium', 47, event_time, window_time, event_ids, event_keys
FROM "verdict_bae543e1_5962_4c2b_b242_66a12054216b" AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(360000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);

-- Shell History or Log Destroyed (2c5e0c6d-3d9c-4f0e-9d0f-8c4a4f3c5b1e): every 5m
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Shell History or Log Destroyed', 'medium', 47, event_time, window_time, event_ids, event_keys
FROM "verdict_2c5e0c6d_3d9c_4f0e_9d0f_8c4a4f3c5b1e" AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(540000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);

-- Program Started with a Preloaded Library (e9dd0989-be0d-4ce7-b955-c482c3fc2e64): every 5m
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Program Started with a Preloaded Library', 'medium', 47, event_time, window_time, event_ids, event_keys
FROM "verdict_e9dd0989_be0d_4ce7_b955_c482c3fc2e64" AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(360000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);

-- Reverse Shell One-Liner (8f71c647-0003-48c1-bebc-a0bcbfc8a5df): every 5m
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Reverse Shell One-Liner', 'high', 73, event_time, window_time, event_ids, event_keys
FROM "verdict_8f71c647_0003_48c1_bebc_a0bcbfc8a5df" AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(360000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);

-- Web Server Connects to the Internet (7d9c6a06-fa3b-4605-a9c4-310714bcb9aa): every 5m
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Web Server Connects to the Internet', 'high', 73, event_time, window_time, event_ids, event_keys
FROM "verdict_7d9c6a06_fa3b_4605_a9c4_310714bcb9aa" AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(360000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);

-- Set User or Group Id on a File (6b9e4a51-0f0c-4f0a-9c53-1d8f6f1a7e04): every 5m
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Set User or Group Id on a File', 'medium', 47, event_time, window_time, event_ids, event_keys
FROM "verdict_6b9e4a51_0f0c_4f0a_9c53_1d8f6f1a7e04" AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(540000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);

-- Tool Installation Detected via Defend for Containers (c954cb1f-d19c-4fb0-88d9-21597a339c85): every 5m
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Tool Installation Detected via Defend for Containers', 'low', 21, event_time, window_time, event_ids, event_keys
FROM "verdict_c954cb1f_d19c_4fb0_88d9_21597a339c85" AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(360000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);

-- Small Regular Packets to a High Port (a4848a7e-5cc5-4c11-94a8-42a09140112f): every 5m
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Small Regular Packets to a High Port', 'low', 21, event_time, window_time, event_ids, event_keys
FROM "verdict_a4848a7e_5cc5_4c11_94a8_42a09140112f" AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(360000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);

-- Long Subdomain in a DNS Question (195c5074-465b-4812-8ab2-03d86053cbea): every 5m
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Long Subdomain in a DNS Question', 'medium', 47, event_time, window_time, event_ids, event_keys
FROM "verdict_195c5074_465b_4812_8ab2_03d86053cbea"(from_time = now64(3, 'UTC') - toIntervalMillisecond(360000), to_time = now64(3, 'UTC')) AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(360000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);

-- Remote Sign-In from a New Address (c4d6b8be-0a5b-4f0a-b6e1-7d1f8b5c2e90): every 5m
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Remote Sign-In from a New Address', 'medium', 47, event_time, window_time, event_ids, event_keys
FROM "verdict_c4d6b8be_0a5b_4f0a_b6e1_7d1f8b5c2e90"(from_time = now64(3, 'UTC') - toIntervalMillisecond(540000), to_time = now64(3, 'UTC'), history_time = now64(3, 'UTC') - toIntervalMillisecond(1209600000)) AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(540000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);

-- Remote Administration from Outside (0d0f3f0c-54a1-4a36-8b7c-8f5e0f6c6f5e): every 5m
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Remote Administration from Outside', 'medium', 47, event_time, window_time, event_ids, event_keys
FROM "verdict_0d0f3f0c_54a1_4a36_8b7c_8f5e0f6c6f5e" AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(540000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);

-- Web Parameter Out of Range Answered by the Server (368d6b0e-1bcf-4865-9115-bf291f81035c): every 5m
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Web Parameter Out of Range Answered by the Server', 'low', 21, event_time, window_time, event_ids, event_keys
FROM "verdict_368d6b0e_1bcf_4865_9115_bf291f81035c" AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(360000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);

-- Contact with Known Infrastructure of Attackers (2b7f3a6e-50d9-4f1f-8c1b-6d9e4a70c3f5): every 1h
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Contact with Known Infrastructure of Attackers', 'high', 73, event_time, window_time, event_ids, event_keys
FROM "verdict_2b7f3a6e_50d9_4f1f_8c1b_6d9e4a70c3f5"(from_time = now64(3, 'UTC') - toIntervalMillisecond(3900000), to_time = now64(3, 'UTC'), now_time = now64(3, 'UTC')) AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(3900000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);

-- Archive Written by a Script Host (b0d6c3c2-2a0e-4d0f-9e2b-77d1f5c4a9d3): every 5m
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Archive Written by a Script Host', 'low', 21, event_time, window_time, event_ids, event_keys
FROM "verdict_b0d6c3c2_2a0e_4d0f_9e2b_77d1f5c4a9d3" AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(540000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);

-- Certutil Downloads a File (0fcd2dd7-7efa-4e3b-9508-4455c8e8d4d8): every 5m
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Certutil Downloads a File', 'medium', 47, event_time, window_time, event_ids, event_keys
FROM "verdict_0fcd2dd7_7efa_4e3b_9508_4455c8e8d4d8" AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(360000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);

-- Discovery of User, Network and Groups (b0a3a7f2-5d2c-4c1e-8c39-3e5b2b6f0a72): every 10m
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Discovery of User, Network and Groups', 'low', 21, event_time, window_time, event_ids, event_keys
FROM "verdict_b0a3a7f2_5d2c_4c1e_8c39_3e5b2b6f0a72"(from_time = now64(3, 'UTC') - toIntervalMillisecond(900000), to_time = now64(3, 'UTC')) AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(900000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);

-- Executable with a Document's Extension in Front (65ca079b-8ac6-41e8-856f-1c94c0ec4fc8): every 5m
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Executable with a Document\'s Extension in Front', 'medium', 47, event_time, window_time, event_ids, event_keys
FROM "verdict_65ca079b_8ac6_41e8_856f_1c94c0ec4fc8" AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(360000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);

-- Long Encoded PowerShell Command (ed8e8da3-a52c-425e-91b3-909980c4b1da): every 5m
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Long Encoded PowerShell Command', 'high', 73, event_time, window_time, event_ids, event_keys
FROM "verdict_ed8e8da3_a52c_425e_91b3_909980c4b1da" AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(360000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);

-- Office Application Starts a Script Host (1d99d31b-921e-4052-9261-4d04c534711f): every 5m
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Office Application Starts a Script Host', 'high', 73, event_time, window_time, event_ids, event_keys
FROM "verdict_1d99d31b_921e_4052_9261_4d04c534711f" AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(360000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);

-- Run Key Points to a User-Writable Folder (e7db0141-a97d-4e5f-85a3-392699441301): every 5m
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Run Key Points to a User-Writable Folder', 'medium', 47, event_time, window_time, event_ids, event_keys
FROM "verdict_e7db0141_a97d_4e5f_85a3_392699441301" AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(360000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);

-- Interpreter in a Temporary Folder (d4f0a1c7-6b1c-4a0f-8f57-5c1a1f6a9b42): every 5m
INSERT INTO verdict_alerts
SELECT rule_id, alert_id, 'Interpreter in a Temporary Folder', 'medium', 47, event_time, window_time, event_ids, event_keys
FROM "verdict_d4f0a1c7_6b1c_4a0f_8f57_5c1a1f6a9b42" AS matches
WHERE window_time >= now64(3, 'UTC') - toIntervalMillisecond(540000) AND window_time <= now64(3, 'UTC')
  AND alert_id NOT IN (SELECT alert_id FROM verdict_alerts);
