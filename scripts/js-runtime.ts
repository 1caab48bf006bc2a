// Embeds targets/js/runtime/*.ts into targets/js/runtime.generated.ts: each function's JavaScript text, types stripped, and the functions that it calls.
// `--check` writes nothing and fails when the file is stale.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { Node, Project, type Statement, SyntaxKind, ts } from "ts-morph";

const file = "targets/js/runtime.generated.ts";
const project = new Project({ tsConfigFilePath: "tsconfig.json", skipAddingFilesFromTsConfig: true });
const sources = [...project.addSourceFilesAtPaths("targets/js/runtime/*.ts")].sort((a, b) => (a.getFilePath() < b.getFilePath() ? -1 : 1));

interface Declaration {
  readonly name: string;
  readonly statement: Statement;
  readonly node: Node;
}

const declarations: readonly Declaration[] = sources.flatMap((source) =>
  source.getStatements().flatMap((statement): Declaration[] => {
    if (Node.isFunctionDeclaration(statement)) return [{ name: statement.getNameOrThrow(), statement, node: statement }];
    if (Node.isVariableStatement(statement)) return statement.getDeclarations().map((node) => ({ name: node.getName(), statement, node }));
    if (Node.isImportDeclaration(statement) || Node.isInterfaceDeclaration(statement) || Node.isTypeAliasDeclaration(statement)) return [];
    throw new Error(`${source.getBaseName()}: only functions, constants and types`);
  }),
);
const owner = new Map(declarations.map(({ name, node }) => [node, name]));
if (new Set(owner.values()).size < declarations.length) throw new Error("two helpers have the same name");

/** The helpers that a declaration names. */
function needsOf(statement: Statement, self: string): string[] {
  const found = new Set<string>();
  for (const identifier of statement.getDescendantsOfKind(SyntaxKind.Identifier)) {
    const symbol = identifier.getSymbol();
    for (const node of (symbol?.getAliasedSymbol() ?? symbol)?.getDeclarations() ?? []) {
      const name = owner.get(node);
      if (name !== undefined && name !== self) found.add(name);
    }
  }
  return [...found].sort();
}

/** TypeScript strips the types and keeps the comments; Biome makes it look like the rest of the project. */
function strip(statements: readonly Statement[]): readonly string[] {
  const separator = "// ---- next helper";
  const text = statements.map((s) => s.getText(true).replace(/^export /m, "")).join(`\n${separator}\n`);
  const js = ts.transpileModule(`${text}\nexport {};`, {
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, removeComments: false },
  }).outputText;
  const formatted = spawnSync("npx", ["biome", "format", "--stdin-file-path=helpers.js"], { input: js, encoding: "utf8" });
  if (formatted.status !== 0) throw new Error(formatted.stderr);
  return formatted.stdout
    .replace(/export \{\};\s*$/, "")
    .split(separator)
    .map((t) => t.trim());
}

const texts = strip(declarations.map((d) => d.statement));
const helpers = declarations
  .map(({ name, statement }, i) => ({ name, text: texts[i] ?? "", needs: needsOf(statement, name) }))
  .sort((a, b) => (a.name < b.name ? -1 : 1));

const output = `// Made by scripts/js-runtime.ts from runtime/*.ts. Do not edit: npx tsx scripts/js-runtime.ts

export type HelperName =
${helpers.map((h) => `  | ${JSON.stringify(h.name)}`).join("\n")};

export interface Helper {
  /** A JavaScript declaration. */
  readonly text: string;
  readonly needs: readonly HelperName[];
}

export const helpers: { readonly [H in HelperName]: Helper } = {
${helpers.map((h) => `  ${h.name}: {\n    text: ${JSON.stringify(h.text)},\n    needs: ${JSON.stringify(h.needs)},\n  },`).join("\n")}
};

export const helperNames: readonly string[] = Object.keys(helpers);
`;

if (process.argv.includes("--check")) {
  if (!existsSync(file) || readFileSync(file, "utf8") !== output) {
    console.error(`stale: ${file}`);
    process.exit(1);
  }
} else writeFileSync(file, output);
