import { isJsonObject, type Json, type JsonObject } from "../../../src/source/json.ts";
import { unquotable } from "../print.ts";

/**
 * Reads an event's fields for a picture of it, as far as a rule looks at them: what no condition reads may be chosen freely. What cannot be pictured goes to
 * `problems`, the first of which says why.
 */
export interface EventReader {
  /** Does the rule read this field? */
  reads(name: string): boolean;
  readonly problems: string[];
  /** All values, as texts; none if the rule does not read the field. */
  texts(name: string): readonly string[];
  /** The one text, or null. Several values, and the empty text, are problems. */
  text(name: string): string | null;
  /** The one whole number, or null. */
  integer(name: string): bigint | null;
  /** The one truth value, or null. */
  truth(name: string): boolean | null;
}

type Atom = string | number | boolean;

/** Every value of a dotted name: dots and nesting are the same, arrays are flattened, null is none. */
function atoms(value: Json | undefined, name: string): readonly Atom[] {
  if (Array.isArray(value)) return value.flatMap((v: Json) => atoms(v, name));
  if (!isJsonObject(value)) return name === "" && value !== null && value !== undefined ? [value as Atom] : []; // arrays and objects are gone
  if (name === "") return [];
  return Object.keys(value).flatMap((key) => {
    if (key === name) return atoms(value[key], "");
    return name.startsWith(`${key}.`) ? atoms(value[key], name.slice(key.length + 1)) : [];
  });
}

export function readEvent(event: JsonObject, fields: ReadonlySet<string>): EventReader {
  const problems: string[] = [];
  const valuesOf = (name: string): readonly Atom[] => (fields.has(name) ? atoms(event, name) : []);
  const one = (name: string): Atom | null => {
    const values = valuesOf(name);
    const [first] = values;
    if (new Set(values).size > 1) problems.push(`several values in \`${name}\`, which is one in a system call event`);
    return first ?? null;
  };
  const asText = (name: string, atom: Atom): string => {
    if (typeof atom === "number" && !Number.isSafeInteger(atom)) problems.push(`a number that is no plain integer in the text \`${name}\``);
    const text = String(atom);
    if (unquotable(text) !== null) problems.push(`a text that a system call event cannot hold in \`${name}\``);
    return text;
  };
  return {
    problems,
    reads: (name) => fields.has(name),
    texts: (name) => valuesOf(name).map((v) => asText(name, v)),
    text(name) {
      const atom = one(name);
      if (atom === null) return null;
      const text = asText(name, atom);
      if (text === "") problems.push(`an empty text in \`${name}\`, which Falco cannot tell from a missing one`);
      return text;
    },
    integer(name) {
      const atom = one(name);
      if (atom === null) return null;
      const text = String(atom);
      if (/^(0|-?[1-9]\d{0,17})$/.test(text)) return BigInt(text);
      problems.push(`no whole number in \`${name}\``);
      return null;
    },
    truth(name) {
      const atom = one(name);
      if (atom === null || typeof atom === "boolean") return atom;
      problems.push(`no truth value in \`${name}\``);
      return null;
    },
  };
}
