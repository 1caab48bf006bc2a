/** Values and patterns of the IR as EQL has them. */
import type { Regex, WildcardPart, WildcardPattern } from "../../src/ir/pattern.ts";
import type { Literal } from "../../src/ir/scalar.ts";
import { type EqlContext, isWritable, unsayable } from "./eql-context.ts";
import type { EqlExpression } from "./eql-tree.ts";
import { luceneRegex } from "./lucene-regex.ts";

const lowest = -(2n ** 63n);

/** A constant. EQL's whole numbers have at most 64 bits; the lowest has no literal of its own, since a sign is an operator. */
export function literalExpression({ value, span }: Literal, context: EqlContext): EqlExpression | null {
  switch (typeof value) {
    case "string":
      return isWritable(value, span, context) ? { kind: "string", value } : null;
    case "boolean":
      return { kind: "boolean", value };
    case "number":
      return { kind: "number", value };
    case "bigint":
      if (value < lowest || value >= 2n ** 64n) return unsayable(context, span, `${value} does not fit a number of EQL`);
      if (value > lowest) return { kind: "number", value };
      return { kind: "arithmetic", op: "-", left: { kind: "number", value: lowest + 1n }, right: { kind: "number", value: 1n } };
    default:
      return { kind: "null" };
  }
}

/** Are there `*` or `?` in it? Nothing escapes them in `:` and `like`. */
export const hasWildcards = (text: string): boolean => /[*?]/.test(text);

/** Every pattern as `like` has it, or null where a literal `*` or `?` is in one. */
export function likePatterns(patterns: readonly WildcardPattern[]): readonly string[] | null {
  const texts: string[] = [];
  for (const { parts } of patterns) {
    let text = "";
    for (const part of parts) {
      if (part.kind === "text" && hasWildcards(part.text)) return null;
      text += part.kind === "text" ? part.text : part.kind === "one" ? "?" : "*";
    }
    texts.push(text);
  }
  return texts;
}

/** The same as a regular expression that is matched case-sensitively; `ascii` writes both cases of each letter. */
export function wildcardsAsRegex(patterns: readonly WildcardPattern[], ascii: boolean): string {
  const options = patterns.map(({ parts }): Regex => ({ kind: "concat", parts: parts.flatMap((part) => regexOfPart(part, ascii)) }));
  const [only] = options;
  return luceneRegex(only !== undefined && options.length === 1 ? only : { kind: "choice", options });
}

function regexOfPart(part: WildcardPart, ascii: boolean): readonly Regex[] {
  switch (part.kind) {
    case "many":
      return [{ kind: "repeat", of: { kind: "any" }, min: 0, max: null }];
    case "one":
      return [{ kind: "any" }];
    case "text":
      return [...part.text].map((c) => character(c, ascii));
  }
}

function character(c: string, ascii: boolean): Regex {
  const codePoint = c.codePointAt(0) ?? 0;
  if (!ascii || !/^[A-Za-z]$/.test(c)) return { kind: "char", codePoint };
  const cases = [c.toUpperCase(), c.toLowerCase()].map((x) => ({ kind: "single", codePoint: x.codePointAt(0) ?? 0 }) as const);
  return { kind: "class", negated: false, items: cases };
}

/** A regular expression that is this one text. */
export const regexOfText = (text: string): string =>
  luceneRegex({ kind: "concat", parts: [...text].map((c) => ({ kind: "char", codePoint: c.codePointAt(0) ?? 0 })) });
