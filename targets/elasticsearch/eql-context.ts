import { type Field, fieldName, indexName } from "../../src/ir/field.ts";
import type { Metadata } from "../../src/ir/rule.ts";
import { familyOf } from "../../src/schema/es-type.ts";
import type { Span } from "../../src/source/span.ts";
import { type Context, refuse } from "./context.ts";
import type { EqlField } from "./eql-tree.ts";

/** What writing EQL gathers on its way, and what it knows of the rule. */
export interface EqlContext extends Context {
  /** The rule's query where that is EQL, else empty; spans beyond it are those of filters. There a field that is written `?name` stays optional. */
  readonly own: string;
  /** What `process where` looks its word up in. */
  readonly categoryField: string;
}

export function eqlContext(context: Context, metadata: Metadata): EqlContext {
  const category = metadata.document?.["event_category_override"];
  return {
    ...context,
    own: metadata.language === "eql" ? metadata.query : "",
    categoryField: typeof category === "string" ? category : "event.category",
  };
}

/** Records that EQL cannot say this. Null, for the caller to give back. */
export function unsayable(context: EqlContext, span: Span, reason: string): null {
  refuse(context, "elasticsearch/no-eql", span, reason, "the search body and the rule in its own language have it");
  return null;
}

/**
 * A field by its name. Names that EQL's verifier does not look up as they are, types that no test of EQL takes, and analysed text (which has whole values only in a keyword beside
 * it, and only EQL's own front end has made sure of that) are refused.
 */
export function eqlField(field: Field, span: Span, context: EqlContext): EqlField | null {
  const name = fieldName(field);
  if (field.pattern !== undefined) return unsayable(context, span, `EQL names no fields by a pattern, such as \`${name}\``);
  if (field.path.includes("") || name.includes("*")) return unsayable(context, span, `EQL cannot name the field \`${name}\``);
  if (/\p{Surrogate}/u.test(name)) return unsayable(context, span, `the field \`${name}\` has half a surrogate pair in its name`);
  if (familyOf(field.type) === "none") return unsayable(context, span, `EQL has no test of a field of type ${field.type}`);
  const own = span.end > 0 && span.end <= context.own.length;
  if ((field.type === "text" || field.type === "match_only_text") && !own)
    return unsayable(context, span, `field \`${name}\` is analysed text, which has no whole values to compare`);
  return { kind: "field", path: indexName(field).split("."), optional: !field.mapped || (own && context.own[span.start] === "?") };
}

/** Texts in EQL are UTF-8. */
export function isWritable(text: string, span: Span, context: EqlContext): boolean {
  if (!/\p{Surrogate}/u.test(text)) return true;
  refuse(context, "elasticsearch/lone-surrogate", span, "half a surrogate pair has no form in UTF-8");
  return false;
}
