/** The files of `verdict init`, by path. `ruleId` is a UUID, `date` as `2026/01/31`. */
export function starter(ruleId: string, date: string, version: string): ReadonlyMap<string, string> {
  return new Map([
    ["rules/shell_from_web_server.toml", rule(ruleId, date)],
    ["rules/shell_from_web_server.events.yaml", events],
    ["rules/verdict.json", settings],
    [".github/workflows/verdict.yml", workflow(version)],
  ]);
}

const rule = (ruleId: string, date: string): string => `[metadata]
creation_date = "${date}"
maturity = "development"
updated_date = "${date}"

[rule]
author = ["Me"]
description = """
A web server starts a shell: seldom wanted, and what a web shell does first.
"""
from = "now-6m"
index = ["logs-endpoint.events.process-*"]
interval = "5m"
language = "eql"
name = "Shell Started by a Web Server"
risk_score = 47
rule_id = "${ruleId}"
severity = "medium"
tags = ["OS: Linux", "Tactic: Persistence"]
type = "eql"
query = '''
process where host.os.type == "linux" and event.type == "start" and
  process.parent.name in ("nginx", "apache2", "httpd") and
  process.name : ("sh", "bash", "dash", "zsh") and
  not process.command_line : "*healthcheck*"
'''

[[rule.threat]]
framework = "MITRE ATT&CK"

[[rule.threat.technique]]
id = "T1505"
name = "Server Software Component"
reference = "https://attack.mitre.org/techniques/T1505/"

[[rule.threat.technique.subtechnique]]
id = "T1505.003"
name = "Web Shell"
reference = "https://attack.mitre.org/techniques/T1505/003/"

[rule.threat.tactic]
id = "TA0003"
name = "Persistence"
reference = "https://attack.mitre.org/tactics/TA0003/"
`;

const events = `# Events for shell_from_web_server.toml and the verdict that each must get, on every engine: verdict test rules
cases:
  - name: nginx starts a shell
    verdict: match
    why: every condition holds
    event:
      event.category: [process]
      event.type: [start]
      host.os.type: linux
      process.name: sh
      process.parent.name: nginx
      process.command_line: sh -c id
  - name: letter case of the shell
    verdict: match
    why: the operator ":" ignores letter case
    event:
      event.category: [process]
      event.type: [start]
      host.os.type: linux
      process.name: BASH
      process.parent.name: httpd
      process.command_line: BASH -i
  - name: no command line
    verdict: match
    why: a negation holds where the field is missing
    event:
      event.category: [process]
      event.type: [start]
      host.os.type: linux
      process.name: sh
      process.parent.name: apache2
  - name: letter case of the server
    verdict: no-match
    why: the operator "in" minds letter case
    event:
      event.category: [process]
      event.type: [start]
      host.os.type: linux
      process.name: sh
      process.parent.name: NGINX
  - name: the health check
    verdict: no-match
    why: the exception
    event:
      event.category: [process]
      event.type: [start]
      host.os.type: linux
      process.name: sh
      process.parent.name: nginx
      process.command_line: sh /usr/local/bin/healthcheck.sh
`;

const settings = `{
  "targets": {
    "elasticsearch": {},
    "sql": {},
    "js": {}
  }
}
`;

const workflow = (version: string): string => `name: rules
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  verdict:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - name: The rules are sound
        run: npx --yes verdict-rules@${version} check rules --format github
      - name: What they compile to is committed, with the fidelity that rules/verdict.json accepts
        run: npx --yes verdict-rules@${version} compile rules --out out --check --format github
      - name: Their events get the verdicts that they should
        run: npx --yes verdict-rules@${version} test rules --format github
`;
