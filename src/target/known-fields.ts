import type { Condition, Leaf } from "../ir/condition.ts";
import { type Field, fieldName, isMeant } from "../ir/field.ts";
import type { Rule, Source } from "../ir/rule.ts";
import { leaves, mapConditions } from "../ir/walk.ts";
import { isJsonObject, type Json, type JsonObject } from "../source/json.ts";

/** For products whose fields are fixed: a pattern of names means those of the schema's fields that fit, and an event with others cannot be shown to them. */

/** The field of a leaf that stands for all whose names fit, or null. */
export function patternField(leaf: Leaf): Field | null {
  if (leaf.kind === "any" && leaf.binds.length !== 1) return null;
  const field = leaf.kind === "exists" ? leaf.field : leaf.binds[0]?.field;
  return field?.pattern === undefined ? null : field;
}

/** The same test of each field of the schema that is meant; the event passes one of them if it passes the leaf's. Null: the leaf is of one field. */
export function knownTests(leaf: Leaf): readonly Leaf[] | null {
  const field = patternField(leaf);
  return (
    field?.pattern?.known.map((known) =>
      leaf.kind === "exists" ? { ...leaf, field: known } : { ...leaf, binds: leaf.binds.map((b) => ({ ...b, field: known })) },
    ) ?? null
  );
}

/** Patterns of which the schema knows some field are written out; others stay. */
export function withKnownFields(rule: Rule): Rule {
  const sources: Record<string, Source> = {};
  for (const [id, source] of Object.entries(rule.sources))
    sources[id] = { ...source, where: mapConditions(source.where, (c) => (c.kind === "exists" || c.kind === "any" ? written(c) : c)) };
  return { ...rule, sources };
}

function written(leaf: Leaf): Condition {
  const tests = knownTests(leaf);
  const [only, second] = tests ?? [];
  if (tests === null || only === undefined) return leaf;
  return second === undefined ? only : { kind: "or", id: leaf.id, span: leaf.span, operands: tests };
}

/** Every pattern of a rule. */
export const patternsOf = (rule: Rule): readonly Field[] =>
  Object.values(rule.sources).flatMap(({ where }) => leaves(where).flatMap(({ leaf }) => patternField(leaf) ?? []));

/** A field of the event that a pattern of the rule means and the schema does not know, or null. */
export function unknownField(fields: readonly Field[], event: JsonObject): string | null {
  const patterns = fields.flatMap(({ pattern }) => pattern ?? []);
  if (patterns.length === 0) return null;
  for (const name of namesOf(event))
    for (const pattern of patterns) if (isMeant(pattern, name) && !pattern.known.some((f) => fieldName(f) === name)) return name;
  return null;
}

/** The dotted names of an event's values. */
export function namesOf(event: JsonObject): ReadonlySet<string> {
  const names = new Set<string>();
  const stack: { readonly name: string | null; readonly at: Json }[] = [{ name: null, at: event }];
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    const { name, at } = place;
    if (Array.isArray(at)) for (const item of at) stack.push({ name, at: item });
    else if (isJsonObject(at))
      for (const [key, inner] of Object.entries(at)) stack.push({ name: name === null ? key : `${name}.${key}`, at: inner });
    else if (name !== null && at !== null) names.add(name);
  }
  return names;
}
