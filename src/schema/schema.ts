import type { EsType } from "./es-type.ts";

/** What is known of one field. `array`: documents are expected to hold several values (ECS `normalize: array`). */
export interface FieldInfo {
  readonly type: EsType;
  readonly array: boolean;
  /** Values longer than this are not indexed: they behave as missing. Null: no limit. */
  readonly ignoreAbove: number | null;
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

export function schemaOf(name: string, fields: Readonly<Record<string, FieldInfo>>, strict = false): Schema {
  return {
    name,
    strict,
    lookup: (path) => (Object.hasOwn(fields, path) ? (fields[path] ?? null) : null),
    names: () => Object.keys(fields),
  };
}
