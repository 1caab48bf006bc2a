/** Which events an index can hold as they are. */

import { isMeant } from "../../src/ir/field.ts";
import type { Rule } from "../../src/ir/rule.ts";
import type { Json, JsonObject } from "../../src/source/json.ts";
import { remember } from "../../src/source/remember.ts";
import { patternsOf } from "../../src/target/known-fields.ts";
import { holdsFields, mappingProblem, prefixes, ruleFields } from "./engine-mapping.ts";

/** The oracle reads no times beyond it; Elasticsearch does. */
const lastInstant = 8.64e15;

/** Lucene's longest term, in bytes of UTF-8. */
const longestTerm = 32_766;

type Scalar = string | number | boolean | null;

/** An event by the dotted names of its values. */
interface Shape {
  readonly values: ReadonlyMap<string, readonly Scalar[]>;
  /** Names that stand for an object somewhere in the event. */
  readonly objects: ReadonlySet<string>;
  readonly problem: string | null;
}

const isArray = (json: Json): json is readonly Json[] => Array.isArray(json);

function shapeOf(event: JsonObject): Shape {
  const values = new Map<string, Scalar[]>();
  const objects = new Set<string>();
  let problem: string | null = null;
  const visit = (path: string, json: Json): void => {
    if (isArray(json)) for (const item of json) visit(path, item);
    else if (json === null || typeof json !== "object") {
      const list = values.get(path);
      if (list === undefined) values.set(path, [json]);
      else list.push(json);
    } else {
      if (path !== "") objects.add(path);
      for (const [key, value] of Object.entries(json)) {
        const inner = path === "" ? key : `${path}.${key}`;
        if (key.split(".").includes("")) problem = "a field's name has an empty segment";
        for (const prefix of prefixes(inner)) objects.add(prefix);
        visit(inner, value);
      }
    }
  };
  visit("", event);
  return { values, objects, problem };
}

const shape = remember(shapeOf);

/** Values of a field by its dotted name, however the event nests them. */
export const valuesAt = (event: JsonObject, name: string): readonly Scalar[] => shape(event).values.get(name) ?? [];

/** What is asked of a rule for every event, once. */
interface Demands {
  readonly problem: string | null;
  readonly fields: readonly { readonly name: string; readonly type: string; readonly above: readonly string[] }[];
}

const demandsOf = remember(
  (rule: Rule): Demands => ({
    problem: mappingProblem(rule),
    fields: [...ruleFields(rule, {})].map(([name, type]) => ({ name, type, above: prefixes(name) })),
  }),
);

/** Why an index cannot show this event; `refused`: it does not even take the document while it has the field. */
interface Problem {
  readonly reason: string;
  readonly refused: boolean;
}

const refusal = (reason: string): Problem => ({ reason, refused: true });
const difference = (reason: string): Problem => ({ reason, refused: false });

/** Why the event cannot be shown to an index made for this rule, or null. */
export function eventProblem(rule: Rule, event: JsonObject): string | null {
  const { problem, fields } = demandsOf(rule);
  const known = shape(event);
  if (problem !== null || known.problem !== null) return problem ?? known.problem;
  for (const field of fields) {
    const found = fieldProblem(field, known);
    if (found !== null) return found.reason;
  }
  for (const { pattern, type } of patternsOf(rule))
    for (const name of known.values.keys()) {
      const found = pattern !== undefined && isMeant(pattern, name) ? fieldProblem({ name, type, above: prefixes(name) }, known) : null;
      if (found !== null) return found.reason;
    }
  return null;
}

/** Why the event cannot be in a stream for an index with these fields, or null. */
export function streamProblem(fields: ReadonlyMap<string, string>, event: JsonObject): string | null {
  const known = shape(event);
  if (known.problem !== null) return known.problem;
  for (const [name, type] of fields) {
    const found = fieldProblem({ name, type, above: prefixes(name) }, known);
    if (found !== null) return found.reason;
  }
  return null;
}

/** Fields that the index must not have if it is to take the event. */
export function conflictingFields(fields: ReadonlyMap<string, string>, event: JsonObject): readonly string[] {
  const known = shape(event);
  const conflicts: string[] = [];
  for (const [name, type] of fields) if (fieldProblem({ name, type, above: prefixes(name) }, known)?.refused === true) conflicts.push(name);
  return conflicts;
}

function fieldProblem({ name, type, above }: Demands["fields"][number], { values, objects }: Shape): Problem | null {
  if (!holdsFields(type) && objects.has(name)) return refusal(`\`${name}\` is an object where the index has values`);
  for (const prefix of above)
    if (values.get(prefix)?.some((v) => v !== null) === true) return refusal(`\`${prefix}\` is a value where the index has an object`);
  for (const value of values.get(name) ?? []) {
    const bad = valueProblem(name, type, value);
    if (bad !== null) return bad;
  }
  return null;
}

const numeric = new Set([
  "byte",
  "short",
  "integer",
  "long",
  "unsigned_long",
  "half_float",
  "float",
  "double",
  "scaled_float",
  "date",
  "date_nanos",
]);

function valueProblem(path: string, type: string, value: Scalar): Problem | null {
  if (holdsFields(type) && value !== null) return refusal(`\`${path}\` is a value where the index has an object`);
  if (typeof value === "string") {
    if (/\p{Surrogate}/u.test(value)) return refusal(`\`${path}\` holds half a surrogate pair`);
    if (value.length > longestTerm / 3 && Buffer.byteLength(value) > longestTerm)
      return refusal(`\`${path}\` is longer than a term can be`);
  }
  if (type === "unsigned_long" && value !== null && !(Number(value) >= 0 && Number(value) < 2 ** 63))
    return difference(`\`${path}\` is no long, which stands in for unsigned_long`);
  if ((type === "date" || type === "date_nanos") && typeof value === "number" && Math.abs(value) > lastInstant)
    return difference(`\`${path}\` is a time that JavaScript has no date for`);
  if ((type === "date" || type === "date_nanos") && typeof value === "string" && /^-?\d+\.\d+$/.test(value))
    return difference(`\`${path}\` is a fraction of a millisecond as text`);
  if (typeof value !== "number") return null;
  if (Object.is(value, -0)) return difference(`\`${path}\` is -0.0, which an index tells from 0.0`);
  // as text a number is what the document spells, and JSON.parse has forgotten that
  if (!numeric.has(type))
    return Number.isInteger(value) && !Number.isSafeInteger(value) ? difference(`the spelling of the number \`${path}\` is lost`) : null;
  if (type === "float" && Math.fround(value) !== value) return difference(`\`${path}\` is no float of 32 bits`);
  if (type === "half_float" && (!Number.isInteger(value) || Math.abs(value) > 2048))
    return difference(`\`${path}\` is no float of 16 bits`);
  return null;
}

/** The document of an event. Whole numbers from 2^53 on get all their digits: JSON.stringify rounds them to 17, which may leave the range of a long. */
export function documentText(event: JsonObject): string {
  const text = (json: Json): string => {
    if (typeof json === "number") return Number.isInteger(json) && Math.abs(json) < 2 ** 64 ? String(BigInt(json)) : JSON.stringify(json);
    if (json === null || typeof json !== "object") return JSON.stringify(json);
    if (isArray(json)) return `[${json.map(text).join(",")}]`;
    return `{${Object.entries(json)
      .map(([key, value]) => `${JSON.stringify(key)}:${text(value)}`)
      .join(",")}}`;
  };
  return text(event);
}
