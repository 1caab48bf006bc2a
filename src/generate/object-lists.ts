import type { Condition, Exists, Leaf, Nested } from "../ir/condition.ts";
import { type Field, fieldName } from "../ir/field.ts";
import { assertNever } from "../source/assert-never.ts";
import { isJsonObject, type Json, type JsonObject } from "../source/json.ts";

/**
 * Lists of objects for rules that look at one object. Values are looked for as if there were one object for each `nested` of the condition, whose fields have names of their own; an event with such names
 * is then made into one with lists. Whatever an event holds, each `nested` that is true has an object that makes it so, and each that is false is so for a missing one: what is proven of the names
 * is proven of lists.
 */

/** Private use: no field's name has it. Behind the list's path, with the number of the `nested`. */
const mark = "\ue000";
const marked = /^([^\ue000]*)\ue000(\d+)(?:\.(.*))?$/su;

/** The same text without the numbers of objects, to be read. */
export const readable = (text: string): string => text.replaceAll(/\ue000\d+/g, "");

/** Is this the leaf that asks whether the object is there at all? */
export const isPresence = (leaf: Leaf): boolean => leaf.kind === "exists" && /\ue000\d+$/u.test(fieldName(leaf.field));

interface Scope {
  readonly path: string;
  readonly name: string;
}

/** Without `nested`: in place of each stands that its object is there and satisfies its condition. Leaves keep their ids; the presence of an object has that of its `nested`. */
export function withoutLists(condition: Condition, scope: Scope | null = null): Condition {
  const go = (c: Condition): Condition => withoutLists(c, scope);
  switch (condition.kind) {
    case "constant":
      return condition;
    case "and":
    case "or":
      return { ...condition, operands: condition.operands.map(go) };
    case "not":
      return { ...condition, operand: go(condition.operand) };
    case "exists":
      return scope === null ? condition : { ...condition, field: renamed(condition.field, scope) };
    case "any":
      return scope === null ? condition : { ...condition, binds: condition.binds.map((b) => ({ ...b, field: renamed(b.field, scope) })) };
    case "nested":
      return oneObject(condition, scope);
    default:
      return assertNever(condition);
  }
}

function oneObject(nested: Nested, outer: Scope | null): Condition {
  const path = nested.path.join(".");
  const own: Scope = { path, name: `${nameIn(outer, path)}${mark}${nested.id}` };
  const { id, span } = nested;
  const field: Field = { path: own.name.split("."), type: "keyword", mapped: true, array: false, ignoreAbove: null };
  const present: Exists = { kind: "exists", id, span, field };
  // only leaves are asked for by their ids
  return { kind: "and", id: -1 - id, span, operands: [present, withoutLists(nested.where, own)] };
}

const nameIn = (scope: Scope | null, name: string): string => (scope === null ? name : scope.name + name.slice(scope.path.length));

const renamed = (field: Field, scope: Scope): Field => ({ ...field, path: nameIn(scope, fieldName(field)).split(".") });

/** The event with its lists. An object without its mark is not there, whatever it holds. */
export function withLists(event: JsonObject): JsonObject {
  const plain: Record<string, Json> = {};
  const lists = new Map<string, Map<string, { present: boolean; readonly fields: Record<string, Json> }>>();
  for (const [name, value] of Object.entries(event)) {
    const [, path, number, field] = marked.exec(name) ?? [];
    if (path === undefined || number === undefined) {
      plain[name] = value;
      continue;
    }
    const objects = lists.get(path) ?? new Map<string, { present: boolean; readonly fields: Record<string, Json> }>();
    const object = objects.get(number) ?? { present: false, fields: {} };
    lists.set(path, objects.set(number, object));
    if (field === undefined) object.present = value !== null && !(isList(value) && value.length === 0);
    else object.fields[field] = value;
  }
  for (const [path, objects] of lists) {
    const there = [...objects.values()].filter((o) => o.present).map((o) => withLists(o.fields));
    if (there.length > 0) plain[path] = there;
  }
  return plain;
}

const isList = (json: Json): json is readonly Json[] => Array.isArray(json);

/** Of more fields in an object, so many are moved out of it. */
const mostMoved = 6;

export interface ListVariant {
  readonly purpose: string;
  readonly event: JsonObject;
  /** The same values, one of them in another object. */
  readonly apart: boolean;
}

/** Other lists of the same objects, above all those that hold the same values in other objects: who lets lists flow together takes them for the same. */
export function* listVariants(event: JsonObject): Generator<ListVariant> {
  for (const [name, value] of Object.entries(event)) {
    if (!isList(value)) continue;
    const objects = value.filter((item): item is JsonObject => isJsonObject(item));
    if (objects.length === 0 || objects.length < value.length) continue;
    for (const [what, list] of apart(objects)) yield { purpose: `${name}: ${what}`, event: { ...event, [name]: list }, apart: true };
    for (const [what, list] of otherLists(objects)) yield { purpose: `${name}: ${what}`, event: { ...event, [name]: list }, apart: false };
    const { [name]: _list, ...rest } = event;
    const dotted = Object.fromEntries(Object.entries(objects[0] ?? {}).map(([field, v]) => [`${name}.${field}`, v]));
    yield { purpose: `${name}: no list`, event: rest, apart: false };
    yield { purpose: `${name}: dotted keys`, event: { ...rest, ...dotted }, apart: false };
    for (const [i, object] of objects.entries())
      for (const inner of listVariants(object)) {
        const list = objects.map((o, at) => (at === i ? inner.event : o));
        yield { ...inner, purpose: `${name}.${inner.purpose}`, event: { ...event, [name]: list } };
      }
  }
}

function* apart(objects: readonly JsonObject[]): Generator<readonly [string, Json]> {
  const [first = {}, ...others] = objects;
  const fields = Object.entries(first);
  if (fields.length < 2) return;
  for (const [name, value] of fields.slice(0, mostMoved)) {
    const { [name]: _moved, ...rest } = first;
    yield [`${name} in another object`, [rest, { [name]: value }, ...others]];
  }
}

function* otherLists(objects: readonly JsonObject[]): Generator<readonly [string, Json]> {
  const [first, second] = objects;
  if (first !== undefined && second === undefined) yield ["one object, no list", first];
  if (second !== undefined) yield ["all fields in one object", [Object.assign({}, ...objects)]];
  yield ["an empty object before", [{}, ...objects]];
  yield ["an empty object alone", [{}]];
  yield ["among nulls", [null, ...objects, null]];
  yield ["lists in a list", objects.map((o) => [[o]])];
  yield ["the last of the objects gone", objects.slice(0, -1)];
  yield ["the other way round, twice", [...objects.toReversed(), ...objects]];
  yield ["null", null];
}
