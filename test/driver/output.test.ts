import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileDocument } from "../../src/driver/compile.ts";
import { judge } from "../../src/driver/judge.ts";
import { buildOutput } from "../../src/driver/output.ts";
import { compareTree, ownedBy } from "../../src/driver/tree.ts";
import { isSafePath, safePath, slug } from "../../src/source/safe-path.ts";
import { verdictVersion } from "../../src/source/verdict-version.ts";
import type { Target } from "../../src/target/target.ts";
import { ask, emission, options, pretendTarget, refusal, tomlRule } from "./pretend.ts";

const bundled = pretendTarget("b", {
  emit: (query) => emission(`b: ${query}`, ["over", "b/x"]),
  bundle: (rules) => [{ name: "all.txt", text: rules.map((r) => r.rule.metadata.path).join("\n") }],
});
const refusing = pretendTarget("c", { emit: () => refusal("c/no") });
const plain = pretendTarget("a");

const outputOf = (paths: readonly string[], targets: readonly Target[] = [plain, bundled, refusing]) =>
  buildOutput(
    judge(
      paths.map((p) => compileDocument(tomlRule("one two three", p, `id of ${p}`), ask(...targets), options)),
      null,
      ["over"],
    ),
  );

describe("the output", () => {
  it("holds accepted artefacts, the sets' files and the manifest, in order", () => {
    const { files, diagnostics } = outputOf(["z/one", "a/two"]);
    expect(diagnostics).toEqual([]);
    expect(files.map((f) => f.path)).toEqual(["a/a/two.txt", "a/z/one.txt", "b/a/two.txt", "b/all.txt", "b/z/one.txt", "manifest.json"]);
    expect(files.find((f) => f.path === "b/all.txt")?.text).toBe("a/two\nz/one");
  });

  it("has a manifest of what, how and why", () => {
    const files = outputOf(["r"]).files;
    const manifest = JSON.parse(files.at(-1)?.text ?? "");
    expect(manifest).toEqual({
      verdict: verdictVersion,
      targets: {
        a: { version: "2", options: { layout: "document" } },
        b: { version: "2", options: { layout: "document" } },
        c: { version: "2", options: { layout: "document" } },
      },
      rules: [
        {
          path: "r",
          rule_id: "id of r",
          name: "n",
          version: 1,
          severity: "low",
          risk_score: 21,
          source_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          index: [],
          schedule: { interval: "5m", from: "now-6m", to: "now" },
          targets: {
            a: { fidelity: "exact", files: ["a/r.txt"] },
            b: {
              fidelity: "over",
              files: ["b/r.txt"],
              deviations: [{ code: "b/x", direction: "over", line: 9, column: 1, reason: "a reason" }],
            },
            c: { fidelity: "refused", accepted: false, refusals: [{ code: "c/no", line: 9, column: 7, reason: "it cannot" }] },
          },
        },
      ],
      files: Object.fromEntries(files.slice(0, -1).map((f) => [f.path, { sha256: createHash("sha256").update(f.text).digest("hex") }])),
    });
  });

  it("has the same bytes whatever the order of the rules", () => {
    const paths = ["a", "b/c", "b/d", "Z", "é", "b-c"];
    const first = outputOf(paths);
    fc.assert(
      fc.property(fc.shuffledSubarray(paths, { minLength: paths.length }), (shuffled) => {
        expect(outputOf(shuffled)).toEqual(first);
      }),
      { numRuns: 20 },
    );
  });

  it("leaves out what nobody accepted", () => {
    const outcome = compileDocument(tomlRule("x", "r"), ask(plain, bundled), options);
    expect(buildOutput(judge([outcome], null, [])).files.map((f) => f.path)).toEqual(["a/r.txt", "manifest.json"]);
  });

  it("refuses two files of one path, also where letter case or a folder makes them one", () => {
    const messages = (paths: readonly string[], targets?: readonly Target[]) =>
      outputOf(paths, targets).diagnostics.map((d) => `${d.code}: ${d.message}`);
    expect(messages(["a/rule", "A/Rule"], [plain])).toEqual([
      "driver/path-collision: rule `A/Rule` and rule `a/rule` would both write `a/a/rule.txt`",
    ]);
    expect(messages(["all"], [bundled])[0]).toMatch(/^driver\/path-collision: .*target `b`/);
    expect(messages(["x", "x.txt/y"], [plain])[0]).toMatch(/^driver\/path-collision/);
    expect(outputOf(["a/rule", "A/Rule"], [plain]).files).toEqual([]);
  });

  it("refuses unsafe paths, half surrogate pairs and rules of one id", () => {
    const codes = (target: Target) =>
      buildOutput(judge([compileDocument(tomlRule("x"), ask(target), options)], null, [])).diagnostics.map((d) => d.code);
    expect(codes(pretendTarget("a", { bundle: () => [{ name: "../../up.txt", text: "" }] }))).toEqual(["driver/unsafe-path"]);
    expect(codes(pretendTarget("a", { emit: () => emission("half \ud800") }))).toEqual(["driver/not-utf8"]);
    const twins = ["p", "q"].map((path) => compileDocument(tomlRule("x", path, "same"), ask(plain), options));
    const { diagnostics } = buildOutput(judge(twins, null, []));
    expect(diagnostics.map((d) => [d.code, d.file])).toEqual([["driver/duplicate-id", "q.toml"]]);
    expect(diagnostics[0]?.primary?.span.start).toBe(twins[1]?.document.source.text.indexOf("rule_id"));
  });

  it("tells a bundle that throws as a bug", () => {
    const thrower = pretendTarget("a", {
      bundle: () => {
        throw new Error("oops");
      },
    });
    const { diagnostics, files } = buildOutput(judge([compileDocument(tomlRule("x"), ask(thrower), options)], null, []));
    expect(diagnostics.map((d) => d.code)).toEqual(["verdict/bug"]);
    expect(files).toEqual([]);
  });
});

describe("comparing with a folder", () => {
  const output = outputOf(["one", "two"]);
  const folder = (changes: Readonly<Record<string, string | null>>): ReadonlyMap<string, string> => {
    const map = new Map(output.files.map((f) => [f.path, f.text]));
    for (const [path, text] of Object.entries(changes)) text === null ? map.delete(path) : map.set(path, text);
    return map;
  };
  const none = { missing: [], stale: [], orphans: [], unowned: [] };

  it("finds nothing in its own output", () => {
    expect(compareTree(output, folder({}))).toEqual(none);
  });

  it("finds missing, stale, orphaned and unowned files", () => {
    expect(compareTree(output, folder({ "a/one.txt": null, "a/two.txt": "changed", "README.md": "ours" }))).toEqual({
      ...none,
      missing: ["a/one.txt"],
      stale: ["a/two.txt"],
      unowned: ["README.md"],
    });
    const fewer = outputOf(["one"]);
    expect(compareTree(fewer, folder({})).orphans).toEqual(["a/two.txt", "b/two.txt"]);
    expect(compareTree(output, new Map()).missing).toEqual(output.files.map((f) => f.path));
  });

  it("owns only what a manifest of Verdict lists, and nothing outside the folder", () => {
    expect(ownedBy(null)).toEqual([]);
    expect(ownedBy("not json")).toEqual([]);
    expect(ownedBy('{"files": {"a": {}}}')).toEqual([]);
    expect(
      ownedBy(
        '{"verdict": "1", "files": {"a/b": {}, "../x": {}, "/etc/passwd": {}, "a/../../b": {}, "C:\\\\x": {}, "manifest.json": {}, "": {}}}',
      ),
    ).toEqual(["a/b"]);
  });
});

describe("paths", () => {
  it("are made safe", () => {
    expect(safePath("a\\b//./../c: d?.toml")).toBe("a/b/c- d-.toml");
    expect(safePath("/etc/passwd")).toBe("etc/passwd");
    expect(safePath("con/aux.txt/nul .x/lpt1")).toBe("_con/_aux.txt/nul .x/_lpt1");
    expect(safePath("a. ./b...")).toBe("a/b");
    expect(safePath("e\u0301")).toBe("\u00e9");
    expect(safePath("\u0000\n\ud800")).toBe("---");
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        expect(safePath(safePath(text))).toBe(safePath(text));
      }),
    );
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => safePath(text) === "" || isSafePath(safePath(text))));
  });

  it("of rules' names read well", () => {
    expect(slug('  Déjà vu: a "quoted" Rule (v2)! ')).toBe("deja-vu-a-quoted-rule-v2");
    expect(slug("规则 1")).toBe("规则-1");
    expect(slug("../..")).toBe("");
    expect(slug("con")).toBe("_con");
  });
});

it("Verdict's version is the package's", () => {
  expect(JSON.parse(readFileSync("package.json", "utf8")).version).toBe(verdictVersion);
});
