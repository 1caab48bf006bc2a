import { describe, expect, it } from "vitest";
import type { Condition } from "../../src/ir/condition.ts";
import type { Metadata } from "../../src/ir/rule.ts";
import type { Json } from "../../src/source/json.ts";
import { defaultsOf } from "../../src/target/options.ts";
import { builder, field, ruleOf } from "../../test/ir-builder.ts";
import { load } from "./engine.ts";
import { js } from "./target.ts";

const b = builder();

function textOf(where: Condition, about: Partial<Metadata> = {}): string {
  const emission = js.emit({ ...ruleOf(where), metadata: { ...ruleOf(where).metadata, ...about } }, defaultsOf(js.options), "es2022");
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
  b.any([f], (v) => b.compare("==", v ?? b.literal(null), b.literal(text), fold));

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
    expect(await verdicts(b.exists(field("constructor.name")), [{}])).toEqual([false]);
    expect(await verdicts(b.exists(field("args.length")), [{ args: ["a"] }])).toEqual([false]);
    expect(await verdicts(b.exists(field("__proto__")), [JSON.parse('{"__proto__": 1}'), {}])).toEqual([true, false]);
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
    const where = b.any([name], (v) => b.wildcard(v ?? b.literal(null), [pattern]));
    expect(
      await verdicts(
        where,
        texts.map((t) => ({ "process.name": t })),
      ),
    ).toEqual(expected);
  });

  it("affixes", async () => {
    const where = b.any([name], (v) => b.affix("ends", v ?? b.literal(null), b.literal(".EXE"), "ascii"));
    expect(await verdicts(where, [{ "process.name": "a.Exe" }, {}])).toEqual([true, false]);
  });
});

describe("a module", () => {
  const seed = b.and(
    equals(field("host.os.type"), "linux"),
    b.or(
      b.and(
        b.any([name], (v) => b.inSet(v ?? b.literal(null), ["apt", "apt-get", "dnf", "yum"])),
        equals(args, "install"),
      ),
      b.and(
        equals(name, "pacman"),
        b.any([args], (v) => b.wildcard(v ?? b.literal(null), ["-*S*"])),
      ),
    ),
    b.any([args], (v) => b.wildcard(v ?? b.literal(null), ["curl", "wget", "python*", "perl"])),
    b.any([field("process.interactive", "boolean")], (v) => b.compare("==", v ?? b.literal(null), b.literal(true))),
    b.exists(field("container.id")),
    b.not(equals(field("user.name"), "root")),
    b.any([field("file.path")], (v) => b.isNull(v ?? b.literal(null))),
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
    expect(await verdicts(b.constant(true), [{}, null])).toEqual([true, false]);
    expect(await verdicts(b.constant(false), [{}])).toEqual([false]);
  });
});

describe("a test of one field beside another", () => {
  it("asks whether the unmapped one is missing, not the mapped one", async () => {
    const gone = field("gone", "keyword", { mapped: false });
    const where = b.any([gone, name], (g) => b.isNull(g ?? b.literal(null)));
    expect(await verdicts(where, [{ "process.name": "x" }, {}])).toEqual([true, true]);
  });
});
