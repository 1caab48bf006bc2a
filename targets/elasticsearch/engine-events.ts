/** Which events an index can hold as they are. */
import type { Rule } from "../../src/ir/rule.ts";
import type { Json, JsonObject } from "../../src/source/json.ts";
import { mappingProblem, ruleFields } from "./engine-mapping.ts";

/** Lucene's longest term, in bytes of UTF-8. */
const longestTerm = 32_766;

interface Item {
  readonly path: string;
  /** Undefined for an empty object. */
  readonly value: string | number | boolean | null | undefined;
}

const flattened = new WeakMap<JsonObject, readonly Item[]>();

function itemsOf(event: JsonObject): readonly Item[] {
  const known = flattened.get(event);
  if (known !== undefined) return known;
  const items: Item[] = [];
  const visit = (path: string, json: Json): void => {
    if (isArray(json)) for (const item of json) visit(path, item);
    else if (json === null || typeof json !== "object") items.push({ path, value: json });
    else {
      const entries = Object.entries(json);
      if (entries.length === 0 && path !== "") items.push({ path, value: undefined });
      for (const [key, value] of entries) visit(path === "" ? key : `${path}.${key}`, value);
    }
  };
  visit("", event);
  flattened.set(event, items);
  return items;
}

const isArray = (json: Json): json is readonly Json[] => Array.isArray(json);

/** Why the event cannot be shown to an index made for this rule, or null. */
export function eventProblem(rule: Rule, event: JsonObject): string | null {
  const problem = mappingProblem(rule);
  if (problem !== null) return problem;
  const fields = ruleFields(rule, {});
  for (const { path, value } of itemsOf(event)) {
    if (path.split(".").some((segment) => segment === "")) return "a field's name has an empty segment";
    const type = fields.get(path);
    for (const [name, fieldType] of fields) {
      if (fieldType !== "object" && path.startsWith(`${name}.`)) return `\`${name}\` is an object where the index has values`;
      if (value !== null && value !== undefined && name.startsWith(`${path}.`))
        return `\`${path}\` is a value where the index has an object`;
    }
    if (type === undefined) continue;
    if (value === undefined) return type === "object" ? null : `\`${path}\` is an object where the index has values`;
    const bad = valueProblem(path, type, value);
    if (bad !== null) return bad;
  }
  return null;
}

function valueProblem(path: string, type: string, value: string | number | boolean | null): string | null {
  if (type === "object" && value !== null) return `\`${path}\` is a value where the index has an object`;
  if (typeof value === "string") {
    if (/\p{Surrogate}/u.test(value)) return `\`${path}\` holds half a surrogate pair`;
    if (value.length > longestTerm / 3 && Buffer.byteLength(value) > longestTerm) return `\`${path}\` is longer than a term can be`;
    return null;
  }
  if (typeof value !== "number") return null;
  if (type === "float" && Math.fround(value) !== value) return `\`${path}\` is no float of 32 bits`;
  if (type === "half_float" && (!Number.isInteger(value) || Math.abs(value) > 2048)) return `\`${path}\` is no float of 16 bits`;
  if (type === "unsigned_long" && value >= 2 ** 63) return `\`${path}\` is beyond a long`;
  return null;
}
