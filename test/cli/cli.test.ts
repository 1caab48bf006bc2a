import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCli, type Cli, folderOf, ruleToml } from "./run-cli.ts";

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.close());

const simple = ruleToml('process where process.name == "cmd.exe"');
const broken = ruleToml("process where process.name == and true", 9);

describe("usage", () => {
  it.each<[string, readonly string[], number, RegExp]>([
    ["no command", [], 3, /Usage: verdict/],
    ["an unknown command", ["compil"], 3, /unknown command/],
    ["an unknown option", ["compile", "--nope"], 3, /unknown option/],
    ["an unknown format", ["check", "rules", "--format", "xml"], 3, /Allowed choices are text, json, sarif, github, junit/],
    ["no rules", ["compile"], 3, /no rules: name files, folders or globs, or give --query/],
    ["paths and a query", ["check", "rules", "--query", "any where true"], 3, /exclude each other/],
    ["two outputs", ["compile", "rules", "--out", "x", "--stdout"], 3, /--stdout and --out exclude each other/],
    ["an unknown target", ["compile", "--query", "any where true", "--target", "sqllite"], 3, /similar name exists: `sqlite`/],
    ["an unknown direction", ["compile", "--query", "any where true", "--allow", "more"], 3, /over, under, incomparable/],
    ["an unknown language", ["check", "--query", "any where true", "--language", "eqll"], 2, /no front end for language `eqll`/],
    ["an unknown engine", ["test", "rules", "--engine", "oracel"], 3, /unknown engine `oracel`/],
    ["no events", ["match", "rules"], 3, /required option '-e, --events <file>' not specified/],
    [
      "an events file that is not there",
      ["match", "--query", "any where true", "--events", "nope.ndjson"],
      3,
      /cannot read events from `nope.ndjson`/,
    ],
    ["rules and events from standard input", ["match", "-", "--events", "-"], 3, /cannot come from standard input together/],
    ["a path that is not there", ["check", "nope.toml"], 3, /\[cli\/no-such-file\]: no file or folder `nope.toml`/],
    ["a glob without a match", ["check", "nope/*.toml"], 3, /no file matches/],
    ["an unknown code", ["explain-code", "cli/bad-evnt"], 3, /similar name exists: `cli\/bad-event`/],
  ])("%s", async (_, args, code, stderr) => {
    const ran = await cli.run(args);
    expect(ran.stderr).toMatch(stderr);
    expect([ran.code, ran.stdout]).toEqual([code, ""]);
  });

  it.each<[string, readonly string[], RegExp]>([
    ["help", ["--help"], /Usage: verdict .*compile.*match.*check.*test.*explain.*explain-code.*init/s],
    ["help of a command", ["compile", "--help"], /--target.*--out.*--stdout.*--allow.*--emit.*--validate.*--check/s],
    ["the version", ["--version"], /^\d+\.\d+\.\d+\n$/],
    ["all codes", ["explain-code"], /^cli\/bad-event {2}/m],
    ["one code", ["explain-code", "cli/bad-event"], /^cli\/bad-event: .*\n\n.*NDJSON/],
    ["targets", ["targets"], /^capability +elasticsearch/],
    ["one target", ["targets", "sqlite"], /^sqlite: SQLite.*layout=document/s],
  ])("%s goes to stdout", async (_, args, stdout) => {
    const ran = await cli.run(args);
    expect(ran.stdout).toMatch(stdout);
    expect([ran.code, ran.stderr]).toEqual([0, ""]);
  });
});

describe("input", () => {
  it.each<[string, Readonly<Record<string, string | Uint8Array>>, number, RegExp]>([
    ["a binary file", { "a.toml": Uint8Array.from([0, 1, 2, 0xff, 0xfe, 0x80]) }, 2, /\[cli\/not-text\]: not UTF-8 text: byte 3 is 0xff/],
    ["an empty file", { "a.toml": "" }, 2, /^error\[rules\//m],
    ["an empty folder", {}, 3, /\[cli\/no-rules\]/],
    ["a folder without rules", { "a.md": "x" }, 3, /\[cli\/no-rules\]/],
    ["truncated TOML", { "a.toml": simple.slice(0, 300) }, 2, /^error\[/m],
    ["truncated JSON", { "a.json": '{"name": "x", "query": ' }, 2, /^error\[/m],
    ["100,000 brackets", { "a.toml": ruleToml(`any where ${"(".repeat(100_000)}`) }, 2, /^error\[eql\//m],
    ["100,000 nots", { "a.toml": ruleToml(`any where ${"not ".repeat(100_000)}true`) }, 2, /^error\[eql\//m],
    ["100,000 brackets of JSON", { "a.json": "[".repeat(100_000) }, 2, /^error\[/m],
    ["100,000 brackets of TOML", { "a.toml": `a = ${"[".repeat(100_000)}` }, 2, /^error\[/m],
    ["no rule at all", { "a.json": '{"some": "settings"}' }, 2, /^error\[/m],
  ])("%s is a located error", async (_, files, code, stderr) => {
    const folder = folderOf(files);
    const ran = await cli.run(["compile", folder, "--out", join(folder, "out")]);
    expect(ran.stderr).toMatch(stderr);
    expect(ran.stderr).not.toMatch(/bug|RangeError|node:internal/i);
    expect(ran.code).toBe(code);
    expect(readdirSync(folder)).not.toContain("out");
  });

  it("shows where a query is wrong", async () => {
    const folder = folderOf({ "a.toml": broken });
    const ran = await cli.run(["check", "a.toml"], { cwd: folder });
    expect(ran.stderr).toMatch(
      /^error\[eql\/[a-z-]+\]: .*\n {2}--> a\.toml:19:\d+\n {3}\|\n19 \| process where process.name == and true\n {3}\| +\^/m,
    );
    expect([ran.code, ran.stdout]).toEqual([2, ""]);
  });

  it("reads a rule, or with --language a query, from standard input", async () => {
    const rule = await cli.run(
      ["match", "-", "--events", folderOf({ e: '{"event":{"category":"process"},"process.name":"cmd.exe"}' }).concat("/e")],
      { input: simple },
    );
    expect(rule).toMatchObject({ code: 0, stdout: '{"rule":"00000000-0000-4000-8000-000000000001","name":"Rule 1","lines":[1]}\n' });
    const query = await cli.run(["check", "-", "--language", "eql"], { input: "any where process.name : 5" });
    expect(query.stderr).toMatch(/--> <stdin>:1:\d+/);
    expect(query.code).toBe(2);
  });

  it("reads rules from files, folders and globs, in order of path", async () => {
    const folder = folderOf({
      "r/b/2.toml": ruleToml("any where true", 2),
      "r/1.toml": ruleToml("any where true", 1),
      "r/c.json": "",
      "e.ndjson": "{}\n",
    });
    const rules = async (...paths: readonly string[]): Promise<readonly string[]> => {
      const ran = await cli.run(["match", ...paths, "--events", "e.ndjson"], { cwd: folder });
      return ran.stdout.split("\n").flatMap((l) => /Rule \d/.exec(l) ?? []);
    };
    expect(await rules("r/**/*.toml")).toEqual(["Rule 1", "Rule 2"]);
    expect(await rules("r/b")).toEqual(["Rule 2"]);
    expect(await rules("r/b/2.toml", "r/1.toml")).toEqual(["Rule 1", "Rule 2"]);
  });
});

describe("formats", () => {
  const folder = folderOf({ "a.toml": broken, "b.toml": simple });
  const check = async (format: string): Promise<{ readonly stdout: string; readonly stderr: string; readonly code: number | null }> =>
    cli.run(["check", "a.toml", "b.toml", "--format", format], { cwd: folder });

  it("text goes to stderr, colours only when asked for", async () => {
    const text = await check("text");
    expect(text.stdout).toBe("");
    expect(text.stderr).not.toContain("\u001b");
    const coloured = await cli.run(["check", "a.toml"], { cwd: folder, env: { FORCE_COLOR: "1" } });
    expect(coloured.stderr).toContain("\u001b[31m");
    const refused = await cli.run(["check", "a.toml"], { cwd: folder, env: { FORCE_COLOR: "1", NO_COLOR: "1" } });
    expect(refused.stderr).not.toContain("\u001b");
  });

  it("json, sarif, github and junit are documents on stdout", async () => {
    const json = await check("json");
    expect(JSON.parse(json.stdout)).toMatchObject([{ severity: "error", file: "a.toml", primary: { line: 19 } }]);
    const sarif = await check("sarif");
    expect(JSON.parse(sarif.stdout)).toMatchObject({ version: "2.1.0", runs: [{ results: [{ level: "error" }] }] });
    const github = await check("github");
    expect(github.stdout).toMatch(/^::error file=a\.toml,line=19,endLine=19,col=\d+,endColumn=\d+,title=eql\/[a-z-]+::[^\n]+\n$/);
    const junit = await check("junit");
    expect(junit.stdout).toMatch(/<testsuites name="verdict" tests="2" failures="1"/);
    for (const ran of [json, sarif, github, junit]) expect(ran.code).toBe(2);
  });

  it("--quiet leaves errors alone and nothing else", async () => {
    const ran = await cli.run(["check", "a.toml", "b.toml", "--quiet"], { cwd: folder });
    expect(ran.stderr).toMatch(/^error\[/);
    expect(ran.stderr).not.toMatch(/rules? checked/);
    const fine = await cli.run(["compile", "b.toml", "--target", "js", "--quiet"], { cwd: folder });
    expect(fine).toEqual({ code: 0, stdout: "", stderr: "" });
  });
});

describe("match", () => {
  const rules = folderOf({
    "1.toml": ruleToml('process where process.name == "cmd.exe"', 1),
    "2.toml": ruleToml('any where process.name : "CMD*"', 2),
  });
  const lines = [
    '{"event.category":"process","process":{"name":"cmd.exe"}}',
    "",
    "{not json",
    '{"process.name":["x","cmd.com"]}',
    "[1]",
    '"text"',
    `{"a":${"[".repeat(5000)}1${"]".repeat(5000)}}`,
    '{"event":{"category":["process"]},"process.name":"cmd.exe"}\r',
  ];
  const found = (rule: number, line: number): string =>
    `{"rule":"00000000-0000-4000-8000-00000000000${rule}","name":"Rule ${rule}","lines":[${line}]}\n`;
  const expected = [found(1, 1), found(2, 1), found(2, 4), found(1, 8), found(2, 8)].join("");

  it("says one line a match, in the order of events, then of rules, and warns of bad lines", async () => {
    const ran = await cli.run(["match", rules, "--events", "-"], { input: lines.join("\n") });
    expect(ran.stdout).toBe(expected);
    expect(ran.stderr).toMatch(/^warning\[cli\/bad-event\]: no JSON.*\n {2}--> <stdin>:3:1\n {3}\|\n 3 \| \{not json\n/m);
    expect(ran.stderr).toMatch(/an array, not a JSON object\n {2}--> <stdin>:5:1/);
    expect(ran.stderr).toMatch(/a string, not a JSON object\n {2}--> <stdin>:6:1/);
    expect(ran.stderr).toMatch(/nested deeper than 200 levels\n {2}--> <stdin>:7:1/);
    expect(ran.stderr).toMatch(/3 events, 2 rules: 5 matches, 4 lines skipped\n$/);
    expect(ran.code).toBe(0);
  });

  it("says the same with the emitted JavaScript", async () => {
    const ran = await cli.run(["match", rules, "--events", "-", "--engine", "js"], { input: lines.join("\n") });
    expect([ran.code, ran.stdout]).toEqual([0, expected]);
  });

  it("keeps to head and tail, in order of time", async () => {
    const limited = folderOf({
      "1.toml": ruleToml("any where true | tail 2", 1),
      "2.toml": ruleToml("any where true", 2),
      "3.toml": ruleToml('any where process.name == "a" | head 1', 3),
    });
    const events = [5, 3, 4].map((s) => JSON.stringify({ "@timestamp": `2026-01-15T00:00:0${s}Z`, "process.name": "a" })).join("\n");
    for (const engine of ["oracle", "js"]) {
      const ran = await cli.run(["match", limited, "--events", "-", "--engine", engine], { input: events });
      expect(ran.stdout).toBe([found(1, 1), found(2, 1), found(2, 2), found(3, 2), found(1, 3), found(2, 3)].join(""));
    }
  });

  it.each(["oracle", "js"])("finds sequences with %s, and keeps what `head` keeps", async (engine) => {
    const query = "sequence by user.name [process where true] [file where true] | head 2";
    const rule = folderOf({ "a.toml": ruleToml(query) });
    const at = (category: string, user: string): string => JSON.stringify({ "event.category": category, "user.name": user });
    const input = [
      at("process", "a"),
      at("file", "b"),
      at("process", "b"),
      at("file", "a"),
      "x",
      at("file", "b"),
      at("process", "a"),
      at("file", "a"),
    ].join("\n");
    const ran = await cli.run(["match", rule, "--events", "-", "--engine", engine], { input });
    const found = ran.stdout.trim().split("\n");
    expect(found.map((line): unknown => JSON.parse(line).lines)).toEqual([
      [1, 4],
      [3, 6],
    ]);
    expect(ran.code).toBe(0);
  });

  it("takes no bytes for text that are not", async () => {
    const bytes = Buffer.concat([Buffer.from('{"process.name":"'), Buffer.from([0xff]), Buffer.from('"}\n{"process.name":"cmd"}')]);
    const ran = await cli.run(["match", rules, "--events", "-"], { input: bytes });
    expect(ran.stdout).toBe(found(2, 2));
    expect(ran.stderr).toMatch(/warning\[cli\/bad-event\]: no UTF-8 text\n {2}--> <stdin>:1:1/);
  });

  it("says that it cannot write", async () => {
    const { spawnSync } = await import("node:child_process");
    const ran = spawnSync("bash", ["-c", `"${process.execPath}" "${cli.program}" explain-code > /dev/full`], { encoding: "utf8" });
    expect([ran.status, ran.stderr]).toEqual([3, expect.stringMatching(/^verdict: cannot write to standard output: .*\n$/)]);
  });

  it("tells of events on which a rule fails", async () => {
    const ran = await cli.run(["match", "--query", "any where 1 / process.pid == 1", "--events", "-"], {
      input: '{"process.pid":0}\n{"process.pid":1}\n',
    });
    expect(ran.stdout).toMatch(/"lines":\[2\]\}\n$/);
    expect(ran.stderr).toMatch(/warning\[cli\/event-error\]: .* fails at run time on 1 event, first on line 1/);
  });

  it("takes a reader that leaves", async () => {
    const events = join(folderOf({ e: '{"event.category":"process","process.name":"cmd.exe"}\n'.repeat(50_000) }), "e");
    const script = `"${process.execPath}" "${cli.program}" match "${rules}" --events "${events}" | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { spawnSync } = await import("node:child_process");
    const ran = spawnSync("bash", ["-c", script], { encoding: "utf8" });
    expect(ran.stdout).toBe(`${found(1, 1)}0\n`);
    expect(ran.stderr).toBe("");
  });
});

describe("test", () => {
  const events = (...cases: readonly (readonly [string, string, object])[]): string =>
    `cases:\n${cases.map(([name, verdict, event]) => `  - name: ${name}\n    verdict: ${verdict}\n    why: because ${name}\n    event: ${JSON.stringify(event)}\n`).join("")}`;
  const files = {
    "a.toml": simple,
    "a.events.yaml": events(
      ["hit", "match", { "event.category": "process", "process.name": "cmd.exe" }],
      ["miss", "no-match", { "process.name": "cmd.exe" }],
    ),
  };

  it("runs the events beside rules on the engines asked for", async () => {
    const ran = await cli.run(["test", "a.toml", "--engine", "oracle,js"], { cwd: folderOf(files) });
    expect(ran.stdout).toMatch(
      /^rule +events +oracle +js\na +2 +2 +2\n\n1 rule, 2 events, 2 engines \(oracle, node .*\)\n4 verdicts as expected, 0 not/,
    );
    expect([ran.code, ran.stderr]).toEqual([0, ""]);
  });

  it("says which case fails, on which engine", async () => {
    const wrong = events(["hit", "no-match", { "event.category": "process", "process.name": "cmd.exe" }]);
    const folder = folderOf({ ...files, "a.events.yaml": wrong });
    const ran = await cli.run(["test", "a.toml", "--engine", "js"], { cwd: folder });
    expect(ran.stderr).toMatch(/^error\[cli\/wrong-verdict\]: `js` says match, not no-match: hit\n {2}--> a\.events\.yaml:2:\d+\n/m);
    expect(ran.stderr).toMatch(/because hit/);
    expect(ran.code).toBe(1);
    const junit = await cli.run(["test", "a.toml", "--engine", "oracle,js", "--format", "junit"], { cwd: folder });
    expect(junit.stdout).toMatch(/<testsuites name="verdict test" tests="2" failures="2"/);
  });

  it("runs streams of rules that join events", async () => {
    const rule = ruleToml("sequence by user.name [process where true] [file where true]");
    const at = (category: string, user: string): string => JSON.stringify({ "event.category": category, "user.name": user });
    const stream = (name: string, alerts: string): string =>
      `streams:\n  - name: ${name}\n    why: because ${name}\n    events: [${at("process", "a")}, ${at("file", "b")}, ${at("file", "a")}]\n    alerts: ${alerts}\n`;
    const ran = await cli.run(["test", "a.toml", "--engine", "oracle"], {
      cwd: folderOf({ "a.toml": rule, "a.events.yaml": stream("right", "[[1, 3]]") }),
    });
    expect(ran.stdout).toMatch(/1 verdicts as expected, 0 not/);
    expect([ran.code, ran.stderr]).toEqual([0, ""]);
    const wrong = await cli.run(["test", "a.toml", "--engine", "oracle"], {
      cwd: folderOf({ "a.toml": rule, "a.events.yaml": stream("wrong", "[[1, 2]]") }),
    });
    expect(wrong.stderr).toMatch(/^error\[cli\/wrong-verdict\]: `oracle` says \[\[1,3\]\], not \[\[1,2\]\]: wrong\n/);
    expect(wrong.code).toBe(1);
    const alone = await cli.run(["test", "a.toml", "--engine", "oracle"], { cwd: folderOf({ ...files, "a.toml": rule }) });
    expect(alone.stderr).toMatch(/error\[events\/bad-case\]: the rule joins events: none is judged by itself/);
    expect(alone.code).toBe(2);
  });

  it("names rules without events and engines that are not there", async () => {
    const ran = await cli.run(["test", "b.toml"], { cwd: folderOf({ "b.toml": simple }) });
    expect(ran.stderr).toMatch(/warning\[cli\/no-events\]/);
    expect(ran.code).toBe(0);
  });
});

describe("explain", () => {
  it("shows the truth of each part and the value that decided", async () => {
    const folder = folderOf({ "e.json": '{\n  "process": {"name": "cmd.exe", "args": ["a", "b"]}\n}' });
    const query = 'any where process.name == "cmd.exe" and (process.args == "b" or not user.name : "x*")';
    const ran = await cli.run(["explain", "--query", query, "--event", "e.json"], { cwd: folder });
    expect(ran.stdout).toBe(
      [
        "query",
        "e.json: match",
        "true   and",
        'true     process.name == "cmd.exe"  <- process.name is "cmd.exe"',
        "true     or",
        'true       process.args == "b"  <- process.args has "b" (one of 2)',
        "true       not",
        'false        user.name : "x*"  <- user.name is missing',
        "",
        "",
      ].join("\n"),
    );
    expect(ran.code).toBe(0);
  });

  it("refuses what is no event", async () => {
    const ran = await cli.run(["explain", "--query", "any where true", "--event", "-"], { input: "[]" });
    expect([ran.code, ran.stdout]).toEqual([3, ""]);
    expect(ran.stderr).toMatch(/no event in `<stdin>`: an array, not a JSON object/);
  });
});

describe("init", () => {
  it("writes a starter whose rule passes its events, and never overwrites", async () => {
    const folder = folderOf({});
    const made = await cli.run(["init", "."], { cwd: folder });
    expect([made.code, made.stdout.split("\n").length]).toEqual([0, 5]);
    const tested = await cli.run(["test", "rules", "--engine", "oracle,js"], { cwd: folder });
    expect([tested.code, tested.stderr]).toEqual([0, ""]);
    const compiled = await cli.run(["compile", "rules", "--out", "out"], { cwd: folder });
    expect([compiled.code, compiled.stderr]).toEqual([0, ""]);
    const again = await cli.run(["init"], { cwd: folder });
    expect([again.code, again.stdout]).toEqual([3, ""]);
    expect(again.stderr).toMatch(/not overwriting/);
  });
});
