import { type Diagnostic, error, warning } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/suggest.ts";
import type { Field } from "../../ir/field.ts";
import type { EsType } from "../../schema/es-type.ts";
import { familyOf } from "../../schema/es-type.ts";
import { exactFieldsOf, type FieldInfo, type Schema } from "../../schema/schema.ts";
import type { Span } from "../../source/span.ts";
import type { Report } from "./report.ts";

/** How a rule uses a field that no schema knows. */
export type Use = "string" | "long" | "double" | "boolean" | "ip" | "date";

/** What differs between languages. */
export interface FieldRules {
  /** Whether `?name` can be written for a field that may not exist. */
  readonly optional: boolean;
  /** Analysed text: `exact` looks for the keyword field beside it, `plain` leaves the judgement to the language. */
  readonly analysed: "exact" | "plain";
}

const eqlRules: FieldRules = { optional: true, analysed: "exact" };

/** `unmapped`: an optional field that no index has, the literal null. `failed`: reported. */
export type Resolution = { readonly kind: "field"; readonly field: Field } | { readonly kind: "unmapped" } | { readonly kind: "failed" };

export interface FieldResolver {
  /** `within`: the call whose argument it is, which is then the place of an error about the field's kind. */
  resolve(path: string, optional: boolean, span: Span, within?: Span): Resolution;
  /** The type that makes sense of the rule's uses of a name, whatever the schema says. */
  assume(path: string): EsType;
}

const typeNames: Readonly<Record<Use, string>> = {
  string: "keyword",
  long: "long",
  double: "double",
  boolean: "boolean",
  ip: "ip",
  date: "date",
};

/**
 * The type that makes sense of all uses together. An address stays one when it is also compared with strings; anything else that is used as a string is a keyword,
 * to which numbers and booleans compare as their text.
 */
function assumedType(uses: ReadonlySet<Use>): Use {
  if (uses.has("ip")) return "ip";
  if (uses.has("string")) return "string";
  if (uses.has("date")) return uses.size === 1 ? "date" : "string";
  if (uses.has("boolean")) return uses.size === 1 ? "boolean" : "string";
  if (uses.has("double")) return "double";
  return uses.has("long") ? "long" : "string";
}

const esTypeOf = (use: Use): EsType => (use === "string" ? "keyword" : use);

/**
 * Finds fields in the schema. A name that is not there is an error in a strict schema (or, if optional, unmapped); otherwise it is taken as mapped,
 * with the type that the uses of it in the rule suggest and one warning that says so.
 */
export function fieldResolver(
  schema: Schema,
  uses: ReadonlyMap<string, ReadonlySet<Use>>,
  report: Pick<Report, "add" | "full">,
  rules: FieldRules = eqlRules,
): FieldResolver {
  const known = new Map<string, Resolution>();
  return {
    assume: (path) => esTypeOf(assumedType(uses.get(path) ?? new Set())),
    resolve(path, optional, span, within = span) {
      const key = optional ? `?${path}` : path;
      const before = known.get(key);
      if (before !== undefined) return before;
      const told = known.has(optional ? path : `?${path}`);
      const resolution = lookUp({ schema, path, optional, span, within, uses: uses.get(path) ?? new Set(), told, report, rules });
      known.set(key, resolution);
      return resolution;
    },
  };
}

interface Question {
  readonly schema: Schema;
  readonly path: string;
  readonly optional: boolean;
  readonly span: Span;
  readonly within: Span;
  readonly uses: ReadonlySet<Use>;
  /** The warning that the field is unknown has been given. */
  readonly told: boolean;
  readonly report: Pick<Report, "add" | "full">;
  readonly rules: FieldRules;
}

function lookUp({ schema, path, optional, span, within, uses, told, report, rules }: Question): Resolution {
  const info = schema.lookup(path);
  if (info !== null) {
    const problem = unusable(schema, path, info.type, span, within, rules);
    if (problem !== null) report.add(problem);
    return problem === null ? inIndex(schema, path, info, rules) : { kind: "failed" };
  }
  if (path.split(".").includes("")) {
    report.add(error("schema/empty-name", "a part of the field's name is empty", span));
    return { kind: "failed" };
  }
  const flattened = ancestors(path).some((p) => schema.lookup(p)?.type === "flattened");
  if (flattened) return found(path, "flattened", false, null);
  if (schema.strict) {
    if (optional) return { kind: "unmapped" };
    // a name is looked for among thousands: not for errors that are dropped
    if (!report.full) report.add(unknownField(schema, path, span, rules));
    return { kind: "failed" };
  }
  const use = assumedType(uses);
  const type = esTypeOf(use);
  const parent = ancestors(path).find((p) => hasValues(schema, p)) ?? null;
  if (!told) report.add(assumedField(schema, path, parent, use, span));
  return found(path, type, false, null, parent === null ? {} : { indexOnly: parent });
}

function hasValues(schema: Schema, path: string): boolean {
  const type = schema.lookup(path)?.type;
  return type !== undefined && familyOf(type) !== "none";
}

const found = (
  path: string,
  type: EsType,
  array: boolean,
  ignoreAbove: number | null,
  more: Pick<Field, "indexed" | "indexOnly"> = {},
): Resolution => ({ kind: "field", field: { path: path.split("."), type, mapped: true, array, ignoreAbove, ...more } });

/** Where the index has what the language asks of the field: for EQL the keyword beside analysed text, which it finds by itself; and of a multi-field the values are another field's. */
function inIndex(schema: Schema, path: string, info: FieldInfo, rules: FieldRules): Resolution {
  const [exact] = isAnalysed(info.type) && rules.analysed === "exact" ? exactFieldsOf(schema, path) : [];
  const parent = exact === undefined ? multiFieldParent(schema, path, info) : path;
  const of = parent === null ? undefined : schema.lookup(parent)?.type;
  if (parent === null || of === undefined) return found(path, info.type, info.array, info.ignoreAbove);
  const name = exact ?? path;
  const own = schema.lookup(name) ?? info;
  return found(parent, own.type, own.array, own.ignoreAbove, { indexed: { name, of } });
}

/**
 * The field of which this is a multi-field that reads the same values, or null: what has a name inside of a field with values can be nothing else. An alias, or a field of another kind, the driver
 * refuses.
 */
function multiFieldParent(schema: Schema, path: string, info: FieldInfo): string | null {
  const parent = path.slice(0, Math.max(0, path.lastIndexOf(".")));
  const of = parent === "" ? null : schema.lookup(parent);
  if (of === null || of.type === "flattened" || info.type === "flattened" || info.normalized === true) return null;
  return familyOf(of.type) === "string" && familyOf(info.type) === "string" ? parent : null;
}

/** Elasticsearch maps objects 20 levels deep; what lies deeper has no ancestor that matters. */
const maxLevels = 50;

function ancestors(path: string): readonly string[] {
  const segments = path.split(".", maxLevels + 1).slice(0, -1);
  return segments.map((_, i) => segments.slice(0, i + 1).join("."));
}

function unknownField(schema: Schema, path: string, span: Span, rules: FieldRules): Diagnostic {
  const near = nearest(path, schema.names());
  const optional = rules.optional ? `; \`?${path}\` is null where it does not exist` : "";
  return error("schema/unknown-field", `unknown field \`${path}\``, span, {
    help:
      near === null
        ? `the schema \`${schema.name}\` has no field of a similar name${optional}`
        : `a field with a similar name exists: \`${near}\``,
  });
}

/** What has a name below a field with values is a multi-field: an index makes its values from that field's, so whoever reads the events themselves finds none. */
function assumedField(schema: Schema, path: string, parent: string | null, use: Use, span: Span): Diagnostic {
  const message = `the schema \`${schema.name}\` has no field \`${path}\`: taken as ${typeNames[use]}`;
  if (parent === null)
    return warning("schema/unknown-field", message, span, {
      help: "name its type in a schema file, or use the strict schema to make this an error",
    });
  return warning("schema/unknown-field", message, span, {
    label: `\`${parent}\` has values of its own, so an index makes these from them, and events do not hold them`,
    help: `name it in a mapping among the \`fields\` of \`${parent}\`, or test that`,
  });
}

function unusable(schema: Schema, path: string, type: EsType, span: Span, within: Span, rules: FieldRules): Diagnostic | null {
  if (familyOf(type) === "none")
    return error("schema/unsupported-type", `field \`${path}\` has the type ${type}, which no test can use`, span, {
      help: type === "object" ? "name one of the fields inside of it" : "leave the field out of the rule",
    });
  if (!isAnalysed(type) || rules.analysed !== "exact") return null;
  const exact = exactFieldsOf(schema, path);
  if (exact.length === 1) return null;
  const reason = exact.length === 0 ? "has no exact value to compare" : `has several keywords beside it: \`${exact.join("`, `")}\``;
  return error("schema/no-exact-field", `field \`${path}\` is analysed text (${type}), which ${reason}`, within, {
    secondary: within === span ? [] : [{ span, text: type }],
    help: exact.length === 0 ? `Elasticsearch needs a keyword beside it, such as \`${path}.keyword\`` : "name the one that is meant",
  });
}

/** The index holds the words of such a field, not its value. */
export const isAnalysed = (type: EsType): boolean => type === "text" || type === "match_only_text";
