import type { EsType } from "../schema/es-type.ts";

/**
 * A field of the event. `path` holds the segments of the dotted name (`["process", "name"]`); dotted and nested spellings in an event are
 * the same field. `mapped: false` means that no searched index has it: such a field is always missing.
 * `array` and `ignoreAbove` are what the schema says (see schema/schema.ts); they never change the meaning of the IR by themselves:
 * a field is always a list of values.
 */
export interface Field {
  readonly path: readonly string[];
  readonly type: EsType;
  readonly mapped: boolean;
  readonly array: boolean;
  readonly ignoreAbove: number | null;
  /** The user's name for its column, for targets with a layout of columns; they have a rule of their own where there is none. */
  readonly column?: string;
  /** Where an index has these values, read by this `type`: a multi-field. Events hold them under the field's own name, of which the index has the type `of`. */
  readonly indexed?: { readonly name: string; readonly of: EsType };
  /** The field whose values an index makes these from, in a way that no schema tells: its name lies below that field's. No event holds such a field. */
  readonly indexOnly?: string;
  /** Not one field but every field of the event whose dotted name fits; its values are those of all of them. `path` is the pattern as it is written. */
  readonly pattern?: FieldPattern;
}

/** Which names fit: the first text at the start, the last at the end, the others between them in order, and any run of characters, dots too, in between. */
export interface FieldPattern {
  /** At least two. `a.*.b` is `a.` and `.b`. */
  readonly texts: readonly string[];
  /** Names that fit and are not meant: fields of another type, which have tests of their own. */
  readonly except: readonly string[];
  /** The fields of the schema that are meant; events may have others. For targets whose fields are fixed. */
  readonly known: readonly Field[];
}

export const fieldName = (field: Field): string => field.path.join(".");

/** What the field is called in an index. */
export const indexName = (field: Field): string => field.indexed?.name ?? fieldName(field);

export const sameField = (a: Field, b: Field): boolean => fieldName(a) === fieldName(b);

/** Is a field of this name one of those that are meant? */
export const isMeant = (pattern: FieldPattern, name: string): boolean => fits(pattern.texts, name) && !pattern.except.includes(name);

/** Has the name these texts, the first at its start and the last at its end, with anything between them? */
export function fits(texts: readonly string[], name: string): boolean {
  const first = texts[0] ?? "";
  const last = texts.at(-1) ?? "";
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const text of texts.slice(1, -1)) {
    const place = name.indexOf(text, at);
    if (place < 0) return false;
    at = place + text.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}
