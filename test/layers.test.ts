import { relative } from "node:path";
import { Project } from "ts-morph";
import { describe, expect, it } from "vitest";

/**
 * Imports point to the left only (ARCHITECTURE.md). A folder sees its own layer's number or lower, but not its neighbours in the same layer unless listed here.
 */
const layers: readonly (readonly string[])[] = [
  ["src/source", "src/diagnostics"],
  ["src/schema"],
  ["src/ir", "src/regex", "src/automata"],
  ["src/functions"],
  ["src/eval", "src/passes"],
  ["src/target", "src/frontends", "src/rules", "src/generate"],
  ["src/driver"],
  ["src/index.ts"],
  ["targets"],
  ["src/cli"],
];
/** Neighbours in one layer that may see each other: target of the arrow is seen. */
const neighbours: Readonly<Record<string, readonly string[]>> = {
  "src/diagnostics": ["src/source"],
  "src/regex": ["src/ir"],
  "src/automata": ["src/ir"],
  "src/generate": ["src/target"],
  "src/passes": ["src/eval"],
};
const pureExcept = [/^src\/cli\//, /^targets\/[^/]+\/engine/, /^targets\/_shared\/engine/, /^targets\/engines\.ts$/];

const project = new Project({ skipAddingFilesFromTsConfig: true });
project.addSourceFilesAtPaths(["src/**/*.ts", "targets/**/*.ts", "!**/*.test.ts"]);

const pathOf = (absolute: string): string => relative(process.cwd(), absolute);
const layerOf = (file: string): { readonly index: number; readonly folder: string } => {
  const index = layers.findIndex((folders) => folders.some((f) => file === f || file.startsWith(`${f}/`)));
  const folder = layers[index]?.find((f) => file === f || file.startsWith(`${f}/`)) ?? "";
  return { index, folder };
};
/** `targets/js` for a file of a target, `src/frontends/eql` for one of a front end. */
const compartment = (file: string): string | null => /^(targets|src\/frontends)\/[^/]+(?=\/)/.exec(file)?.[0] ?? null;

const imports: { readonly from: string; readonly to: string }[] = [];
const outside: { readonly from: string; readonly module: string }[] = [];
for (const file of project.getSourceFiles()) {
  const from = pathOf(file.getFilePath());
  for (const literal of file.getImportStringLiterals()) {
    const text = literal.getLiteralText();
    if (text.startsWith(".")) imports.push({ from, to: pathOf(new URL(text, `file://${file.getFilePath()}`).pathname) });
    else outside.push({ from, module: text });
  }
}

describe("layers", () => {
  it("sees the source tree", () => {
    expect(imports.length).toBeGreaterThan(20);
  });

  it("every source file belongs to a layer", () => {
    expect(
      project
        .getSourceFiles()
        .map((f) => pathOf(f.getFilePath()))
        .filter((f) => layerOf(f).index < 0),
    ).toEqual([]);
  });

  it("imports only point to the left", () => {
    const wrong = imports.filter(({ from, to }) => {
      const a = layerOf(from);
      const b = layerOf(to);
      if (a.folder === b.folder) return false;
      return b.index > a.index || (b.index === a.index && !(neighbours[a.folder] ?? []).includes(b.folder));
    });
    expect(wrong).toEqual([]);
  });

  it("front ends and targets do not see each other, only what is shared", () => {
    const wrong = imports.filter(({ from, to }) => {
      const a = compartment(from);
      const b = compartment(to);
      return a !== null && b !== null && a !== b && !b.endsWith("/_shared");
    });
    expect(wrong).toEqual([]);
  });

  it("the core reaches no file, clock, process or network", () => {
    const wrong = outside.filter(({ from, module }) => !pureExcept.some((p) => p.test(from)) && /^node:/.test(module));
    expect(wrong).toEqual([]);
  });

  it("heavy libraries have one home", () => {
    const home: Readonly<Record<string, RegExp>> = {
      commander: /^src\/cli\//,
      "ts-morph": /^targets\/js\/engine|^src\/cli\//,
      picocolors: /^src\/cli\//,
    };
    expect(outside.filter(({ from, module }) => home[module] !== undefined && !home[module].test(from))).toEqual([]);
  });
});
