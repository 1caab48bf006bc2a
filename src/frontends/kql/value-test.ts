import { type Code, error, warning } from "../../diagnostics/diagnostic.ts";
import { wordsOf } from "../../functions/words.ts";
import type { Condition } from "../../ir/condition.ts";
import { type Field, fieldName } from "../../ir/field.ts";
import type { Network, WildcardPart, WildcardPattern } from "../../ir/pattern.ts";
import type { CompareOp, Literal as Constant, Scalar } from "../../ir/scalar.ts";
import { assertNever } from "../../source/assert-never.ts";
import type { Span } from "../../source/span.ts";
import { isAnalysed } from "../_shared/field-resolver.ts";
import { networkOf } from "../_shared/network.ts";
import { constantNode, existsNode, fieldTest, literalNode, logicNode, valueTypeOf } from "../_shared/nodes.ts";
import { isBeyond, textValue } from "../_shared/text-value.ts";
import type { ValueNode } from "./ast.ts";
import type { Lowering } from "./lowering.ts";
import { queryStringPatterns } from "./query-string.ts";
import { type Literal, literalText } from "./token.ts";

/** What the values of one list come to for one field: each kind is one leaf. */
interface Parts {
  exists: Span | null;
  readonly equal: Constant[];
  readonly networks: Network[];
  readonly patterns: WildcardPattern[];
  /** Of analysed text: words that stand next to each other. */
  readonly phrases: Constant[];
  /** Words were asked for, and there are none: nothing is found by it. */
  nothing: Span | null;
}

/** Where a test stands: the field's name, and the whole. */
export interface Place {
  readonly field: Span;
  readonly whole: Span;
}

const refusedAtRunTime = "Elasticsearch refuses this when the query runs";

/** Is some value of the field one of these? Null: an error, reported. */
export function valueTest(lowering: Lowering, field: Field, values: readonly ValueNode[], place: Place): Condition | null {
  const parts: Parts = { exists: null, equal: [], networks: [], patterns: [], phrases: [], nothing: null };
  let failed = false;
  for (const { literal } of values) failed = !addValue(lowering, field, literal, parts, place) || failed;
  return failed ? null : leavesOf(lowering, field, parts, place);
}

function leavesOf({ ids }: Lowering, field: Field, parts: Parts, place: Place): Condition {
  const leaves: Condition[] = [];
  const test = (make: (value: Scalar) => Scalar): void => {
    leaves.push(fieldTest(ids, field, place.field, make));
  };
  const node = () => ({ id: ids.node(), span: place.whole, type: "boolean" }) as const;
  const { equal, networks, patterns } = parts;
  const [only] = equal;
  if (only !== undefined && equal.length === 1) test((left) => ({ kind: "compare", ...node(), op: "==", left, right: only, fold: "none" }));
  else if (only !== undefined) test((value) => ({ kind: "in-set", ...node(), value, options: equal, fold: "none" }));
  if (networks.length > 0) test((value) => ({ kind: "cidr", ...node(), value, networks }));
  if (patterns.length > 0) test((value) => ({ kind: "wildcard", ...node(), value, patterns, fold: "none", lines: "cross" }));
  const { phrases } = parts;
  if (phrases.length > 0) test((value) => ({ kind: "call", ...node(), fn: "has-words", args: [value, ...phrases], fold: "none" }));
  if (parts.nothing !== null && leaves.length === 0) leaves.push(constantNode(ids, false, place.whole));
  if (parts.exists !== null) leaves.push(existsNode(ids, field, place.whole));
  return logicNode(ids, "or", leaves, place.whole);
}

/** False: an error, reported. */
function addValue(lowering: Lowering, field: Field, literal: Literal, parts: Parts, place: Place): boolean {
  const fail = (code: Code, message: string, help: string): false => {
    lowering.report(error(code, message, literal.span, { help }));
    return false;
  };
  const name = fieldName(field);
  if (isLone(literal)) {
    parts.exists ??= literal.span;
    return true;
  }
  if (isAnalysed(field.type)) return addWords(lowering, field, literal, parts, place);
  switch (literal.kind) {
    case "null":
      return fail(
        "kql/null-value",
        "nothing equals `null`: Elasticsearch refuses it",
        `write \`not ${name}: *\` for a missing field, or \`"null"\` for the text`,
      );
    case "boolean":
    case "text": {
      const text = literalText(literal);
      const type = valueTypeOf(field);
      if (type === "ip" && text.includes("/")) {
        const network = networkOf(text, literal.span);
        if (network === null)
          return fail("kql/type-mismatch", `\`${text}\` is no network`, "write an address and a prefix, such as `10.0.0.0/8`");
        parts.networks.push(network);
        return true;
      }
      const value = literal.kind === "boolean" && type !== "boolean" && type !== "string" ? null : textValue(type, text);
      if (value === null) return fail("kql/type-mismatch", `\`${name}\` is not true or false (${field.type})`, refusedAtRunTime);
      if (!value.ok) return fail("kql/type-mismatch", value.message, value.help);
      if (type === "double" && isBeyond(field.type, value.value))
        return fail("kql/type-mismatch", `no ${field.type} is so large`, refusedAtRunTime);
      if (literal.kind === "text" && literal.quoted && type === "string" && text.includes("*") && text !== "*")
        lowering.report(
          warning("kql/quoted-wildcard", "a `*` in double quotes stands for itself", literal.span, {
            help: "for a pattern take the quotes away, and escape what is special then: `\\`, `:`, brackets and the like",
          }),
        );
      parts.equal.push(literalNode(lowering.ids, value.type, value.value, literal.span));
      return true;
    }
    case "wildcard":
      return addPattern(lowering, field, literal.parts, literal.span, parts);
    default:
      return assertNever(literal);
  }
}

/** Told once for each place where the field is tested. */
function analysedText(lowering: Lowering, field: Field, at: Span, what: string): false {
  const message = `field \`${fieldName(field)}\` is analysed text (${field.type}): ${what} of its words is not compiled`;
  lowering.report(error("kql/analysed-text", message, at, { help: "search for words, or test a keyword field beside it" }));
  return false;
}

/** The characters of which the analyzer's words are certain whatever Unicode version it has. */
const plainText = /^[\0-\x7f]*$/;

/**
 * Kibana sends a `match_phrase` for a text in double quotes, which asks for its words next to each other, and a `match` for another, which asks for any of them. Both take the text
 * apart as the index does.
 */
function addWords(lowering: Lowering, field: Field, literal: Literal, parts: Parts, place: Place): boolean {
  if (literal.kind === "null") {
    const help = `write \`not ${fieldName(field)}: *\` for a missing field`;
    lowering.report(error("kql/null-value", "nothing equals `null`: Elasticsearch refuses it", literal.span, { help }));
    return false;
  }
  if (literal.kind === "wildcard") return analysedText(lowering, field, place.field, "a pattern");
  const text = literalText(literal);
  if (!plainText.test(text)) return analysedText(lowering, field, place.field, "a search beyond ASCII");
  const words = wordsOf(text);
  const phrases = literal.kind === "text" && literal.quoted ? [words.join(" ")] : words;
  if (words.length === 0) {
    parts.nothing ??= literal.span;
    lowering.report(
      warning("kql/no-words", "there is no word in this text, so that nothing is found by it", literal.span, {
        help: "analysed text is searched by its words; marks between them are not kept",
      }),
    );
  } else for (const phrase of phrases) parts.phrases.push(literalNode(lowering.ids, "string", phrase, literal.span));
  return true;
}

/** `field: *` asks whether there is a value; `**` is a pattern. */
const isLone = (literal: Literal): boolean => literal.kind === "wildcard" && literal.parts.length === 1;

/**
 * Kibana makes a `wildcard` query for a keyword, and a `query_string` for every other type, which takes words apart: each is then a pattern of its own.
 */
function addPattern(lowering: Lowering, field: Field, written: readonly WildcardPart[], at: Span, parts: Parts): boolean {
  if (valueTypeOf(field) !== "string") {
    const message = `field \`${fieldName(field)}\` is ${field.type}, which takes no wildcards`;
    lowering.report(
      error("kql/wildcard-type", message, at, {
        help: "compare it with a value or a range; Elasticsearch refuses this when the query runs",
      }),
    );
    return false;
  }
  if (field.type === "keyword") {
    parts.patterns.push({ parts: collapsed(written), span: at });
    return true;
  }
  const words = queryStringPatterns(written);
  if (words.kind === "unsafe") {
    const help = "name the field's type as keyword if the index has it so, or put the value in double quotes";
    lowering.report(error("kql/query-string", `in a query string, ${words.reason}`, at, { help }));
    return false;
  }
  if (words.patterns.length > 1)
    lowering.report(
      warning("kql/split-pattern", `on a field of type ${field.type} each word of a pattern is searched by itself`, at, {
        label: `${words.patterns.length} patterns, one of which must match`,
        help: "Kibana sends a query string for every type but keyword, and blanks take it apart",
      }),
    );
  for (const pattern of words.patterns) parts.patterns.push({ parts: collapsed(pattern), span: at });
  return true;
}

const collapsed = (parts: readonly WildcardPart[]): readonly WildcardPart[] =>
  parts.filter((p, i) => p.kind !== "many" || parts[i - 1]?.kind !== "many");

/** `field < bound`. Null: an error, reported. A `*` in the bound stands for itself. */
export function rangeTest(lowering: Lowering, field: Field, op: Exclude<CompareOp, "==">, bound: Literal, place: Place): Condition | null {
  const fail = (code: Code, message: string, help: string): null => {
    lowering.report(error(code, message, bound.span, { help }));
    return null;
  };
  const name = fieldName(field);
  if (isAnalysed(field.type) && !analysedText(lowering, field, place.field, "a range")) return null;
  if (bound.kind === "null") return fail("kql/range-value", "a range needs a bound, not `null`", `write \`${name}: *\` for any value`);
  const type = valueTypeOf(field);
  if (type === "boolean" || bound.kind === "boolean")
    return fail("kql/range-value", "true and false have no order", `write \`${name}: true\``);
  const value = textValue(type, literalText(bound));
  if (!value.ok) return fail("kql/type-mismatch", value.message, value.help);
  if (isBeyond(field.type, value.value)) return fail("kql/type-mismatch", `no ${field.type} is so large`, refusedAtRunTime);
  if (bound.kind === "wildcard")
    lowering.report(
      warning("kql/quoted-wildcard", "a `*` in a range stands for itself", bound.span, { help: "for a pattern write `field: value`" }),
    );
  const right = literalNode(lowering.ids, value.type, value.value, bound.span);
  return fieldTest(lowering.ids, field, place.field, (left) => ({
    kind: "compare",
    id: lowering.ids.node(),
    span: place.whole,
    type: "boolean",
    op,
    left,
    right,
    fold: "none",
  }));
}
