import type { Leaf } from "../ir/condition.ts";
import { type Field, fieldName } from "../ir/field.ts";
import { familyOf } from "../schema/es-type.ts";
import type { Json, JsonObject } from "../source/json.ts";
import { fieldsOf } from "./field-model.ts";

/** A change of one field of an event, and what it tries to trap. */
export interface Variant {
  readonly purpose: string;
  readonly event: JsonObject;
}

/** The event with other values in one field; undefined leaves the field out. */
const put = (event: JsonObject, name: string, value: Json | undefined): JsonObject => {
  const { [name]: _old, ...rest } = event;
  return value === undefined ? rest : { ...rest, [name]: value };
};

const flipped = (text: string): string =>
  [...text].map((c) => (c >= "a" && c <= "z" ? c.toUpperCase() : c >= "A" && c <= "Z" ? c.toLowerCase() : c)).join("");

/** Letters that some foldings take for the same and others do not. */
const pairs: readonly (readonly [RegExp, string])[] = [
  [/k/i, "\u212a"],
  [/s/i, "\u017f"],
  [/i/i, "\u0130"],
  [/e/i, "\u00e9"],
  [/ss/i, "\u00df"],
];

/** One change at a time, of each field that the leaves look at. Shapes first, then values by the field's type. */
export function* variants(event: JsonObject, leaves: readonly Leaf[]): Generator<Variant> {
  const fields = new Map<string, Field>();
  for (const leaf of leaves) for (const field of fieldsOf(leaf)) fields.set(fieldName(field), field);
  for (const [name, field] of fields) {
    const value = event[name];
    yield* shapes(event, name, value);
    for (const item of Array.isArray(value) ? value : value === undefined ? [] : [value]) {
      if (typeof item === "string" && familyOf(field.type) === "string") yield* texts(event, name, item);
      if (typeof item === "number") yield* numbers(event, name, item);
      if (typeof item === "boolean") yield { purpose: `${name}: the other truth value`, event: put(event, name, !item) };
      if (typeof item === "string" && familyOf(field.type) === "ip" && /^\d+\.\d+\.\d+\.\d+$/.test(item))
        yield { purpose: `${name}: the same address, mapped into IPv6`, event: put(event, name, `::ffff:${item}`) };
    }
  }
  yield { purpose: "nested spelling", event: nested(event) };
}

function* shapes(event: JsonObject, name: string, value: Json | undefined): Generator<Variant> {
  yield { purpose: `${name}: missing`, event: put(event, name, undefined) };
  yield { purpose: `${name}: null`, event: put(event, name, null) };
  yield { purpose: `${name}: empty array`, event: put(event, name, []) };
  if (value === undefined || Array.isArray(value)) return;
  const other = typeof value === "number" ? value + 1_000_003 : typeof value === "boolean" ? value : "zz-other";
  yield { purpose: `${name}: array of one`, event: put(event, name, [value]) };
  if (typeof value === "string" && /^[0-9a-f:.]+$/i.test(value) && /[:.]/.test(value)) return;
  yield { purpose: `${name}: first of several`, event: put(event, name, [value, other]) };
  yield { purpose: `${name}: in the middle of several`, event: put(event, name, [other, value, other]) };
  yield { purpose: `${name}: last of several`, event: put(event, name, [other, null, value]) };
}

function* texts(event: JsonObject, name: string, text: string): Generator<Variant> {
  const say = (purpose: string, value: string): Variant => ({ purpose: `${name}: ${purpose}`, event: put(event, name, value) });
  yield say("empty text", "");
  if (flipped(text) !== text) yield say("letter case flipped", flipped(text));
  for (const [letter, twin] of pairs) if (letter.test(text)) yield say(`${twin} in place of a letter`, text.replace(letter, twin));
  if (text !== "") {
    yield say("one character more in front", `x${text}`);
    yield say("one character more at the end", `${text}x`);
    yield say("last character gone", [...text].slice(0, -1).join(""));
    yield say("a newline at the end", `${text}\n`);
    yield say("a newline inside", `${text.slice(0, 1)}\n${text.slice(1)}`);
    yield say("an emoji at the end", `${text}\u{1f600}`);
  }
  for (const trap of ["*", "?", "%", "_", "[", "\\"]) yield say(`${trap} at the end`, `${text}${trap}`);
  yield say("a very long value", text + "a".repeat(3_000));
}

function* numbers(event: JsonObject, name: string, n: number): Generator<Variant> {
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
