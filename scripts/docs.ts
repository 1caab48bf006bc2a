// Writes docs/capabilities.md, docs/functions.md, docs/errors.md and the table in README.md from the registries. `npm run docs`
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { codeAreas } from "../src/cli/all-codes.ts";
import { matrixRows, supportDetail, supportWord } from "../src/cli/matrix.ts";
import type { CodeInfo } from "../src/diagnostics/code.ts";
import { type EqlFunction, eqlFunctions } from "../src/frontends/eql/function-names.ts";
import { frontEnds } from "../src/frontends/index.ts";
import type { FunctionDefinition } from "../src/functions/define.ts";
import { functions } from "../src/functions/index.ts";
import type { Value } from "../src/ir/value.ts";
import type { Target } from "../src/target/target.ts";
import { targets } from "../targets/index.ts";
import { between } from "./marked-block.ts";
import { compileOwnRules } from "./own-rules.ts";

const made = "<!-- Made by scripts/docs.ts. Do not edit: npm run docs -->\n";

/** Text in a table's cell or a paragraph: what Markdown or HTML would act on outside code is escaped. */
const prose = (text: string): string => text.replace(/[<>]/g, (c) => (c === "<" ? "&lt;" : "&gt;"));
const inCell = (text: string): string => prose(text).replaceAll("|", "\\|").replaceAll("\n", " ");
const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;
const rule = (count: number): string => `${"|---".repeat(count)}|\n`;
const block = (language: string, text: string): string => {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}${text.endsWith("\n") ? "" : "\n"}${fence}\n`;
};

function capabilitiesPage(): string {
  const rows = matrixRows(targets, functions);
  const groups = [...new Set(rows.map((r) => r.group))];
  const tables = groups.map((group) => {
    const own = rows.filter((r) => r.group === group);
    return `## ${group}\n\n${row([group, ...targets.map((t) => t.id)])}${rule(targets.length + 1)}${own.map((r) => row([`\`${r.name}\``, ...r.support.map(supportWord)])).join("")}`;
  });
  return `# Capabilities

${made}
How each target has everything that a rule can say (\`verdict targets\` prints the same). **native**: the product says just that, from the version given on. **expanded**: written with
other means of the product, same meaning. **over**, **under**, **incomparable**: an approximation in some cases, which may match more, less, or both; it is a
deviation, located in the rule and refused unless accepted. **none**: refused. What these words mean under a \`not\` is worked out for the whole rule.

${tables.join("\n")}
${targets.map(targetSection).join("\n")}`;
}

function targetSection(target: Target): string {
  const rows = matrixRows([target], functions).flatMap((r) => {
    const [support] = r.support;
    const detail = support === undefined ? null : supportDetail(support);
    return support === undefined || detail === null ? [] : [row([`\`${r.group}:${r.name}\``, supportWord(support), inCell(detail)])];
  });
  const options = Object.entries(target.options).map(([name, spec]) => row([`\`${name}\``, `\`${spec.default}\``, inCell(spec.summary)]));
  return `## Target \`${target.id}\`

${prose(target.title)}. Versions: ${target.versions.map((v) => `\`${v}\``).join(", ")}; the last is the default.
${options.length === 0 ? "" : `\n${row(["option", "default", "what it does"])}${rule(3)}${options.join("")}`}
${rows.length === 0 ? "Everything is native.\n" : `${row(["capability", "how", "why"])}${rule(3)}${rows.join("")}`}`;
}

const literal = (value: Value): string =>
  typeof value === "string" ? JSON.stringify(value) : typeof value === "number" && Number.isInteger(value) ? `${value}.0` : String(value);

function signature(f: Pick<FunctionDefinition, "parameters" | "variadic" | "folds">, language: string, name: string): string {
  const parameters = f.parameters.map((p, i) => {
    const more = f.variadic && i === f.parameters.length - 1 ? ", …" : "";
    return p.optional ? `[${p.name}]` : `${p.name}${more}`;
  });
  const tilde = f.folds && language === "eql" ? `, ${name}~(…)` : "";
  return `${name}(${parameters.join(", ")})${tilde}`;
}

function functionSection(f: FunctionDefinition): string {
  const names = Object.entries(f.names).flatMap(([language, own]) => own.map((n) => row([language, `\`${signature(f, language, n)}\``])));
  const parameters = f.parameters.map((p) =>
    row([
      `\`${p.name}\``,
      p.types.join(", "),
      [p.optional ? "may be left out" : "", p.constant ? "a constant" : ""].filter((s) => s !== "").join("; "),
    ]),
  );
  const remarks = [
    f.folds ? "The insensitive form lower-cases both sides as Java's `toLowerCase(Locale.ROOT)` does." : "",
    f.canFail ? "It can fail at run time: then the verdict is `error`." : "",
  ].filter((s) => s !== "");
  const result = typeof f.result === "string" ? f.result : "depends on the arguments";
  const examples = f.examples.map((e) => `${e.expression}  // ${literal(e.value)}\n`).join("");
  const support = targets.map(
    (t) => `${t.id} ${supportWord(matrixRows([t], [f]).find((r) => r.group === "function")?.support[0] ?? { level: "none", reason: "" })}`,
  );
  return `## ${f.name}

${prose(f.summary)}${remarks.length === 0 ? "" : ` ${remarks.join(" ")}`} Result: ${result}.

${
  names.length === 0
    ? ""
    : `${row(["language", "written"])}${rule(2)}${names.join("")}
`
}${parameters.length === 0 ? "" : `${row(["parameter", "types", ""])}${rule(3)}${parameters.join("")}\n`}${examples === "" ? "" : block("eql", examples)}
Targets: ${support.join(", ")}.
`;
}

/** The functions of EQL that are nodes of the IR by themselves: operators in another spelling. */
function operatorRow(f: EqlFunction): string {
  const { meaning } = f;
  const written = `\`${signature(f, "eql", f.name)}\``;
  switch (meaning.kind) {
    case "affix":
      return row([
        written,
        { starts: "the text starts with the part", ends: "the text ends with the part", contains: "the part is in the text" }[
          meaning.where
        ],
      ]);
    case "wildcard":
      return row([written, "the text matches one of the patterns, as with `like`"]);
    case "cidr":
      return row([written, "the address lies in one of the networks"]);
    case "arithmetic":
      return row([written, `\`left ${meaning.op} right\``]);
    case "call":
      return "";
  }
}

function functionsPage(): string {
  return `# Functions

${made}
Every function of the rule languages, from its declaration in \`src/functions/\`; the examples are run as tests. A null argument gives null unless the text
says otherwise; over the values of a field, a function is computed for each value.

${functions.map(functionSection).join("\n")}
## Operators written as functions

${row(["EQL", "what it is"])}${rule(2)}${eqlFunctions.map(operatorRow).join("")}`;
}

function codeSection(code: string, info: CodeInfo): string {
  const example = (title: string, text: string | undefined): string => (text === undefined ? "" : `\n${title}:\n\n${block("", text)}`);
  return `### ${code}\n\n${prose(info.summary)}\n\n${prose(info.explain)}\n${example("Fails", info.failing)}${example("Works", info.fixed)}`;
}

function errorsPage(): string {
  const entries = codeAreas.flatMap((area) => Object.entries(area)).flatMap(([code, info]) => (info === undefined ? [] : [{ code, info }]));
  const areas = [...new Set(entries.map((e) => e.code.split("/")[0] ?? ""))];
  const sections = areas.map((area) => {
    const own = entries.filter((e) => e.code.startsWith(`${area}/`)).sort((a, b) => (a.code < b.code ? -1 : 1));
    return `## ${area}\n\n${own.map((e) => codeSection(e.code, e.info)).join("\n")}`;
  });
  return `# Diagnostics

${made}
Every code that Verdict can show. \`verdict explain-code CODE\` prints the same. Codes are stable.

${sections.join("\n")}`;
}

/** Languages x targets: what becomes of the project's own rules. */
function readmeTable(): string {
  const compiled = compileOwnRules();
  const words = ["exact", "over", "under", "incomparable", "refused"] as const;
  const cell = (language: string, target: Target): string => {
    const fidelities = compiled
      .filter((o) => o.document.language === language)
      .flatMap((o) => o.targets.filter((t) => t.request.target === target).map((t) => t.fidelity));
    const counts = words.map((w) => ({ w, n: fidelities.filter((f) => f === w).length })).filter(({ n }) => n > 0);
    return counts.length === 0 ? "-" : counts.map(({ w, n }) => `${n} ${w}`).join(", ");
  };
  return `${row(["", ...targets.map((t) => t.id)])}${rule(targets.length + 1)}${frontEnds.map((f) => row([f.title, ...targets.map((t) => cell(f.id, t))])).join("")}`;
}

const start = "<!-- matrix: made by scripts/docs.ts -->\n";
const end = "<!-- end of matrix -->";

function withTable(readme: string): string {
  const from = readme.indexOf(start);
  const to = readme.indexOf(end);
  return from < 0 || to < from ? readme : `${readme.slice(0, from + start.length)}\n${readmeTable()}\n${readme.slice(to)}`;
}

const exampleRule = "linux/cron-file-created";

const indented = (text: string): string =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => (line === "" ? "" : `    ${line}`))
    .join("\n");
const slice = (text: string, from: RegExp, to: RegExp): string => {
  const start = from.exec(text);
  const rest = start === null ? "" : text.slice(start.index + start[0].length);
  const end = to.exec(rest);
  if (start === null || end === null) throw new Error(`the example has no ${from.source}`);
  return rest.slice(0, end.index);
};

/** A short rule as it is written and as it comes out, cut from the rule and from out/. */
function exampleBlock(): string {
  const query = slice(readFileSync(`rules/${exampleRule}.toml`, "utf8"), /query = '''\n/, /'''/);
  const falco = slice(readFileSync(`out/falco/${exampleRule}.yaml`, "utf8"), / {2}condition: \|-\n/, /\n {2}output:/).replaceAll(
    /^ {4}/gm,
    "",
  );
  const sql = slice(readFileSync(`out/sqlite/${exampleRule}.sql`, "utf8"), /\n(?=WHERE )/, /$/);
  return `The rule:\n\n${indented(query)}\n\nFalco:\n\n${indented(falco)}\n\nSQLite:\n\n${indented(sql)}`;
}

/** Every generated document by its path. README.md is there only if it has the markers of the table. */
export function documents(): ReadonlyMap<string, string> {
  const pages = new Map([
    ["docs/capabilities.md", capabilitiesPage()],
    ["docs/functions.md", functionsPage()],
    ["docs/errors.md", errorsPage()],
  ]);
  const readme = existsSync("README.md") ? readFileSync("README.md", "utf8") : "";
  if (readme.includes(start)) pages.set("README.md", between(withTable(readme), "example", `\n${exampleBlock()}\n`));
  return pages;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const [path, text] of documents()) {
    if (existsSync(path) && readFileSync(path, "utf8") === text) continue;
    writeFileSync(path, text);
    console.log(`wrote ${path}`);
  }
}
