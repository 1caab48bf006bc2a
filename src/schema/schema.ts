import type { EsType } from "./es-type.ts";

/**
 * What is known of one field. A field inside objects of type `nested` has that type itself, so that nobody takes it for one of the event, and its own as `inner`; null there: no field of that name is
 * known. `array`: documents are expected to hold several values (ECS `normalize: array`). */
export interface FieldInfo {
  readonly type: EsType;
  readonly inner?: EsType | null;
  readonly array: boolean;
  /** Values longer than this are not indexed: they behave as missing. Null: no limit. */
  readonly ignoreAbove: number | null;
  /** A multi-field (`message.keyword`): no event has it, its values are those of this field. */
  readonly multiFieldOf?: string;
  /** Has a normalizer: the index does not hold its values as they are. */
  readonly normalized?: true;
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
  /** A user's mapping is part of it: a pattern of names stands for the fields that are known. */
  readonly mapping?: boolean;
  lookup(path: string): FieldInfo | null;
  /** All names, for suggestions. */
  names(): Iterable<string>;
  /** Names of fields of type `nested`; none where it is left out. */
  lists?(): ReadonlySet<string>;
  /** What holds for a rule that searches these indices, where it hangs on them. No index: all that is known. */
  forIndex?(index: readonly string[]): Layer;
}

export type Layer = Pick<Schema, "lookup" | "names" | "lists" | "forIndex" | "mapping">;

function firstOf(layers: readonly Layer[], path: string): FieldInfo | null {
  for (const layer of layers) {
    const info = layer.lookup(path);
    if (info !== null) return info;
  }
  return null;
}

/** Elasticsearch maps objects 20 levels deep; no list lies below. */
const maxLevels = 50;

/** The field where it is: below one of type `nested` it has a type of its own. `isList` is asked of names above it. */
function placed(path: string, info: FieldInfo | null, isList: (name: string) => boolean): FieldInfo | null {
  if (info === null || info.inner !== undefined) return info;
  let dot = path.indexOf(".");
  for (let level = 0; dot > 0 && level < maxLevels; level++, dot = path.indexOf(".", dot + 1))
    if (isList(path.slice(0, dot))) return { ...info, type: "nested", inner: info.type };
  return info;
}

/** Earlier schemas win. */
export function layered(name: string, strict: boolean, layers: readonly Layer[]): Schema {
  const perIndex = layers.some((l) => l.forIndex !== undefined);
  let all: ReadonlySet<string> | null = null;
  const lists = (): ReadonlySet<string> => {
    all ??= new Set(layers.flatMap((l) => [...(l.lists?.() ?? [])]));
    return all;
  };
  // an earlier layer may say that it is none
  const isList = (name: string): boolean => lists().has(name) && firstOf(layers, name)?.type === "nested";
  return {
    name,
    strict,
    ...(layers.some((l) => l.mapping === true) ? { mapping: true } : {}),
    ...(perIndex
      ? {
          forIndex: (index) =>
            layered(
              name,
              strict,
              layers.map((l) => l.forIndex?.(index) ?? l),
            ),
        }
      : {}),
    lists,
    lookup: (path) => placed(path, firstOf(layers, path), isList),
    *names() {
      for (const layer of layers) yield* layer.names();
    },
  };
}

/**
 * What an ancestor says of the fields below it: any key of an object such as `labels` (an entry `labels.*`), or any path into a `flattened` field, whose
 * leaves are keywords of a sort.
 */
function infoBelow(fields: ReadonlyMap<string, FieldInfo>): ReadonlyMap<string, FieldInfo> {
  const below = new Map<string, FieldInfo>();
  for (const [name, { type, array, ignoreAbove }] of fields) {
    if (type === "flattened") below.set(name, { type, array, ignoreAbove });
    if (type === "nested") below.set(name, { type, inner: null, array, ignoreAbove });
  }
  for (const [name, info] of fields) if (name.endsWith(".*")) below.set(name.slice(0, -2), info);
  return below;
}

/** What the nearest ancestor says that says something. */
function fromAncestors(below: ReadonlyMap<string, FieldInfo>, path: string): FieldInfo | null {
  for (let dot = path.lastIndexOf("."); dot > 0; dot = path.lastIndexOf(".", dot - 1)) {
    const info = below.get(path.slice(0, dot));
    if (info !== undefined) return info;
  }
  return null;
}

/** The same schema as it is inside objects of type `nested`: fields there have their own types. */
export const insideObjects = (schema: Schema): Schema => ({
  ...schema,
  lookup(path) {
    const info = schema.lookup(path);
    if (info?.inner === undefined) return info;
    const { inner, ...rest } = info;
    return inner === null ? null : { ...rest, type: inner };
  },
});

/** The schema for a rule that searches these indices. */
export function schemaFor(schema: Schema, index: readonly string[]): Schema {
  const found = schema.forIndex?.(index);
  return found === undefined ? schema : { ...found, name: schema.name, strict: schema.strict };
}

/** Fields that only some indices have: each layer holds for the rules whose indices may be among those of its pattern. Earlier layers win. */
export function schemaByIndex(name: string, layers: readonly { readonly pattern: string; readonly fields: Schema }[]): Schema {
  const all = layers.map((l) => l.fields);
  return {
    ...layered(name, false, all),
    forIndex: (index) =>
      layered(
        name,
        false,
        index.length === 0 ? all : layers.filter((l) => index.some((i) => mayOverlap(searched(i), l.pattern))).map((l) => l.fields),
      ),
  };
}

/** A pattern without the cluster that it is searched on. */
const searched = (index: string): string => index.slice(index.lastIndexOf(":") + 1);

/** Is there a name that fits both patterns? `*` is any run of characters. */
export function mayOverlap(a: string, b: string): boolean {
  // places of `b` that some name may have reached with what was read of `a`
  const beyondStars = (places: Set<number>): Set<number> => {
    for (const place of places) if (b[place] === "*") places.add(place + 1);
    return places;
  };
  let places = beyondStars(new Set([0]));
  for (const c of a) {
    const next = new Set<number>();
    for (const place of places) {
      if (c === "*") for (let i = place; i <= b.length; i++) next.add(i);
      else if (b[place] === "*") next.add(place);
      else if (b[place] === c) next.add(place + 1);
    }
    places = beyondStars(next);
  }
  return places.has(b.length);
}

export function schemaOf(name: string, fields: Readonly<Record<string, FieldInfo>>, strict = false): Schema {
  const own = new Map(Object.entries(fields));
  const lists = new Set([...own].flatMap(([n, { type }]) => (type === "nested" ? [n] : [])));
  const below = infoBelow(own);
  const isList = (n: string): boolean => lists.has(n);
  // every rule asks for fields many times
  const known = new Map([...own].map(([path, info]) => [path, placed(path, info, isList)]));
  let plain: readonly string[] | null = null;
  const names = (): readonly string[] => {
    plain ??= Object.keys(fields).filter((n) => !n.endsWith(".*"));
    return plain;
  };
  return {
    name,
    strict,
    lists: () => lists,
    names,
    lookup: (path) => known.get(path) ?? placed(path, fromAncestors(below, path), isList),
  };
}

/** The keyword fields in which the index has the values of a text field as they are: what is called as if it were inside of the text is a multi-field of it. */
export function exactFieldsOf(schema: Schema, path: string): readonly string[] {
  const found = new Set<string>();
  for (const name of schema.names()) {
    if (!name.startsWith(`${path}.`) || name.includes(".", path.length + 1)) continue;
    const info = schema.lookup(name);
    if (info?.type === "keyword" && info.normalized !== true) found.add(name);
  }
  return [...found].sort();
}
