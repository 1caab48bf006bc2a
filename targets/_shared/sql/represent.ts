import { type Field, fieldName, isMeant } from "../../../src/ir/field.ts";
import type { Rule } from "../../../src/ir/rule.ts";
import { isJsonObject, type Json, type JsonObject } from "../../../src/source/json.ts";
import { remember } from "../../../src/source/remember.ts";
import { unknownField } from "../../../src/target/known-fields.ts";
import { lowersByUnit } from "./derived-values.ts";
import type { Dialect } from "./dialect.ts";
import type { Layout } from "./layout.ts";
import { flatten, read, readingOf } from "./projection.ts";
import { readsOf, type Which } from "./table.ts";

/** Why an event cannot be shown to a database under its layout; null when it can. Remembers what it found out of an event. */
export function representer(dialect: Dialect, layout: Layout, which: Which = "events"): (rule: Rule, event: JsonObject) => string | null {
  const textProblem = remember((event: JsonObject) => unwritable(event, dialect));
  const flattened = remember(flatten);
  const reads = remember(readsOf[which]);
  return (rule, event) => {
    const unwritten = textProblem(event);
    if (unwritten !== null) return unwritten;
    const flat = flattened(event);
    const all = reads(rule);
    const unknown =
      layout.kind === "columns"
        ? unknownField(
            all.map((r) => r.field),
            event,
          )
        : null;
    if (unknown !== null) return `a field \`${unknown}\` that has no column`;
    for (const { field, piece, compared } of all) {
      for (const one of layout.kind === "columns" ? (field.pattern?.known ?? [field]) : [field]) {
        const values = valuesOf(flat, one);
        const problem =
          valueProblem(dialect, layout, one, values) ??
          (piece ? pieceProblem(values) : null) ??
          (dialect.nul === "compared" && !compared && values.some(hasNul) ? `NUL in a text, where ${dialect.title}'s functions end` : null);
        if (problem !== null) return problem;
      }
    }
    return null;
  };
}

function valuesOf(flat: ReturnType<typeof flatten>, field: Field): readonly (string | number | boolean)[] {
  const { pattern } = field;
  if (pattern === undefined) return flat.get(fieldName(field)) ?? [];
  return [...flat].flatMap(([name, values]) => (isMeant(pattern, name) ? values : []));
}

const hasNul = (value: string | number | boolean): boolean => typeof value === "string" && value.includes("\0");

/** Some text of the event, wherever it stands, that the database cannot hold. */
function unwritable(event: JsonObject, { nul, syntax }: Dialect): string | null {
  const todo: Json[] = [event];
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    // a value that is only compared may have a NUL; a name may be matched with a pattern
    const problem = typeof at === "string" ? syntax.quote.problem(nul === "compared" ? at.replaceAll("\0", "") : at) : null;
    if (problem !== null) return problem;
    if (Array.isArray(at)) todo.push(...at);
    else if (isJsonObject(at)) {
      const name = Object.keys(at)
        .map((key) => syntax.quote.problem(key))
        .find((p) => p !== null);
      if (name !== undefined) return name;
      todo.push(...Object.values(at));
    }
  }
  return null;
}

/** What is cut or put together in lower case, as SQL reads it, is not the lower case of what is cut or put together. */
const pieceProblem = (values: readonly (string | number | boolean)[]): string | null =>
  values.every((v) => lowersByUnit(String(read(v, "text"))))
    ? null
    : "a capital sigma, a dotted capital I or a capital letter beyond U+FFFF in a text that is cut before it is lower-cased";

const ranges: Readonly<Record<string, readonly [bigint, bigint]>> = {
  byte: [-(2n ** 7n), 2n ** 7n - 1n],
  short: [-(2n ** 15n), 2n ** 15n - 1n],
  integer: [-(2n ** 31n), 2n ** 31n - 1n],
  unsigned_long: [0n, 2n ** 63n - 1n],
};

/** The projection reads all whole numbers alike, and 64 bits of them: a value outside of the field's own type would be seen, though it is none. */
function valueProblem(dialect: Dialect, layout: Layout, field: Field, values: readonly (string | number | boolean)[]): string | null {
  const reading = readingOf(field);
  const range = ranges[field.type];
  if (reading === null) return null;
  const items = values.map((v) => read(v, reading)).filter((v) => v !== null);
  if (range !== undefined && items.length < values.length && field.type === "unsigned_long")
    return "a value that is no whole number of 63 bits";
  for (const item of items) {
    if (typeof item !== "bigint") continue;
    if (range !== undefined && (item < range[0] || item > range[1])) return `a value that does not fit into ${field.type}`;
    if (layout.kind === "columns" && reading === "date" && (item < dialect.times.first || item > dialect.times.last))
      return "a time that the column cannot hold";
  }
  return layout.kind === "columns" && !field.array && items.length > 1 ? "several values in a column for one" : null;
}
