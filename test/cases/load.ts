import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import type { Verdict } from "../../src/eval/evaluate.ts";
import { frontEndOf } from "../../src/frontends/index.ts";
import type { Rule } from "../../src/ir/rule.ts";
import type { EsType } from "../../src/schema/es-type.ts";
import { esTypeOf } from "../../src/schema/es-type-names.ts";
import { type FieldInfo, type Schema, schemaOf } from "../../src/schema/schema.ts";
import type { JsonObject } from "../../src/source/json.ts";
import { ruleOf } from "../ir-builder.ts";

/** The conformance cases: rules with events and the verdicts that Elasticsearch gives. One file a topic; each runs on the oracle, and on every target and engine. */

export interface CaseFile {
  /** The file's name without its extension. */
  readonly topic: string;
  readonly about: string;
  readonly language: string;
  /** Field types, `keyword[]` for a field that holds several values; any other field is a keyword, or with `strict` unmapped. */
  readonly schema: Readonly<Record<string, FieldInfo>>;
  readonly strict: boolean;
  /** What `now` in a date means, epoch milliseconds. */
  readonly now: number | null;
  readonly cases: readonly Case[];
}

export interface Case {
  readonly name: string;
  readonly rule: string;
  readonly events: readonly Expected[];
}

export interface Expected {
  readonly event: JsonObject;
  readonly verdict: Verdict;
}

const folder = join(import.meta.dirname, ".");

/** Every case file, in order of topic. Throws on a file that is not in the format: it is ours. */
export function loadCases(): readonly CaseFile[] {
  return readdirSync(folder)
    .filter((f) => f.endsWith(".yaml"))
    .sort()
    .map((f) => readCaseFile(f.slice(0, -".yaml".length), readFileSync(join(folder, f), "utf8")));
}

const verdicts: Readonly<Record<string, Verdict>> = { match: "match", "no-match": "no-match", error: "error" };

function readCaseFile(topic: string, text: string): CaseFile {
  const file = record(parse(text), topic);
  expectKeys(file, ["about", "language", "schema", "strict", "now", "cases"], topic);
  const cases = list(file["cases"], topic).map((c): Case => {
    const one = record(c, topic);
    const name = string(one["name"], topic);
    const where = `${topic}/${name}`;
    expectKeys(one, ["name", "rule", ...Object.keys(verdicts)], where);
    const events = Object.entries(verdicts).flatMap(([key, verdict]) =>
      one[key] === undefined ? [] : list(one[key], where).map((e): Expected => ({ event: record(e, where), verdict })),
    );
    if (events.length === 0) throw new Error(`${where} has no events`);
    return { name, rule: string(one["rule"], where), events };
  });
  const schema = Object.entries(record(file["schema"] ?? {}, topic)).map(([name, type]): [string, FieldInfo] => {
    const array = typeof type === "string" && type.endsWith("[]");
    const known: EsType | null = typeof type === "string" ? esTypeOf(type.replace(/\[\]$/, "")) : null;
    if (known === null) throw new Error(`${topic}: \`${name}\` has no type`);
    return [name, { type: known, array, ignoreAbove: null }];
  });
  return {
    topic,
    about: string(file["about"], topic),
    language: string(file["language"], topic),
    schema: Object.fromEntries(schema),
    strict: file["strict"] === true,
    now: file["now"] === undefined ? null : Date.parse(string(file["now"], topic)),
    cases,
  };
}

function expectKeys(given: JsonObject, known: readonly string[], where: string): void {
  const unknown = Object.keys(given).find((k) => !known.includes(k));
  if (unknown !== undefined) throw new Error(`${where} has an unknown key \`${unknown}\``);
}

function record(value: unknown, where: string): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error(`${where}: expected a mapping`);
  return value as JsonObject; // the parser gives JSON for YAML without tags
}

function list(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`${where}: expected a list`);
  return value;
}

function string(value: unknown, where: string): string {
  if (typeof value !== "string") throw new Error(`${where}: expected a text`);
  return value;
}

export const schemaFor = (file: CaseFile): Schema => schemaOf(file.topic, file.schema, file.strict);

/** The case's rule, lowered; `rule` is null exactly when a diagnostic is an error. */
export function ruleOfCase(file: CaseFile, c: Case): { readonly rule: Rule | null; readonly diagnostics: readonly Diagnostic[] } {
  const frontEnd = frontEndOf(file.language);
  if (frontEnd === null) throw new Error(`${file.topic}: no front end for \`${file.language}\``);
  const { detection, diagnostics } = frontEnd.read(c.rule, {
    schema: schemaFor(file),
    index: [],
    categoryField: "event.category",
    timestampField: "@timestamp",
    tiebreakerField: null,
  });
  if (detection === null) return { rule: null, diagnostics };
  const base = ruleOf({ kind: "constant", id: 0, span: { start: 0, end: 0 }, value: false });
  const metadata = { ...base.metadata, ruleId: `${file.topic}/${c.name}`, name: c.name, query: c.rule, path: `${file.topic}/${c.name}` };
  const schedule = file.now === null ? base.schedule : { ...base.schedule, now: file.now };
  return { rule: { ...base, ...detection, schedule, metadata }, diagnostics };
}
