import { describe, expect, it } from "vitest";
import { compileDocument } from "../../src/driver/compile.ts";
import { judge } from "../../src/driver/judge.ts";
import { readAllow, readPolicy } from "../../src/driver/policy.ts";
import { ask, emission, options, pretendTarget, refusal, tomlRule } from "./pretend.ts";

const targets = [pretendTarget("a"), pretendTarget("b", { family: "sql" }), pretendTarget("c", { family: "sql" })];
const read = (value: unknown) => {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const result = readPolicy({ name: "verdict.json", text }, targets);
  const said = result.diagnostics.map((d) => {
    expect(d.file).toBe("verdict.json");
    return `${d.code} ${d.message} | ${text.slice(d.primary?.span.start, d.primary?.span.end)}`;
  });
  return { policy: result.policy, said, helps: result.diagnostics.map((d) => d.help) };
};

describe("reading verdict.json", () => {
  it("gives targets with versions and options, families first", () => {
    const { policy, said } = read({
      $schema: "x",
      targets: { a: { version: "1" }, sql: { options: { layout: "columns", args: 2 } }, c: { options: { layout: "document" } } },
      schema: { strict: true, mappings: ["m.json"], columns: ["c.json"] },
      accept: [{ rule: "r", target: "a", code: "a/x", reason: "seen" }],
    });
    expect(said).toEqual([]);
    expect(policy?.requests.map((r) => [r.target.id, r.version, r.options])).toEqual([
      ["a", "1", { layout: "document" }],
      ["b", "2", { layout: "columns", args: 2 }],
      ["c", "2", { layout: "document" }],
    ]);
    expect(policy).toMatchObject({ strictSchema: true, mappings: ["m.json"], columns: ["c.json"] });
    expect(policy?.accepted).toMatchObject([{ rule: "r", target: "a", code: "a/x", reason: "seen" }]);
  });

  it("means every target when it names none, and none when it names none of them", () => {
    expect(read({}).policy?.requests.length).toBe(3);
    expect(read({ targets: {} }).policy?.requests).toEqual([]);
  });

  it("tells what is wrong and where", () => {
    expect(read("{").said).toEqual(["policy/json-syntax not JSON: expected a key in double quotes but found the end | "]);
    expect(read([]).said[0]).toMatch(/^policy\/bad-shape the file takes an object, not a list/);
    expect(read({ target: {} }).said).toEqual(['policy/bad-shape unknown key `target` | "target"']);
    expect(read({ target: {} }).helps).toEqual(["a key with a similar name exists: `targets`"]);
    expect(read({ accept: [{ rule: "r", target: "a", code: "x" }] }).said).toEqual([
      'policy/bad-shape `accept[0].code` takes a code such as `falco/no-terminal` | "x"',
      'policy/bad-shape `reason` of `accept[0]` is missing | {"rule":"r","target":"a","code":"x"}',
    ]);
    expect(read({ targets: { flaco: {}, constructor: {} } }).said).toEqual([
      'policy/unknown-target unknown target `flaco` | "flaco"',
      'policy/unknown-target unknown target `constructor` | "constructor"',
    ]);
    expect(read({ targets: { a: { version: "7" } } }).said).toEqual(['policy/unknown-version target `a` has no version `7` | "7"']);
    expect(read({ targets: { sql: { version: "2" } } }).said).toEqual([
      'policy/unknown-version `sql` is several products: a version is given for each | "2"',
    ]);
    expect(read({ targets: { a: { options: { layout: "x" } } } }).said).toEqual([
      'policy/bad-option target `a`: option `layout` takes `document` or `columns` | {"layout":"x"}',
    ]);
    expect(read({ targets: { sql: { options: { lay: "x" } } } }).said).toEqual([
      'policy/bad-option no target of `sql` has an option `lay` | "lay"',
    ]);
    expect(read({ accept: [{ rule: "r", target: "sql", code: "a/x", reason: "s" }] }).said).toEqual([
      'policy/unknown-target unknown target `sql` | "sql"',
    ]);
  });

  it("keeps going on a double acceptance", () => {
    const entry = { rule: "r", target: "a", code: "a/x", reason: "s" };
    expect(read({ accept: [entry, entry] }).said[0]).toMatch(/^policy\/accepted-twice/);
    expect(read({ accept: [entry, entry] }).policy?.accepted.length).toBe(2);
  });

  it("survives hostile files", () => {
    expect(read("[".repeat(100_000)).policy).toBeNull();
    expect(read('{"__proto__": {"targets": 1}, "targets": {"__proto__": {}}}').policy).toBeNull();
    expect(read("").policy).toBeNull();
  });
});

const over = pretendTarget("a", { emit: () => emission("t", ["over", "a/x"]) });
const refusing = pretendTarget("b", { emit: () => refusal("b/no"), family: "sql" });
const outcomesOf = (...paths: readonly string[]) =>
  paths.map((path) => compileDocument(tomlRule("x y z w v", path, `id of ${path}`), ask(over, refusing), options));
const accept = (...entries: readonly (readonly [rule: string, target: string, code: string])[]) =>
  read({ accept: entries.map(([rule, target, code]) => ({ rule, target, code, reason: "seen" })) }).policy;
const judged = (...args: Parameters<typeof judge>) => {
  const { rules, findings } = judge(...args);
  return {
    accepted: rules.map((r) => r.targets.map((t) => t.accepted)),
    findings: findings.map((f) => `${f.severity} ${f.code} ${f.message}`),
  };
};

describe("judging outcomes", () => {
  it("accepts exact artefacts and nothing else by default", () => {
    const exact = compileDocument(tomlRule("x", "p"), ask(pretendTarget("c")), options);
    expect(judged([exact], null, [])).toEqual({ accepted: [[true]], findings: [] });
    expect(judged(outcomesOf("p"), null, [])).toEqual({
      accepted: [[false, false]],
      findings: [
        "error a/x target `a` would match more than the rule: a reason",
        "error b/no target `b` cannot express the rule: it cannot",
      ],
    });
  });

  it("accepts directions for one run, never refusals", () => {
    expect(judged(outcomesOf("p"), null, ["over"])).toMatchObject({ accepted: [[true, false]] });
    expect(judged(outcomesOf("p"), null, ["under", "incomparable"])).toMatchObject({ accepted: [[false, false]] });
  });

  it("accepts what verdict.json names, by path or id", () => {
    for (const rule of ["p", "id of p"]) {
      expect(judged(outcomesOf("p"), accept([rule, "a", "a/x"], [rule, "b", "b/no"]), [])).toEqual({
        accepted: [[true, true]],
        findings: [],
      });
    }
  });

  it("finds what is new: another code, another target, another rule", () => {
    expect(judged(outcomesOf("p", "q"), accept(["p", "a", "a/x"], ["p", "b", "b/no"]), []).accepted).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  it("finds what is gone, and says nothing of what was not compiled", () => {
    const policy = accept(["p", "a", "a/x"], ["p", "b", "b/no"], ["p", "a", "a/old"], ["p", "c", "c/z"], ["absent", "a", "a/x"]);
    const { findings } = judge(outcomesOf("p"), policy, []);
    expect(findings.map((f) => f.message)).toEqual(["an accepted deviation or refusal is gone: `a` no longer has `a/old` for `p`"]);
    expect(findings[0]?.file).toBe("verdict.json");
    expect(findings[0]?.primary?.span.start).toBe(policy?.accepted[2]?.span.start);
    expect(judged(outcomesOf("p"), policy, [], { everyRule: true }).findings).toContain(
      "error policy/gone an accepted deviation or refusal is gone: there is no rule `absent`",
    );
    const broken = compileDocument(tomlRule("error", "p"), ask(over), options);
    expect(judged([broken], policy, []).findings).toEqual([]);
  });

  it("points into the rule", () => {
    const [outcome] = outcomesOf("p");
    const { findings } = judge(outcome === undefined ? [] : [outcome], null, []);
    const text = outcome?.document.source.text ?? "";
    expect(findings.map((f) => [f.file, text.slice(f.primary?.span.start, f.primary?.span.end)])).toEqual([
      ["p.toml", "x y z"],
      ["p.toml", "w v"],
    ]);
  });
});

it("reads --allow", () => {
  expect(readAllow(["over,under", "incomparable"])).toEqual(["over", "under", "incomparable"]);
  expect(readAllow([])).toEqual([]);
  expect(readAllow(["exact"])).toBeNull();
});
