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
}

export const fieldName = (field: Field): string => field.path.join(".");

export const sameField = (a: Field, b: Field): boolean => fieldName(a) === fieldName(b);
