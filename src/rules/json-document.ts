import { type Diagnostic, error, hasError, note, warning } from "../diagnostics/diagnostic.ts";
import { isJsonObject, type Json, type JsonObject } from "../source/json.ts";
import { type JsonPath, jsonPlaces, jsonStringMap, parseJson } from "../source/json-text.ts";
import type { SourceText } from "../source/source-text.ts";
import { type Span, span } from "../source/span.ts";
import { ruleFields } from "./fields.ts";
import { diagnosticsOf, type Origin } from "./origin.ts";
import { type Path, type Problem, readTable } from "./read-fields.ts";
import type { RawRule } from "./rule-set.ts";

interface RawResult {
  readonly rules: readonly RawRule[];
  readonly diagnostics: readonly Diagnostic[];
}

function originOf(source: SourceText, whole: Span, places: () => (path: JsonPath) => ReturnType<Origin["place"]>): Origin {
  const place: Origin["place"] = (path) => places()(path);
  return {
    source,
    whole,
    place,
    stringMap(path) {
      const at = place(path);
      return at === null || source.text[at.value.start] !== '"' ? null : jsonStringMap(source.text, at.value);
    },
  };
}

const lazily = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

function readRule(value: JsonObject, base: Path, origin: Origin): RawResult {
  const problems: Problem[] = [];
  const fields = readTable(ruleFields, value, base, "api", (p) => problems.push(p));
  const diagnostics = diagnosticsOf(origin, problems);
  return { rules: hasError(diagnostics) ? [] : [{ origin, base, fields }], diagnostics };
}

const together = (results: readonly RawResult[]): RawResult => ({
  rules: results.flatMap((r) => r.rules),
  diagnostics: results.flatMap((r) => r.diagnostics),
});

const inFile = (source: SourceText, diagnostic: Diagnostic): Diagnostic => ({ ...diagnostic, file: source.name });

const startOf = (source: SourceText): number => (source.text.startsWith("\ufeff") ? 1 : 0);

/** One rule, a list of rules, or the answer of the API's `_find` (`{"data": […]}`). `single` says whether it is one rule. */
export function readJson(source: SourceText): RawResult & { readonly single: boolean } {
  const whole = span(startOf(source), source.text.length);
  const parsed = parseJson(source.text);
  if (!parsed.ok) {
    const help = /^\s*\{.*\}\s*\n\s*\{/.test(source.text) ? { help: "an export with one JSON object a line has the ending .ndjson" } : {};
    return {
      rules: [],
      diagnostics: [inFile(source, error("rules/json-syntax", `not JSON: ${parsed.message}`, parsed.span, help))],
      single: false,
    };
  }
  const places = lazily(() => jsonPlaces(source.text));
  const origin = originOf(source, whole, places);
  const { value } = parsed;
  if (isJsonObject(value) && !Array.isArray(value["data"])) return { ...readRule(value, [], origin), single: true };
  const base: Path = isJsonObject(value) ? ["data"] : [];
  const members: Json | undefined = isJsonObject(value) ? value["data"] : value;
  if (!Array.isArray(members)) {
    return { rules: [], diagnostics: [inFile(source, error("rules/no-rule", "neither a rule nor a list of rules", whole))], single: false };
  }
  const results = members.map((member: Json, i): RawResult => {
    const path = [...base, i];
    const at = lazily(() => origin.place(path)?.value ?? whole);
    if (!isJsonObject(member))
      return { rules: [], diagnostics: [inFile(source, error("rules/no-rule", "not a rule: no JSON object", at()))] };
    // each rule of a list has a hash of its own, so that a change to one leaves the others' artefacts alone
    return readRule(member, path, { ...origin, whole: at() });
  });
  return { ...together(results), single: false };
}

type LineKind = "rule" | "summary" | "exception list" | "exception item" | "connector";

/** What a line of an export is. Kibana writes rules first, then exception lists and items, connectors as saved objects, and one summary. */
function kindOf(line: JsonObject): LineKind {
  const has = (name: string): boolean => Object.hasOwn(line, name);
  if (has("exported_count") || has("exported_rules_count")) return "summary";
  if (has("item_id")) return "exception item";
  if (has("list_id") && !has("rule_id")) return "exception list";
  if (has("attributes") && has("type")) return "connector";
  return "rule";
}

interface Line {
  readonly span: Span;
  readonly value: JsonObject;
}

function linesOf(source: SourceText): { readonly lines: readonly Line[]; readonly diagnostics: readonly Diagnostic[] } {
  const lines: Line[] = [];
  const diagnostics: Diagnostic[] = [];
  for (let start = startOf(source); start < source.text.length; ) {
    const newline = source.text.indexOf("\n", start);
    const end = newline < 0 ? source.text.length : newline;
    const text = source.text.slice(start, end);
    if (text.trim() !== "") {
      const parsed = parseJson(text);
      if (!parsed.ok) {
        const at = span(start + parsed.span.start, start + parsed.span.end);
        diagnostics.push(inFile(source, error("rules/json-syntax", `not JSON: ${parsed.message}`, at)));
      } else if (!isJsonObject(parsed.value)) {
        diagnostics.push(inFile(source, error("rules/no-rule", "not a rule: no JSON object", span(start, end))));
      } else lines.push({ span: span(start, end), value: parsed.value });
    }
    start = end + 1;
  }
  return { lines, diagnostics };
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

/** What an export holds beside rules, and whether it is whole. */
function aboutExport(source: SourceText, lines: readonly Line[]): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const of = (kind: LineKind): readonly Line[] => lines.filter((l) => kindOf(l.value) === kind);
  const kinds: readonly LineKind[] = ["exception list", "exception item", "connector"];
  const skipped = kinds.map((kind) => ({ kind, found: of(kind) })).filter(({ found }) => found.length > 0);
  const first = skipped[0]?.found[0];
  if (first !== undefined) {
    const what = skipped.map(({ kind, found }) => counted(found.length, kind)).join(", ");
    diagnostics.push(inFile(source, note("rules/export-skipped", `${what} of the export are not compiled`, first.span)));
  }
  const summary = of("summary")[0];
  const expected = summary?.value["exported_rules_count"] ?? null;
  const rules = of("rule").length;
  if (summary !== undefined && typeof expected === "number" && expected !== rules) {
    const message = `the export's summary counts ${counted(expected, "rule")}, but the file holds ${rules}`;
    diagnostics.push(inFile(source, warning("rules/export-count", message, summary.span, { help: "the file may have been cut short" })));
  }
  return diagnostics;
}

/** An NDJSON export: rules, and a summary line, exception lists and connectors that are skipped with a note. */
export function readNdjson(source: SourceText): RawResult {
  const { lines, diagnostics } = linesOf(source);
  const rules = lines
    .filter((line) => kindOf(line.value) === "rule")
    .map((line) => {
      const places = lazily(() => jsonPlaces(source.text, line.span.start, line.span.end));
      return readRule(line.value, [], originOf(source, line.span, places));
    });
  const read = together(rules);
  return { rules: read.rules, diagnostics: [...diagnostics, ...read.diagnostics, ...aboutExport(source, lines)] };
}
