import { type Code, type Diagnostic, error } from "../../diagnostics/diagnostic.ts";
import type { Condition } from "../../ir/condition.ts";
import type { Field } from "../../ir/field.ts";
import type { Span } from "../../source/span.ts";
import { isRefusal, type Refusal, type Tested } from "../_shared/index-tests.ts";
import type { NodeIds } from "../_shared/node-ids.ts";
import { membersOf, type Placed } from "./placed.ts";

/** What every function of the lowering is given. */
export interface Lowering {
  readonly ids: NodeIds;
  readonly report: (d: Diagnostic) => void;
  /** Null: reported. */
  readonly fieldOf: (name: string, at: Span) => Field | null;
}

export function fail(lowering: Lowering, code: Code, message: string, at: Span, help?: string): null {
  lowering.report(error(code, message, at, help === undefined ? {} : { help }));
  return null;
}

const codes: Readonly<Record<Refusal["why"], Code>> = {
  type: "filters/type-mismatch",
  "pattern-type": "filters/type-mismatch",
  analysed: "filters/analysed-text",
  fold: "filters/type-mismatch",
  regex: "filters/regex",
  order: "filters/type-mismatch",
};

/** A test that Elasticsearch would refuse is an error here. */
export function accepted(lowering: Lowering, found: Condition | Refusal): Condition | null {
  return isRefusal(found) ? fail(lowering, codes[found.why], found.message, found.at, found.help) : found;
}

/** A value as the text that Elasticsearch compares; null: it has none, and that is reported. */
export function textOf(lowering: Lowering, placed: Placed): string | null {
  const { json } = placed;
  if (typeof json === "string") return json;
  if (typeof json === "boolean" || (typeof json === "number" && (!Number.isInteger(json) || Number.isSafeInteger(json))))
    return String(json);
  return fail(lowering, "filters/bad-shape", "a text, a number, true or false is expected here", placed.span);
}

/** `{"field": value}` or `{"field": {"query": value, …}}`: the one field, its value and the options beside it. */
export interface FieldClause {
  readonly tested: Tested;
  readonly value: Placed;
  readonly options: ReadonlyMap<string, Placed>;
}

/** Changes scores and speed, never what matches. */
const harmless: ReadonlySet<string> = new Set([
  "boost",
  "_name",
  "rewrite",
  "max_determinized_states",
  "relation",
  "auto_generate_synonyms_phrase_query",
]);

/** The one field of a clause. `valueNames`: what the long form calls the value, the first name first. Null: reported. */
export function fieldClause(lowering: Lowering, clause: Placed, valueNames: readonly string[]): FieldClause | null {
  const [entry, ...more] = [...membersOf(clause)].filter(([name]) => !harmless.has(name));
  if (entry === undefined || more.length > 0)
    return fail(lowering, "filters/bad-shape", "one field and its value are expected here", clause.span);
  const [name, given] = entry;
  const field = lowering.fieldOf(name, given.key);
  if (field === null) return null;
  const tested: Tested = { ids: lowering.ids, field, at: given.key, whole: clause.span };
  const members = membersOf(given);
  if (members.size === 0 && valueNames.length > 0) return { tested, value: given, options: new Map() };
  const valueName = valueNames.find((n) => members.has(n));
  const value = valueName === undefined ? given : members.get(valueName);
  if (value === undefined || (valueNames.length > 0 && valueName === undefined))
    return fail(lowering, "filters/bad-shape", `\`${valueNames[0]}\` is expected here`, given.span);
  return { tested, value, options: new Map([...members].filter(([n]) => n !== valueName && !harmless.has(n))) };
}

/** Takes options out by name; what is left over is an error. True: nothing is. */
export function onlyOptions(lowering: Lowering, options: ReadonlyMap<string, Placed>, known: readonly string[]): boolean {
  for (const [name, placed] of options) {
    if (known.includes(name) || harmless.has(name)) continue;
    fail(lowering, "filters/unknown-option", `the option \`${name}\` is not compiled`, placed.key);
    return false;
  }
  return true;
}

/** `case_insensitive`; null: it is neither true nor false, and that is reported. */
export function insensitive(lowering: Lowering, options: ReadonlyMap<string, Placed>): boolean | null {
  const placed = options.get("case_insensitive");
  if (placed === undefined) return false;
  if (typeof placed.json === "boolean") return placed.json;
  if (placed.json === "true" || placed.json === "false") return placed.json === "true";
  return fail(lowering, "filters/bad-shape", "`case_insensitive` is true or false", placed.span);
}

/** All of them, or null when one is. */
export function allOf<T>(items: readonly (T | null)[]): readonly T[] | null {
  const found: T[] = [];
  for (const item of items) if (item !== null) found.push(item);
  return found.length === items.length ? found : null;
}
