import { evaluateCondition } from "../eval/evaluate-condition.ts";
import type { Leaf } from "../ir/condition.ts";
import { type Field, fieldName } from "../ir/field.ts";
import { familyOf } from "../schema/es-type.ts";
import { isJsonObject, type Json, type JsonObject } from "../source/json.ts";
import { fieldsOf } from "./field-model.ts";
import { namedTexts } from "./named-texts.ts";
import { withLists } from "./object-lists.ts";
import { otherPlaces, type PatternNames } from "./pattern-names.ts";
import { addressPoints, datePoints, numberEdges } from "./points.ts";
import { spread } from "./spread.ts";

/** A change of one field of an event, and what it tries to trap. */
export interface Variant {
  readonly purpose: string;
  readonly event: JsonObject;
  /** What is likely to tell engines apart comes first: shapes, edges and what the value itself suggests, of fields that say more than of what kind an event is. */
  readonly weight: "first" | "then";
}

type Change = Omit<Variant, "weight"> & { readonly weight?: "then" };

/** Fields that say of what kind an event is: nearly every rule looks at them, and all in the same way. */
const kindFields: ReadonlySet<string> = new Set([
  "event.action",
  "event.category",
  "event.dataset",
  "event.kind",
  "event.module",
  "event.type",
  "host.os.family",
  "host.os.type",
]);

/** The event with other values in one field; undefined leaves the field out. */
const put = (event: JsonObject, name: string, value: Json | undefined): JsonObject => {
  const { [name]: _old, ...rest } = event;
  return value === undefined ? rest : { ...rest, [name]: value };
};

const flipped = (text: string): string =>
  [...text].map((c) => (c >= "a" && c <= "z" ? c.toUpperCase() : c >= "A" && c <= "Z" ? c.toLowerCase() : c)).join("");

const beyondAscii = (text: string): string =>
  [...text].map((c) => (c < "\u0080" ? c : c.toUpperCase() === c ? c.toLowerCase() : c.toUpperCase())).join("");

/** Numbers as one reader of numbers takes them and another does not. */
const numberTexts: readonly (readonly [string, (digits: string) => string])[] = [
  ["with Java's mark of a float", (d) => `${d}f`],
  ["between blanks", (d) => ` ${d} `],
  ["with a sign", (d) => `+${d}`],
  ["with a fraction of zero", (d) => `${d}.0`],
  ["with an exponent", (d) => `${d}e0`],
  ["hexadecimal", (d) => `0x${Number(d).toString(16)}`],
];

/** Letters that some foldings take for the same and others do not. */
const pairs: readonly (readonly [RegExp, string])[] = [
  [/k/i, "\u212a"],
  [/s/i, "\u017f"],
  [/i/i, "\u0130"],
  [/e/i, "\u00e9"],
  [/ss/i, "\u00df"],
];

/** One change at a time, of each field that the leaves look at. Shapes first, then values by the field's type, then the edges of what the tests ask. */
export function* variants(event: JsonObject, leaves: readonly Leaf[], names: PatternNames): Generator<Variant> {
  const fields = new Map<string, Field>();
  for (const leaf of leaves) for (const field of fieldsOf(leaf)) fields.set(fieldName(field), field);
  for (const [name, field] of fields)
    for (const change of changes(event, field, names.of(event, name)[0] ?? name, leaves))
      yield { ...change, weight: kindFields.has(name) ? "then" : (change.weight ?? "first") };
  yield { purpose: "nested spelling", event: nested(withLists(event)), weight: "first" };
}

/** `name`: of the field in this event. */
function* changes(event: JsonObject, field: Field, name: string, leaves: readonly Leaf[]): Generator<Change> {
  const value = event[name];
  yield* otherPlaces(event, field, name);
  yield* shapes(event, field, name);
  for (const item of Array.isArray(value) ? value : value === undefined ? [] : [value]) {
    if (typeof item === "string" && familyOf(field.type) === "string") yield* texts(event, name, item);
    if (typeof item === "number") yield* numbers(event, name, item);
    if (typeof item === "boolean") yield { purpose: `${name}: the other truth value`, event: put(event, name, !item) };
    if (typeof item === "string" && familyOf(field.type) === "ip" && /^\d+\.\d+\.\d+\.\d+$/.test(item))
      yield { purpose: `${name}: the same address, mapped into IPv6`, event: put(event, name, `::ffff:${item}`) };
  }
  yield* allOutside(event, field, name, leaves);
  for (const edge of edges(field, leaves)) yield { purpose: `${name}: at an edge, ${edge}`, event: put(event, name, edge) };
}

/** Of a range with two bounds: values on both sides of it together, none of which lies in it. */
function* allOutside(event: JsonObject, field: Field, name: string, leaves: readonly Leaf[]): Generator<Change> {
  for (const leaf of leaves) {
    if (leaf.kind !== "any" || leaf.test.kind !== "in-range" || !fieldsOf(leaf).some((f) => fieldName(f) === fieldName(field))) continue;
    const outside = edges(field, [leaf]).filter(
      (edge) => evaluateCondition(leaf, { event: { [fieldName(field)]: edge }, now: null }) === "false",
    );
    if (outside.length > 1) yield { purpose: `${name}: several, all outside of a range`, event: put(event, name, outside) };
  }
}

/** Of more edges, so many, evenly spread. */
const mostEdges = 12;

/** Values at which a test's truth may change: numbers and instants with their neighbours, the first and last address of a network and those just outside. */
function edges(field: Field, leaves: readonly Leaf[]): readonly Json[] {
  const family = familyOf(field.type);
  const tests = leaves.flatMap((l) => (l.kind === "any" && fieldsOf(l).some((f) => fieldName(f) === fieldName(field)) ? [l.test] : []));
  const points: readonly Json[] =
    family === "long" || family === "double"
      ? numberEdges(tests, family === "long")
      : family === "ip"
        ? addressPoints(tests)
        : family === "date"
          ? datePoints(tests)
          : family === "string"
            ? namedTexts(tests)
            : [];
  return spread(points, mostEdges);
}

/** Another value of the type. */
function otherThan(field: Field, value: Json): Json {
  switch (familyOf(field.type)) {
    case "ip":
      return "203.0.113.78";
    case "date":
      return "2001-02-03T04:05:06.007Z";
    case "boolean":
      return value !== true;
    case "long":
    case "double":
      return typeof value === "number" ? value + 1_000_003 : 1_000_003;
    default:
      return "zz-other";
  }
}

function* shapes(event: JsonObject, field: Field, name: string): Generator<Change> {
  const value = event[name];
  const say = (purpose: string, changed: Json | undefined): Change => ({
    purpose: `${name}: ${purpose}`,
    event: put(event, name, changed),
  });
  yield say("missing", undefined);
  yield say("null", null);
  yield say("empty array", []);
  if (value === undefined) return;
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    yield say("several the other way round", items.toReversed());
    yield say("the first of several gone", items.slice(1));
    yield say("the last of several gone", items.slice(0, -1));
    return;
  }
  const other = otherThan(field, value);
  yield say("array of one", [value]);
  yield say("first of several", [value, other]);
  yield say("in the middle of several", [other, value, other]);
  yield say("last of several", [other, other, null, value]);
}

function* texts(event: JsonObject, name: string, text: string): Generator<Change> {
  const say = (purpose: string, value: string): Change => ({ purpose: `${name}: ${purpose}`, event: put(event, name, value) });
  const then = (purpose: string, value: string): Change => ({ ...say(purpose, value), weight: "then" });
  yield say("empty text", "");
  if (beyondAscii(text) !== text) yield say("case flipped beyond ASCII", beyondAscii(text));
  if (flipped(text) !== text) yield say("letter case flipped", flipped(text));
  for (const [letter, twin] of pairs) if (letter.test(text)) yield say(`${twin} in place of a letter`, text.replace(letter, twin));
  if (text !== "") {
    yield say("one character more in front", `x${text}`);
    yield say("one character more at the end", `${text}x`);
    yield then("last character gone", [...text].slice(0, -1).join(""));
    yield say("a newline at the end", `${text}\n`);
    yield then("a letter of two bytes in place of the last", `${[...text].slice(0, -1).join("")}\u00e9`);
    yield then("a newline inside", `${text.slice(0, 1)}\n${text.slice(1)}`);
    yield then("an emoji at the end", `${text}\u{1f600}`);
  }
  for (const trap of ["*", "?", "%", "_", "[", "\\"]) yield then(`${trap} at the end`, `${text}${trap}`);
  for (const trap of ["*", "?", "%", "_", ".", "\\"]) {
    if (!text.includes(trap)) continue;
    yield say(`another character in place of ${trap}`, text.replaceAll(trap, "x"));
    yield say(`${trap} gone`, text.replaceAll(trap, ""));
  }
  if (/[[\]]/.test(text)) yield say("brackets gone", text.replaceAll(/[[\]]/g, ""));
  if (text.includes("\\")) yield say("backslashes twice", text.replaceAll("\\", "\\\\"));
  if (/^\d{1,15}$/.test(text)) for (const [what, other] of numberTexts) yield say(what, other(text));
  yield then("a very long value", text + "a".repeat(3_000));
}

function* numbers(event: JsonObject, name: string, n: number): Generator<Change> {
  for (const [what, value] of [
    ["one less", n - 1],
    ["one more", n + 1],
    ["zero", 0],
    ["negative", -n - 1],
    ["a fraction more", n + 0.5],
    ["as text", String(n)],
  ] as const)
    yield { purpose: `${name}: ${what}`, event: put(event, name, value) };
}

/** Dotted names as nested objects; a name whose beginning already has a value stays dotted. */
export function nested(event: JsonObject): JsonObject {
  const root: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(event)) {
    const path = name.split(".");
    let at = root;
    let free = !path.some((p) => p === "__proto__");
    for (const segment of path.slice(0, -1)) {
      if (!free) break;
      const next = Object.hasOwn(at, segment) ? at[segment] : {};
      if (typeof next !== "object" || next === null || Array.isArray(next)) {
        free = false;
        break;
      }
      at[segment] = next;
      // every object in this tree was made here, as a plain record
      at = next as Record<string, unknown>;
    }
    const last = path.at(-1) ?? name;
    if (free && !Object.hasOwn(at, last)) at[last] = value;
    else root[name] = value;
  }
  // built from JSON values alone
  return root as JsonObject;
}

/** The names of an event's fields, dotted, whichever way it spells them. */
export function flattenedNames(event: JsonObject): readonly string[] {
  return Object.entries(event).flatMap(([name, value]) =>
    isJsonObject(value) ? flattenedNames(value).map((inner) => `${name}.${inner}`) : [name],
  );
}
