import type { Schema } from "../../schema/schema.ts";

const objects = new WeakMap<Schema, ReadonlySet<string>>();

/** Is this the name of an object, with fields below it and no type of its own? */
export function isObject(schema: Schema, path: string): boolean {
  const info = schema.lookup(path);
  if (info !== null) return info.type === "object";
  let names = objects.get(schema);
  if (names === undefined) {
    const prefixes = new Set<string>();
    for (const name of schema.names())
      for (let dot = name.indexOf("."); dot > 0; dot = name.indexOf(".", dot + 1)) prefixes.add(name.slice(0, dot));
    names = prefixes;
    objects.set(schema, names);
  }
  return names.has(path);
}
