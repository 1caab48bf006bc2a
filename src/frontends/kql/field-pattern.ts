import { error, warning } from "../../diagnostics/diagnostic.ts";
import { type Field, type FieldPattern, fits } from "../../ir/field.ts";
import type { WildcardPart } from "../../ir/pattern.ts";
import type { EsType } from "../../schema/es-type.ts";
import { mayOverlap, type Schema } from "../../schema/schema.ts";
import type { Span } from "../../source/span.ts";
import type { Lowering } from "./lowering.ts";
import { resolveField } from "./nested.ts";
import { literalText } from "./token.ts";

/** Beyond this many fields a pattern is not meant for a rule. */
const maxFields = 1_000;
/** No name has a use for more, and each costs a search of every name. */
const maxStars = 20;

/**
 * The fields that a name with `*` stands for. Kibana puts in its place every field of the index that fits, by the mapping, and a test for each by the field's type
 * (`getFields` in kbn-es-query; a field that no event has decides nothing). Where a schema says which fields there are, they are these. Otherwise events may have others, taken like
 * any field that the schema does not know: one field of the IR stands for all of them, and the schema's fields of another type stand beside it. Null: an error, reported.
 */
export function fieldsLike(lowering: Lowering, parts: readonly WildcardPart[], at: Span): readonly Field[] | null {
  const { schema } = lowering;
  const written = literalText({ kind: "wildcard", parts, span: at });
  const refuse = (reason: string, help: string): null => {
    lowering.report(error("kql/field-pattern", `\`${written}\`: ${reason}`, at, { help }));
    return null;
  };
  const texts = written.split("*");
  if (texts.length > maxStars + 1) return refuse(`more than ${maxStars} \`*\``, "name the fields");
  const sample = schema.lookup(written.replaceAll("*", "any"));
  const anyName = sample !== null && sample.inner !== null;
  const objects = nestedBelow(lowering, written);
  const closed = schema.strict || schema.mapping === true || lowering.scope !== null || objects !== null;
  if (anyName && (sample.inner ?? sample.type) === "flattened")
    return refuse("these are keys of a flattened field, which are no fields of the mapping", "name the keys: Kibana finds none of them");
  if (anyName && closed) return refuse("there the schema takes any name, so that it cannot tell which fields exist", "name the fields");
  const names = namesLike(schema, texts).filter((name) => hasValues(schema, name));
  if (names.length > maxFields) return refuse(`${names.length} fields fit`, "name the fields");
  const within = lowering.scope ?? objects;
  if (names.length === 0 && (schema.strict || within !== null))
    return refuse(
      schema.strict ? `the schema \`${schema.name}\` has no such field` : `no field of the objects in \`${within}\` is known`,
      "Kibana tests every field of the index that fits: give their types in a schema file",
    );
  const known: Field[] = [];
  for (const name of names) {
    const field = resolveField(lowering, name, at, true);
    if (field === null) return null;
    known.push(field);
  }
  if (closed && known.length > 0) {
    if (!schema.strict) tellExpanded(lowering, written, names, at);
    return known;
  }
  return withOthers(lowering, written, sample?.type ?? lowering.fields.assume(written), known, at);
}

/** Not an object or a list of them: Kibana's fields are only those inside. */
function hasValues(schema: Schema, name: string): boolean {
  const info = schema.lookup(name);
  const type = info?.inner === undefined ? info?.type : info.inner;
  return type !== "object" && type !== "nested";
}

/** A list of nested objects whose fields may be among those that fit, or null: what stands in them is no field of the event itself. */
function nestedBelow({ schema, nestedPaths }: Lowering, written: string): string | null {
  const isList = (name: string): boolean => {
    const info = schema.lookup(name);
    return info?.type === "nested" && info.inner === undefined;
  };
  for (const path of nestedPaths) if (mayOverlap(written, `${path}.*`)) return path;
  for (const name of schema.names()) if (isList(name) && mayOverlap(written, `${name}.*`)) return name;
  return null;
}

function tellExpanded(lowering: Lowering, written: string, names: readonly string[], at: Span): void {
  const shown = names.length > 5 ? `${names.slice(0, 5).join("`, `")}\` and ${names.length - 5} more` : `${names.join("`, `")}\``;
  const help = "Kibana tests every field of the index that fits; a strict schema says that there are no others";
  lowering.report(warning("kql/field-pattern", `\`${written}\` is taken as \`${shown}`, at, { help }));
}

/** Whatever fits and is no field of another type, and those. */
function withOthers(lowering: Lowering, written: string, type: EsType, known: readonly Field[], at: Span): readonly Field[] {
  const others = known.filter((f) => f.type !== type);
  const pattern: FieldPattern = {
    texts: written.split("*"),
    // a multi-field is no field of an event
    except: others.filter((f) => f.indexed === undefined).map((f) => f.path.join(".")),
    known: known.filter((f) => f.type === type && f.indexed === undefined),
  };
  const help = "Kibana goes by the fields of the index: name their types in a schema file, or use the strict schema if it has them all";
  const message =
    known.length === 0
      ? `the schema \`${lowering.schema.name}\` has no field like \`${written}\`: all that fit are taken as ${type}`
      : `\`${written}\`: fields that fit and are not in the schema \`${lowering.schema.name}\` are taken as ${type}`;
  lowering.report(warning("kql/field-pattern", message, at, { help }));
  return [{ path: written.split("."), type, mapped: true, array: true, ignoreAbove: null, pattern }, ...others];
}

function namesLike(schema: Schema, texts: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const name of schema.names()) if (fits(texts, name)) found.add(name);
  return [...found].sort();
}
