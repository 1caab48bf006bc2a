import type { Leaf } from "../ir/condition.ts";
import { type Field, type FieldPattern, fieldName, fits, isMeant } from "../ir/field.ts";
import type { Json, JsonObject } from "../source/json.ts";
import { fieldsOf } from "./field-model.ts";
import { spread } from "./spread.ts";

/** A field that stands for all whose names fit. */
type Pattern = Field & { readonly pattern: FieldPattern };

const isPattern = (field: Field): field is Pattern => field.pattern !== undefined;

/** Every pattern that the leaves look at, once. */
export const patternsIn = (leaves: readonly Leaf[]): readonly Pattern[] => [
  ...new Map(leaves.flatMap((l) => fieldsOf(l).filter(isPattern)).map((f) => [fieldName(f), f])).values(),
];

/** So many of the schema's fields are tried for one pattern. */
const mostKnown = 4;

/** Names that are meant: with one part of a name for each `*`, with several, with none; and fields of the schema between them. Each has its own words, so that none lies below another. */
function meantNames({ pattern }: Pattern): readonly string[] {
  const known = spread(pattern.known.map(fieldName), mostKnown);
  const made = [["one"], ["two.parts"], ["0"], ["first", "then.two"], [""], ["Übung-7"]].map((words) => filled(pattern.texts, words));
  const names = made.flatMap((name, i) => [...known.slice(i, i + 1), name]);
  return [...new Set(names)].filter((name) => isName(name) && isMeant(pattern, name));
}

/** Names that nearly fit: something more in front or behind, or nothing between the dots. */
function nearNames({ pattern: { texts } }: Pattern): readonly string[] {
  const bare = texts
    .join("")
    .replace(/\.\.+/g, ".")
    .replace(/^\.|\.$/g, "");
  return [
    `${filled(texts, ["near"])}x`,
    `${filled(texts, ["near2"])}.more`,
    `x${filled(texts, ["near3"])}`,
    `more.${filled(texts, ["near4"])}`,
    bare,
  ].filter((name) => isName(name) && !fits(texts, name));
}

/** The pattern with these words, in turn, in place of its `*`s. */
const filled = (texts: readonly string[], words: readonly string[]): string =>
  texts.map((t, i) => (i === 0 ? t : `${words[(i - 1) % words.length] ?? ""}${t}`)).join("");

const isName = (name: string): boolean => name !== "" && !name.split(".").includes("");

/** The fields of an event that a pattern means, but for those that the rule looks at by name. */
const heldBy = (event: JsonObject, { pattern }: Pattern, looked: ReadonlySet<string>): readonly string[] =>
  Object.keys(event).filter((name) => isMeant(pattern, name) && !looked.has(name));

/** Puts fields in place of patterns. */
export interface PatternNames {
  /** Does the rule look at a field of this name? */
  has(name: string): boolean;
  /** The event with a field that fits for each pattern that it has a value of: another one for each event. */
  settle(event: JsonObject): JsonObject;
  /** The fields of an event that a name, of a field or of a pattern, stands for. */
  of(event: JsonObject, name: string): readonly string[];
}

export function patternNames(leaves: readonly Leaf[]): PatternNames {
  const patterns = new Map(patternsIn(leaves).map((p) => [fieldName(p), p]));
  const looked = new Set(
    leaves.flatMap((l) =>
      fieldsOf(l)
        .filter((f) => !isPattern(f))
        .map(fieldName),
    ),
  );
  const choices = new Map([...patterns].map(([written, p]) => [written, meantNames(p).filter((n) => !looked.has(n))]));
  let count = 0;
  return {
    has: (name) => looked.has(name) || [...patterns.values()].some((p) => isMeant(p.pattern, name)),
    settle(event) {
      if (patterns.size === 0) return event;
      const settled: Record<string, Json> = {};
      for (const [name, value] of Object.entries(event)) {
        const names = (choices.get(name) ?? []).filter((n) => !(n in event) && !(n in settled));
        settled[names.length === 0 ? name : (names[count % names.length] ?? name)] = value;
      }
      count++;
      return settled;
    },
    of(event, name) {
      const pattern = patterns.get(name);
      return pattern === undefined ? [name] : heldBy(event, pattern, looked);
    },
  };
}

/** Changes of where the value of a pattern stands in an event. */
export function* otherPlaces(
  event: JsonObject,
  field: Field,
  held: string,
): Generator<{ readonly purpose: string; readonly event: JsonObject; readonly weight?: "then" }> {
  if (!isPattern(field)) return;
  const { [held]: value, ...rest } = event;
  if (value === undefined) return;
  const written = fieldName(field);
  for (const name of meantNames(field))
    if (!(name in event)) yield { purpose: `${written}: in ${name}`, event: { ...rest, [name]: value } };
  for (const name of nearNames(field))
    if (!(name in event)) yield { purpose: `${written}: in ${name}, which does not fit`, event: { ...rest, [name]: value } };
  const [other] = meantNames(field).filter((n) => !(n in event));
  if (other === undefined) return;
  yield { purpose: `${written}: beside another that fits`, event: { ...event, [other]: "zz-other" } };
  yield { purpose: `${written}: behind another that fits`, event: { ...rest, [held]: "zz-other", [other]: value } };
}
