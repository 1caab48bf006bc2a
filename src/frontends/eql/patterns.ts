import { error } from "../../diagnostics/diagnostic.ts";
import type { Regex, WildcardPart, WildcardPattern } from "../../ir/pattern.ts";
import { exactText, isTotal } from "../../regex/facts.ts";
import { parseJava } from "../../regex/parse-java.ts";
import { parseLucene } from "../../regex/parse-lucene.ts";
import type { Span } from "../../source/span.ts";
import type { Lowering } from "./lowering.ts";

/** One pattern of `:`, `like`, `regex` or `wildcard()`. */
export interface PatternText {
  readonly text: string;
  readonly span: Span;
}

/** A test of a string against patterns, one of which must match. `name`: the operator or function, for messages. */
export interface Matching {
  readonly kind: "wildcard" | "regex";
  readonly name: string;
  readonly insensitive: boolean;
  readonly patterns: readonly PatternText[];
  /** The whole test. */
  readonly span: Span;
}

/** `*` any run, `?` one code point. Nothing escapes them: a backslash is a backslash. */
export function wildcardPattern(pattern: PatternText): WildcardPattern {
  if (pattern.text !== "" && isExact(pattern)) return { parts: [{ kind: "text", text: pattern.text }], span: pattern.span };
  const parts = (pattern.text.match(/\*+|\?|[^*?]+/gs) ?? []).map((piece): WildcardPart => {
    if (piece.startsWith("*")) return { kind: "many" };
    return piece === "?" ? { kind: "one" } : { kind: "text", text: piece };
  });
  return { parts, span: pattern.span };
}

export const isExact = (pattern: PatternText): boolean => !/[*?]/.test(pattern.text);
/** Every string matches it, so that it asks whether there is a value. */
export const isTotalWildcard = (pattern: PatternText): boolean => /^\*+$/.test(pattern.text);

/** A list of regular expressions as Elasticsearch makes it one. */
export const joined = (matching: Matching): string => matching.patterns.map((p) => p.text).join("|");

/** What a regular expression comes to: one string, every string, or a real one. Null: it cannot be read, and that is reported. */
export type RegexMeaning =
  | { readonly kind: "exact"; readonly text: string }
  | { readonly kind: "total" }
  | { readonly kind: "regex"; readonly pattern: Regex; readonly source: string };

/**
 * Reads the patterns in the dialect of where they run. Elasticsearch looks at all of them with Lucene first, to see whether they are one string or match everything,
 * also those that then run as Java's in a script.
 */
export function regexMeaning(lowering: Lowering, matching: Matching, dialect: "lucene" | "java"): RegexMeaning | null {
  const source = joined(matching);
  const lucene = parseLucene(source);
  if (!lucene.ok) return unreadable(lowering, matching, lucene.message, (text) => parseLucene(text).ok);
  const text = exactText(lucene.regex);
  if (text !== null) return { kind: "exact", text };
  if (isTotal(lucene.regex)) return { kind: "total" };
  const parse = dialect === "lucene" ? parseLucene : parseJava;
  const parsed = parse(source, matching.insensitive);
  if (!parsed.ok) return unreadable(lowering, matching, parsed.message, (t) => parse(t, matching.insensitive).ok);
  return { kind: "regex", pattern: parsed.regex, source };
}

/** Points at the first pattern that is wrong by itself, else at the whole test. */
function unreadable(lowering: Lowering, matching: Matching, message: string, readable: (text: string) => boolean): null {
  const wrong = matching.patterns.find((p) => !readable(p.text));
  lowering.report(
    error("eql/regex", `the regular expression cannot be used: ${message}`, wrong?.span ?? matching.span, {
      help: 'patterns are those of Elasticsearch\'s `regexp` query: they match the whole value; "quote" or escape what is meant literally',
    }),
  );
  return null;
}
