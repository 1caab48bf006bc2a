import { Project, type SourceFile, SyntaxKind, ts } from "ts-morph";
import type { Artifact } from "../../src/target/target.ts";

/**
 * What TypeScript says of modules: that they parse, import nothing, and export what their declarations promise, with those very types. Loaded only for
 * `compile --validate` and tests, for ts-morph takes a second to load. For each module null, or what is wrong, in a line.
 */
export function validateModules(modules: readonly (readonly Artifact[])[]): readonly (string | null)[] {
  const project = new Project({
    useInMemoryFileSystem: true,
    compilerOptions: {
      allowJs: true,
      checkJs: false,
      strict: true,
      noLib: false,
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.ESNext,
      types: [],
    },
  });
  const files = modules.map((artifacts, i) => {
    const text = (suffix: string): string => artifacts.find((a) => a.suffix.endsWith(suffix))?.text ?? "";
    project.createSourceFile(`/rule${i}/promised.d.ts`, text(".d.ts"));
    const module = project.createSourceFile(`/rule${i}/module.js`, text(".js"));
    const check = project.createSourceFile(`/rule${i}/check.ts`, checkText(module));
    return { module, check };
  });
  const program = project.getProgram().compilerObject;
  return files.map(({ module, check }) => syntaxProblem(program, module) ?? importProblem(module) ?? promiseProblem(project, check));
}

/**
 * A program that type-checks if the module keeps its promises: every name is exported, `match` and `matchAll` have the declared types, and each `rule` is a
 * Rule. Rules are checked as written, for TypeScript widens `severity: "low"` in JavaScript to a string; the type of `explain` is widened likewise.
 */
function checkText(module: SourceFile): string {
  const rules = module.getDescendantsOfKind(SyntaxKind.VariableDeclaration).filter((d) => d.getName() === "rule");
  return [
    'import type * as promised from "./promised.js";',
    'import * as module from "./module.js";',
    "type Promised = typeof promised;",
    "export const all: Record<keyof Promised, unknown> = module;",
    'export const functions: Pick<Promised, Exclude<keyof Promised, "rule" | "rules" | "explain">> = module;',
    ...rules.map((d, k) => `export const rule${k}: promised.Rule = ${d.getInitializer()?.getText() ?? "null"};`),
  ].join("\n");
}

function syntaxProblem(program: ts.Program, module: SourceFile): string | null {
  const [problem] = program.getSyntacticDiagnostics(module.compilerNode);
  return problem === undefined ? null : `line ${lineOf(module, problem.start)}: ${flat(problem.messageText)}`;
}

function importProblem(module: SourceFile): string | null {
  const imports = module.getImportStringLiterals();
  return imports.length === 0 ? null : `it imports ${imports.map((i) => i.getText()).join(", ")}`;
}

function promiseProblem(project: Project, check: SourceFile): string | null {
  const [problem] = project.getProgram().compilerObject.getSemanticDiagnostics(check.compilerNode);
  return problem === undefined ? null : `it does not export what its declarations promise: ${flat(problem.messageText)}`;
}

const lineOf = (file: SourceFile, at: number | undefined): number => file.getLineAndColumnAtPos(at ?? 0).line;
const flat = (message: string | ts.DiagnosticMessageChain): string => ts.flattenDiagnosticMessageText(message, " ").replace(/\s+/g, " ");
