import { error } from "../../diagnostics/diagnostic.ts";
import type { Field } from "../../ir/field.ts";
import { fieldsLike } from "./field-pattern.ts";
import type { Lowering } from "./lowering.ts";
import { resolveField } from "./nested.ts";
import { isObject, isTooDeep } from "./object-names.ts";
import { type Literal, literalText } from "./token.ts";

/**
 * The fields that a test names: one, or for a name with `*` those that fit, each of which is tested. Null: none, and that is reported.
 */
export function fieldsOf(lowering: Lowering, name: Literal): readonly Field[] | null {
  if (isTooDeep(lowering, name)) return null;
  if (name.kind === "wildcard") return fieldsLike(lowering, name.parts, name.span);
  const path = literalText(name);
  if (name.kind === "null") {
    const help = "put the name in double quotes if the field is really called so";
    lowering.report(error("kql/free-text", "`null` is no field: Kibana searches all fields then", name.span, { help }));
    return null;
  }
  if (isObject(lowering.schema, path)) {
    const help = `name one of the fields inside of it, or all of them as \`${path}.*\``;
    lowering.report(error("kql/object-field", `\`${path}\` is an object, which has no value of its own`, name.span, { help }));
    return null;
  }
  const field = resolveField(lowering, path, name.span);
  return field === null ? null : [field];
}
