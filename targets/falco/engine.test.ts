import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareVerdicts } from "../../src/driver/compare.ts";
import { lowerDocument } from "../../src/driver/compile.ts";
import { frontEnds } from "../../src/frontends/index.ts";
import type { Rule } from "../../src/ir/rule.ts";
import { bareQuery } from "../../src/rules/bare-query.ts";
import { ecsSchema } from "../../src/schema/ecs.ts";
import type { JsonObject } from "../../src/source/json.ts";
import type { Engine, Job } from "../../src/target/engine.ts";
import { defaultsOf } from "../../src/target/options.ts";
import { installed } from "./engine/sysdig.ts";
import { libsinspAdapter } from "./engine.ts";
import { falco } from "./target.ts";

const exec = { "event.category": "process", "event.type": ["start"], "event.action": "exec", "host.os.type": "linux" };
const file = (action: string, type: string) => ({
  "event.category": "file",
  "event.type": [type],
  "event.action": action,
  "host.os.type": "linux",
});
const network = (action: string) => ({
  "event.category": "network",
  "event.type": ["start"],
  "event.action": action,
  "host.os.type": "linux",
});
const container = "3ad7b26ded6d8e7b23da7d48fe889434573036c27ae5a74837233de441c3601e";

const processEvents: readonly JsonObject[] = [
  {
    ...exec,
    "process.executable": "/usr/bin/apt",
    "process.name": "apt",
    "process.args": ["apt", "install", "-y", "curl"],
    "container.id": container,
  },
  { ...exec, "process.executable": "/usr/bin/APT", "process.name": "APT", "process.args": ["APT", "Install", "Python3"] },
  {
    ...exec,
    "process.executable": "/bin/sh",
    "process.name": "sh",
    "process.args": ["sh", "-c", "apt install curl"],
    "process.interactive": true,
  },
  { ...exec, "process.executable": "/bin/x", "process.name": "x", "process.args": ["x", "", "install", ""] },
  { ...exec, "process.executable": "/bin/x", "process.name": "x", "process.args": ["", "y"] },
  { ...exec, "process.executable": "/bin/x", "process.name": "x", "process.args": ["x"], "process.interactive": false },
  { ...exec, "process.executable": "/tmp/.Ä", "process.name": ".Ä", "process.args": ["Ä.txt", "ä.txt", "é", "😀"] },
  {
    ...exec,
    "process.executable": "/bin/t",
    "process.name": "t",
    "process.args": ["a\nb", "back\\", 'q"q', "it's", "a b", "*", "?", "[x]", "%s", "a\u0001b", "x=y", "(z)", "a,b"],
  },
  { ...exec, "process.executable": "/bin/systemd-timesyncd-long", "process.name": "systemd-timesyncd-long" },
  { ...exec },
  {
    "event.category": "process",
    "event.type": "start",
    "event.action": "fork",
    "host.os.type": "linux",
    "process.executable": "/bin/f",
    "process.name": "f",
    "process.args": ["apt", "install"],
  },
  {
    "event.category": "process",
    "event.type": "end",
    "event.action": "end",
    "host.os.type": "linux",
    "process.executable": "/bin/apt",
    "process.name": "apt",
    "process.exit_code": 3,
    "process.args": ["apt", "install"],
  },
  {
    ...exec,
    "process.command_line": "bash -c id",
    "process.working_directory": "/root",
    "process.args_count": 3,
    "user.id": "0",
    "process.pid": 77,
  },
  {
    ...exec,
    "process.command_line": "bash",
    "process.working_directory": "/",
    "process.args_count": 1,
    "user.id": "1000",
    "process.pid": 78,
  },
  {
    ...exec,
    "process.command_line": "bash  -x",
    "process.working_directory": "/tmp/a b",
    "process.args_count": 3,
    "user.id": "4294967294",
    "process.pid": 79,
  },
  {
    ...exec,
    "process.parent.executable": "/usr/bin/bash",
    "process.parent.name": "bash",
    "process.parent.command_line": "bash -c x y",
    "process.parent.pid": 500,
  },
  {
    ...exec,
    "process.parent.executable": "/usr/bin/sshd",
    "process.parent.name": "sshd",
    "process.parent.command_line": "sshd:",
    "process.parent.pid": 501,
  },
  {
    ...exec,
    "process.parent.args": ["bash", "-c", "curl x"],
    "process.env_vars": ["LD_PRELOAD=/tmp/x.so", "EMPTY="],
    "process.thread.capabilities.effective": ["CAP_SYS_ADMIN", "CAP_CHOWN"],
  },
  {
    ...exec,
    "process.parent.args": ["bash", "x"],
    "process.env_vars": ["OTHER=a LD_PRELOAD=z"],
    "process.thread.capabilities.effective": "CAP_CHOWN",
  },
];

const fileEvents: readonly JsonObject[] = [
  { ...file("creation", "creation"), "file.path": "/etc/cron.d/job.sh", "file.name": "job.sh", "file.extension": "sh" },
  { ...file("creation", "creation"), "file.path": "/etc/.sh", "file.name": ".sh" },
  { ...file("creation", "creation"), "file.path": "/tmp/a.b.SH", "file.name": "a.b.SH", "file.extension": "SH" },
  {
    ...file("rename", "change"),
    "file.path": "/etc/passwd",
    "file.name": "passwd",
    "file.Ext.original.path": "/tmp/new.pw",
    "file.Ext.original.name": "new.pw",
    "file.Ext.original.extension": "pw",
  },
  { ...file("deletion", "deletion"), "file.path": "/var/log/wtmp", "file.name": "wtmp" },
  { ...file("creation", "creation"), "file.path": "/tmp/a-b.sh", "file.name": "a-b.sh", "file.extension": "sh" },
];

const networkEvents: readonly JsonObject[] = [
  {
    ...network("connection_attempted"),
    "destination.ip": "10.1.2.3",
    "destination.port": 443,
    "source.ip": "10.0.0.1",
    "source.port": 40000,
  },
  {
    ...network("connection_attempted"),
    "destination.ip": "93.184.216.34",
    "destination.port": 4444,
    "source.ip": "10.0.0.1",
    "source.port": 1,
  },
  { ...network("connection_attempted"), "destination.ip": "2001:db8::1", "destination.port": 65535, "source.ip": "::1", "source.port": 2 },
  { ...network("connection_accepted"), "destination.ip": "10.1.2.3", "destination.port": 22, "source.ip": "203.0.113.7", "source.port": 3 },
  {
    ...network("connection_attempted"),
    "destination.ip": "::ffff:8.8.8.8",
    "destination.port": 53,
    "source.ip": "10.0.0.1",
    "source.port": 5,
  },
];

const queries: readonly (readonly [string, readonly JsonObject[]])[] = [
  ...[
    'process where process.name == "apt"',
    'process where process.name : "apt"',
    'process where process.name : "A*T"',
    'process where process.name in~ ("APT", "SH")',
    'process where process.name like ".?"',
    'process where process.name like "?*"',
    'process where process.name like "*"',
    "process where process.name == null",
    'process where process.executable != null and not process.name == "apt"',
    'process where process.executable like "/usr/*/apt"',
    'process where process.executable regex "/(usr/)?bin/[a-z]+"',
    'process where process.name regex~ "[A-Z]pt|SH"',
    'process where process.name == "systemd-timesyncd-long"',
    'process where process.args == "install"',
    'process where not process.args == "install"',
    'process where process.args : "install"',
    'process where process.args like ("python*", "curl")',
    'process where process.args like~ ("python*", "CURL")',
    'process where process.args == ""',
    "process where process.args == null",
    'process where process.args like "*"',
    'process where process.args like "?"',
    'process where process.args like "??"',
    'process where process.args like "?.txt"',
    'process where process.args : "?.TXT"',
    'process where process.args like "a?b"',
    'process where process.args like "a*b"',
    'process where process.args == "back\\\\"',
    'process where process.args like "*\\\\"',
    'process where process.args == "q\\"q" and process.args == "it\'s"',
    'process where process.args in ("%s", "(z)") and process.args == "a,b" and process.args == "x=y"',
    'process where process.args == "a\\nb"',
    'process where process.args == "[x]" or process.args like "[x*"',
    'process where process.args == "a\\u{01}b"',
    'process where process.args like "a\\u{01}*" and process.args like "*?"',
    'process where process.args regex "[^x]+"',
    'process where process.args regex "a.b"',
    'process where process.args regex~ "É|ä.*"',
    'process where process.args regex "~(install)"',
    'process where not process.args regex "~(install)"',
    'process where startsWith(process.args, "inst") or endsWith(process.args, "rl")',
    'process where stringContains(process.args, "nst")',
    'process where startsWith~(process.args, "INST")',
    "process where length(process.args) >= 7",
    "process where length(process.args) == 0",
    "process where length(process.args) > 100",
    "process where process.interactive == true",
    "process where process.interactive != true",
    "process where process.interactive == false",
    'process where container.id like "*"',
    'process where container.id like "?*"',
    "process where container.id == null",
    `process where container.id == "${container}"`,
    'process where startsWith(container.id, "3ad7")',
    'process where event.action == "fork" and process.args == "install"',
    'process where event.type == "start" and process.args == "install"',
    'process where event.type != "start" and process.args == "install"',
    "process where process.exit_code == 3",
    "process where process.exit_code > 2 and process.exit_code <= 3",
    "process where process.exit_code != 3",
    "process where process.exit_code == -1",
    'process where process.command_line == "bash -c id"',
    'process where process.command_line == "bash"',
    'process where process.command_line like "bash*"',
    'process where process.command_line like "*x"',
    'process where process.command_line : "BASH -C*"',
    'process where process.command_line like "*  *"',
    'process where process.command_line regex "bash( -c id)?"',
    "process where process.command_line == null",
    "process where process.command_line != null",
    'process where process.working_directory == "/root"',
    'process where process.working_directory == "/"',
    'process where process.working_directory like "/*"',
    'process where process.working_directory like "/?*"',
    'process where process.working_directory like "/tmp/*"',
    'process where process.working_directory : "/TMP/A B"',
    'process where process.working_directory regex "/(root)?"',
    'process where process.working_directory like "*"',
    "process where process.args_count >= 2",
    "process where process.args_count == 1",
    "process where process.args_count < 2.5",
    "process where process.args_count > 0",
    "process where process.args_count in (1, 2)",
    'process where user.id == "0"',
    'process where user.id != "0"',
    'process where user.id in ("0", "1000", "01", "x")',
    "process where user.id != null",
    "process where process.pid == 77",
    "process where process.pid > 77 and process.pid < 99999999999999999999",
    'process where process.parent.name == "bash"',
    'process where not process.parent.name == "bash"',
    "process where process.parent.name == null",
    'process where process.parent.executable : "/USR/bin/*"',
    'process where not process.parent.executable regex "/usr/bin/bash"',
    "process where process.parent.pid == 500",
    "process where process.parent.pid != 500",
    'process where process.parent.command_line == "bash -c x y"',
    'process where process.parent.command_line like "bash*y"',
    'process where process.parent.command_line like "*-c x*"',
    'process where process.parent.command_line like "bash?-c*"',
    'process where process.parent.command_line : "SSHD:"',
    'process where process.parent.command_line like "*"',
    "process where process.parent.command_line == null",
    'process where process.parent.args == "-c"',
    'process where process.parent.args == "x"',
    'process where not process.parent.args == "x"',
    'process where process.parent.args like "curl*"',
    'process where process.parent.args : "*URL*"',
    'process where process.env_vars == "LD_PRELOAD=/tmp/x.so"',
    'process where process.env_vars like "LD_PRELOAD=?*"',
    'process where process.env_vars like "LD_PRELOAD=*"',
    'process where process.env_vars like "EMPTY=*"',
    'process where process.env_vars like "*PRELOAD*"',
    'process where process.thread.capabilities.effective == "CAP_CHOWN"',
    'process where process.thread.capabilities.effective == "CAP_SYS_ADMIN"',
    'process where process.thread.capabilities.effective like "CAP_SYS_*"',
    'process where process.thread.capabilities.effective : "cap_chown"',
    "process where process.thread.capabilities.effective == null",
  ].map((q) => [q, processEvents] as const),
  ...[
    'file where file.path == "/etc/passwd"',
    'file where file.path like "/etc/*"',
    'file where file.path : "/ETC/*"',
    'file where file.name : "*.sh"',
    'file where file.name like "???.sh"',
    'file where not file.name == "wtmp"',
    'file where file.extension == "sh"',
    'file where file.extension : "sh"',
    "file where file.extension != null",
    "file where file.extension == null",
    'file where file.extension like "s*"',
    'file where not file.extension in ("sh", "pw")',
    'file where file.Ext.original.path like "/tmp/*"',
    'file where file.Ext.original.name == "new.pw"',
    'file where file.Ext.original.extension == "pw"',
    "file where file.Ext.original.extension == null",
    'file where event.action == "rename" and file.name == "passwd"',
    'file where event.type != "deletion" and file.path like "*"',
    'file where event.action in ("creation", "deletion")',
    'any where event.category == "file" and file.path : "/var/*"',
  ].map((q) => [q, fileEvents] as const),
  ...[
    'network where destination.ip == "10.1.2.3"',
    'network where destination.ip != "10.1.2.3"',
    'network where destination.ip == "2001:db8:0::1"',
    'network where destination.ip in ("10.1.2.3", "8.8.8.8")',
    'network where cidrMatch(destination.ip, "10.0.0.0/8", "2001:db8::/32")',
    'network where not cidrMatch(destination.ip, "10.0.0.0/8")',
    'network where cidrMatch(destination.ip, "0.0.0.0/0")',
    'network where cidrMatch(destination.ip, "::/0")',
    'network where cidrMatch(source.ip, "203.0.113.0/24", "::1/128")',
    "network where destination.port == 443",
    "network where destination.port > 443",
    "network where destination.port < 65536 and source.port != 1",
    'network where event.action == "connection_accepted" and destination.port == 22',
    'network where event.action == "connection_attempted"',
    "network where destination.ip != null",
  ].map((q) => [q, networkEvents] as const),
];

function ruleOf(query: string): Rule {
  const lowered = lowerDocument(bareQuery({ name: "<query>", text: query }, { language: "eql" }), {
    schema: ecsSchema(),
    frontEnds,
    window: null,
  });
  if (lowered.rule === null) throw new Error(`${query}: ${lowered.diagnostics.map((d) => d.message).join("; ")}`);
  return lowered.rule;
}

function jobOf(rule: Rule): Job {
  const emission = falco.emit(rule, { ...defaultsOf(falco.options), ...libsinspAdapter.options }, libsinspAdapter.version ?? "");
  if (!emission.ok) throw new Error(emission.refusals.map((r) => r.reason).join("; "));
  return { rule, emission };
}

describe.skipIf(installed() === null)("libsinsp (scripts/engine-falco.sh)", () => {
  let engine: Engine;
  beforeAll(async () => {
    const started = await libsinspAdapter.start();
    if (!started.ok) throw new Error(started.why);
    engine = started.engine;
  });
  afterAll(() => engine.close());

  it.each(queries)("%s", async (query, events) => {
    const job = jobOf(ruleOf(query));
    const [comparison] = await compareVerdicts(engine, [job], events);
    expect(comparison?.disagreements.map((d) => ({ event: events[d.event], oracle: d.oracle, engine: d.engine }))).toEqual([]);
    expect(comparison?.compared).toBeGreaterThan(1);
  });
});
