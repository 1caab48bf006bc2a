import { assertNever } from "../source/assert-never.ts";
import type { Json, JsonObject } from "../source/json.ts";
import { remember } from "../source/remember.ts";
import type { FieldSpec, FieldType } from "./field-type.ts";

export type Path = readonly (string | number)[];

/** What a table or value has wrong. The reader goes on: one run tells everything. */
export type Problem =
  | { readonly kind: "unknown-field"; readonly path: Path; readonly known: readonly string[] }
  | { readonly kind: "wrong-type"; readonly path: Path; readonly type: FieldType; readonly found: unknown }
  | { readonly kind: "missing-field"; readonly path: Path; readonly level: "error" | "default" }
  | { readonly kind: "too-deep"; readonly path: Path };

export type Report = (problem: Problem) => void;

/** Far deeper than any rule, and far from overflowing a stack when the document is printed. */
const maxDepth = 60;

const dateMathPattern =
  /^(?:now(?:[+-]\d+[smhHdwMy])*(?:\/[smhHdwMy])?|\d{4}-\d{2}-\d{2}(?:T[\d:.,]+(?:Z|[+-]\d{2}:?\d{2})?)?(?:\|\|(?:[+-]\d+[smhHdwMy])*(?:\/[smhHdwMy])?)?)$/;
const durationPattern = /^[1-9]\d*[smhd]$/;

const indexOf = remember((fields: readonly FieldSpec[]): ReadonlyMap<string, FieldSpec> => new Map(fields.map((f) => [f.name, f])));

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** A key of a hostile document may be `__proto__`: it becomes a property like any other. */
function setOwn(target: Record<string, Json>, key: string, value: Json): void {
  if (key === "__proto__") Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}

/** Any value of TOML or JSON as JSON; undefined, and reported, where it has none. */
function toJson(value: unknown, path: Path, report: Report): Json | undefined {
  if (path.length > maxDepth) {
    report({ kind: "too-deep", path });
    return undefined;
  }
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((v, i) => toJson(v, [...path, i], report) ?? null);
  if (!isTable(value)) {
    report({ kind: "wrong-type", path, type: { kind: "json" }, found: value });
    return undefined;
  }
  const result: Record<string, Json> = {};
  for (const key of Object.keys(value)) {
    const json = toJson(value[key], [...path, key], report);
    if (json !== undefined) setOwn(result, key, json);
  }
  return result;
}

function isOf(type: FieldType, value: unknown): boolean {
  switch (type.kind) {
    case "text":
      return typeof value === "string";
    case "boolean":
      return typeof value === "boolean";
    case "integer":
      return typeof value === "number" && Number.isSafeInteger(value) && value >= type.minimum && value <= type.maximum;
    case "choice":
      return typeof value === "string" && type.choices.includes(value);
    case "day":
      return typeof value === "string" || value instanceof Date;
    case "date-math":
      return typeof value === "string" && dateMathPattern.test(value);
    case "duration":
      return typeof value === "string" && durationPattern.test(value);
    case "list":
      return Array.isArray(value);
    case "table":
      return isTable(value);
    case "either":
      return type.options.some((o) => isOf(o, value));
    case "json":
      return true;
    default:
      return assertNever(type);
  }
}

function readValue(type: FieldType, value: unknown, path: Path, where: "toml" | "api", report: Report): Json | undefined {
  if (!isOf(type, value)) {
    report({ kind: "wrong-type", path, type, found: value });
    return undefined;
  }
  switch (type.kind) {
    case "list":
      // isOf has seen that it is an array
      return (value as readonly unknown[]).map((v, i) => readValue(type.of, v, [...path, i], where, report) ?? null);
    case "table":
      return isTable(value) ? readTable(type.fields, value, path, where, report) : undefined;
    case "either": {
      const option = type.options.find((o) => isOf(o, value));
      return option === undefined ? undefined : readValue(option, value, path, where, report);
    }
    case "text":
    case "boolean":
    case "integer":
    case "choice":
    case "day":
    case "date-math":
    case "duration":
    case "json":
      return toJson(value, path, report);
    default:
      return assertNever(type);
  }
}

/**
 * Reads a table against its fields into plain JSON. Fields that nobody knows are reported and kept; an absent or null field is left out; one of the
 * wrong type is reported and left out.
 */
export function readTable(
  fields: readonly FieldSpec[],
  table: Readonly<Record<string, unknown>>,
  path: Path,
  where: "toml" | "api",
  report: Report,
): JsonObject {
  const index = indexOf(fields);
  const result: Record<string, Json> = {};
  for (const key of Object.keys(table)) {
    const value = table[key];
    if (value === null || value === undefined) continue;
    const spec = index.get(key);
    const known = spec !== undefined && (spec.where === "both" || spec.where === where);
    if (!known) {
      const names = fields.filter((f) => f.where === "both" || f.where === where).map((f) => f.name);
      report({ kind: "unknown-field", path: [...path, key], known: names });
    }
    const json = readValue(known ? spec.type : { kind: "json" }, value, [...path, key], where, report);
    if (json !== undefined) setOwn(result, key, json);
  }
  for (const { name, missing } of fields) {
    const absent = missing !== undefined && (!Object.hasOwn(table, name) || table[name] === null);
    if (absent) report({ kind: "missing-field", path: [...path, name], level: missing });
  }
  return result;
}
