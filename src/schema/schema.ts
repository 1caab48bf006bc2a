import type { EsType } from "./es-type.ts";

/** What is known of one field. `array`: documents are expected to hold several values (ECS `normalize: array`). */
export interface FieldInfo {
  readonly type: EsType;
  readonly array: boolean;
  /** Values longer than this are not indexed: they behave as missing. Null: no limit. */
  readonly ignoreAbove: number | null;
  /** A multi-field (`message.keyword`): no event has it, its values are those of this field. */
  readonly multiFieldOf?: string;
  /** The user's name for its column, for targets with a layout of columns. */
  readonly column?: string;
}

/**
 * Field types by dotted name. `strict`: a name that is not here is an error (with the nearest name suggested); otherwise it is
 * taken as mapped, of type keyword unless the rule uses it as a number, a boolean or an address (a warning says so).
 */
export interface Schema {
  readonly name: string;
  readonly strict: boolean;
  lookup(path: string): FieldInfo | null;
  /** All names, for suggestions. */
  names(): Iterable<string>;
}

/** Earlier schemas win. */
export function layered(name: string, strict: boolean, layers: readonly Pick<Schema, "lookup" | "names">[]): Schema {
  return {
    name,
    strict,
    lookup(path) {
      for (const layer of layers) {
        const info = layer.lookup(path);
        if (info !== null) return info;
      }
      return null;
    },
    *names() {
      for (const layer of layers) yield* layer.names();
    },
  };
}

/**
 * What an ancestor says of the fields below it: any key of an object such as `labels` (an entry `labels.*`), or any path into a `flattened` field, whose
 * leaves are keywords of a sort.
 */
function fromAncestors(fields: Readonly<Record<string, FieldInfo>>, path: string): FieldInfo | null {
  for (let dot = path.lastIndexOf("."); dot > 0; dot = path.lastIndexOf(".", dot - 1)) {
    const ancestor = path.slice(0, dot);
    const any = Object.hasOwn(fields, `${ancestor}.*`) ? fields[`${ancestor}.*`] : undefined;
    if (any !== undefined) return any;
    const info = Object.hasOwn(fields, ancestor) ? fields[ancestor] : undefined;
    if (info?.type === "flattened" || info?.type === "nested") return { type: info.type, array: info.array, ignoreAbove: info.ignoreAbove };
  }
  return null;
}

export function schemaOf(name: string, fields: Readonly<Record<string, FieldInfo>>, strict = false): Schema {
  return {
    name,
    strict,
    lookup: (path) => (Object.hasOwn(fields, path) ? (fields[path] ?? null) : fromAncestors(fields, path)),
    names: () => Object.keys(fields).filter((n) => !n.endsWith(".*")),
  };
}
