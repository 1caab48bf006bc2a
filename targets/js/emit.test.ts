import { describe, expect, it } from "vitest";
import type { Condition } from "../../src/ir/condition.ts";
import type { Json } from "../../src/source/json.ts";
import { defaultsOf } from "../../src/target/options.ts";
import {
  affix,
  and,
  any,
  compare,
  constant,
  exists,
  field,
  inSet,
  isNull,
  literal,
  not,
  or,
  rule,
  wildcard,
} from "../../test/target/build-ir.ts";
import { load } from "./engine.ts";
import { js } from "./target.ts";

function textOf(where: Condition, about: Parameters<typeof rule>[1] = {}): string {
  const emission = js.emit(rule(where, about), defaultsOf(js.options), "es2022");
  if (!emission.ok) throw new Error(emission.refusals.map((r) => r.reason).join("; "));
  return emission.artifacts.find((a) => a.suffix === ".js")?.text ?? "";
}
async function verdicts(where: Condition, events: readonly Json[]): Promise<readonly boolean[]> {
  const matcher = await load(textOf(where));
  return events.map((event) => matcher.match(event));
}

const name = field("process.name");
const args = field("process.args");
const equals = (f: typeof name, text: string, fold: "none" | "ascii" | "java-root" = "none"): Condition =>
  any([f], (v) => compare(v ?? literal(null), "==", literal(text), fold));

describe("reading", () => {
  const where = equals(field("a.b.c"), "x");
  it.each<[Json, boolean]>([
    [{ a: { b: { c: "x" } } }, true],
    [{ "a.b.c": "x" }, true],
    [{ "a.b": { c: "x" } }, true],
    [{ a: { "b.c": "x" } }, true],
    [{ "a.b.c": "y", a: { b: { c: "x" } } }, true],
    [{ a: [{ b: { c: "y" } }, { "b.c": ["z", ["x"]] }] }, true],
    [[{ a: { b: { c: "x" } } }], false],
    [{ a: { b: { c: { d: "x" } } } }, false],
    [{ a: { b: "x" } }, false],
    [{ a: { b: { c: null } } }, false],
    [null, false],
    ["x", false],
    [7, false],
  ])("%j", async (event, verdict) => {
    expect(await verdicts(where, [event])).toEqual([verdict]);
  });

  it("takes no inherited property for a field", async () => {
    expect(await verdicts(exists(field("constructor.name")), [{}])).toEqual([false]);
    expect(await verdicts(exists(field("args.length")), [{ args: ["a"] }])).toEqual([false]);
    expect(await verdicts(exists(field("__proto__")), [JSON.parse('{"__proto__": 1}'), {}])).toEqual([true, false]);
  });

  it("survives any depth", async () => {
    const depth = 100_000;
    const nested: Json = JSON.parse(`{"a":{"b":{"c":${"[".repeat(depth)}"x"${"]".repeat(depth)}}}}`);
    expect(await verdicts(where, [nested])).toEqual([true]);
  });
});

describe("tests of text", () => {
  it("folds ASCII alone", async () => {
    expect(
      await verdicts(
        equals(name, "K.exe", "ascii"),
        ["k.EXE", "\u212a.exe", "k.exe"].map((n) => ({ process: { name: n } })),
      ),
    ).toEqual([true, false, true]);
    expect(await verdicts(equals(name, "K.exe", "java-root"), [{ process: { name: "\u212a.EXE" } }])).toEqual([true]);
  });

  it.each([
    ["*.exe", ["a.exe", ".exe", "a.exe "], [true, true, false]],
    ["*-*S*", ["-S", "S-", "a-bSc", "-"], [true, false, true, false]],
    ["ab*ba", ["aba", "abba", "ab.ba"], [false, true, true]],
    ["*", ["", "a"], [true, true]],
    ["a", ["a", "A"], [true, false]],
  ] as const)("wildcard %s", async (pattern, texts, expected) => {
    const where = any([name], (v) => wildcard(v ?? literal(null), [pattern]));
    expect(
      await verdicts(
        where,
        texts.map((t) => ({ "process.name": t })),
      ),
    ).toEqual(expected);
  });

  it("affixes", async () => {
    const where = any([name], (v) => affix("ends", v ?? literal(null), literal(".EXE"), "ascii"));
    expect(await verdicts(where, [{ "process.name": "a.Exe" }, {}])).toEqual([true, false]);
  });
});

describe("a module", () => {
  const seed = and(
    equals(field("host.os.type"), "linux"),
    or(
      and(
        any([name], (v) =>
          inSet(
            v ?? literal(null),
            ["apt", "apt-get", "dnf", "yum"].map((t) => literal(t)),
          ),
        ),
        equals(args, "install"),
      ),
      and(
        equals(name, "pacman"),
        any([args], (v) => wildcard(v ?? literal(null), ["-*S*"])),
      ),
    ),
    any([args], (v) => wildcard(v ?? literal(null), ["curl", "wget", "python*", "perl"])),
    any([field("process.interactive", "boolean")], (v) => compare(v ?? literal(null), "==", literal(true))),
    exists(field("container.id")),
    not(equals(field("user.name"), "root")),
    any([field("file.path")], (v) => isNull(v ?? literal(null))),
  );

  it("reads well", async () => {
    await expect(textOf(seed)).toMatchFileSnapshot("golden/module.js");
  });

  it("gives verdicts", async () => {
    const event = {
      host: { os: { type: "linux" } },
      process: { name: "apt", args: ["apt", "install", "curl"], interactive: true },
      container: { id: "1" },
    };
    expect(
      await verdicts(seed, [
        event,
        { ...event, user: { name: "root" } },
        { ...event, file: { path: "" } },
        { ...event, "process.name": ["pacman"] },
      ]),
    ).toEqual([true, false, false, true]);
  });

  it("constants stay constants", async () => {
    expect(await verdicts(constant(true), [{}, null])).toEqual([true, false]);
    expect(await verdicts(constant(false), [{}])).toEqual([false]);
  });
});
