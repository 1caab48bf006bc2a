import { error } from "../../diagnostics/diagnostic.ts";
import type { Schema } from "../../schema/schema.ts";
import { remember } from "../../source/remember.ts";
import type { Lowering } from "./lowering.ts";
import { type Literal, literalText } from "./token.ts";

const objects = remember((schema: Schema): ReadonlySet<string> => {
  const prefixes = new Set<string>();
  for (const name of schema.names())
    for (let dot = name.indexOf("."); dot > 0; dot = name.indexOf(".", dot + 1)) prefixes.add(name.slice(0, dot));
  return prefixes;
});

/** Is this the name of an object, with fields below it and no type of its own? */
export function isObject(schema: Schema, path: string): boolean {
  const info = schema.lookup(path);
  return info === null ? objects(schema).has(path) : info.type === "object";
}

/** More parts than this no index has, and looking for each of their objects would take a time that grows with the square. */
const maxParts = 200;

export function isTooDeep(lowering: Lowering, name: Literal): boolean {
  const text = literalText(name);
  if (text.length < maxParts || text.split(".", maxParts + 1).length <= maxParts) return false;
  lowering.report(
    error("kql/too-deep", `the field's name has more than ${maxParts} parts`, name.span, { help: "no index nests objects as deep" }),
  );
  return true;
}
