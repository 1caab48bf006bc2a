import { error, warning } from "../../diagnostics/diagnostic.ts";
import type { Field } from "../../ir/field.ts";
import type { WildcardPart } from "../../ir/pattern.ts";
import type { Schema } from "../../schema/schema.ts";
import type { Span } from "../../source/span.ts";
import type { Lowering } from "./lowering.ts";
import { resolveField } from "./nested.ts";
import { isObject } from "./object-names.ts";
import { type Literal, literalText } from "./token.ts";

/**
 * The fields that a test names: one, or for a name with `*` all that the schema has, each of which is tested. Null: none, and that is reported.
 */
export function fieldsOf(lowering: Lowering, name: Literal): readonly Field[] | null {
  if (isTooDeep(lowering, name)) return null;
  if (name.kind === "wildcard") return expanded(lowering, name.parts, name.span);
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

/** More parts than this no index has, and looking for each of their objects would take a time that grows with the square. */
const maxParts = 200;

function isTooDeep(lowering: Lowering, name: Literal): boolean {
  if (literalText(name).split(".", maxParts + 1).length <= maxParts) return false;
  lowering.report(
    error("kql/too-deep", `the field's name has more than ${maxParts} parts`, name.span, { help: "no index nests objects as deep" }),
  );
  return true;
}

/** Beyond this many fields a pattern is not meant for a rule. */
const maxFields = 1_000;

function expanded(lowering: Lowering, parts: readonly WildcardPart[], at: Span): readonly Field[] | null {
  const { schema } = lowering;
  const written = literalText({ kind: "wildcard", parts, span: at });
  const refuse = (reason: string, help: string): null => {
    lowering.report(error("kql/field-pattern", `\`${written}\`: ${reason}`, at, { help }));
    return null;
  };
  const sample = schema.lookup(written.replaceAll("*", "any"));
  if (sample !== null && sample.inner !== null && (sample.inner ?? sample.type) !== "flattened")
    return refuse("there the schema takes any name, so that it cannot tell which fields exist", "name the fields");
  const names = namesLike(schema, parts);
  if (names.length === 0)
    return refuse(
      `the schema \`${schema.name}\` has no such field`,
      "Kibana tests every field of the index that fits: give their types in a schema file",
    );
  if (names.length > maxFields) return refuse(`${names.length} fields fit`, "name the fields");
  const fields: Field[] = [];
  for (const name of names) {
    const field = resolveField(lowering, name, at, true);
    if (field === null) return null;
    fields.push(field);
  }
  if (!schema.strict) {
    const shown = names.length > 5 ? `${names.slice(0, 5).join("`, `")}\` and ${names.length - 5} more` : `${names.join("`, `")}\``;
    const help = "Kibana tests every field of the index that fits; a strict schema says that there are no others";
    lowering.report(warning("kql/field-pattern", `\`${written}\` is taken as \`${shown}`, at, { help }));
  }
  return fields;
}

function namesLike(schema: Schema, parts: readonly WildcardPart[]): readonly string[] {
  const texts = [""];
  for (const part of parts) {
    if (part.kind === "text") texts[texts.length - 1] += part.text;
    else texts.push("");
  }
  const found = new Set<string>();
  for (const name of schema.names()) if (isLike(name, texts)) found.add(name);
  return [...found].sort();
}

/** Does the name hold these texts, the first at its start and the last at its end, with anything between them? */
function isLike(name: string, texts: readonly string[]): boolean {
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
