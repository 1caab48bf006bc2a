import type { Span } from "../source/span.ts";
import type { Fold } from "./fold.ts";
import type { Network, Regex, WildcardPattern } from "./pattern.ts";
import type { Value, ValueType } from "./value.ts";

/**
 * Scalars compute one value from the values bound by an `any` condition. They are null-propagating: a null operand makes the result null,
 * except where a kind says otherwise. There is no `not` here: a negation always stands outside the `any` (condition.ts).
 *
 * `id` is unique in the rule and survives passes: it ties artefact parts, explanations and deviations to the rule. `span` points into the
 * query's text; nodes made by a pass keep the span that they came from.
 */
interface Node {
  readonly id: number;
  readonly span: Span;
  readonly type: ValueType;
}

/** A constant of the rule. */
export interface Literal extends Node {
  readonly kind: "literal";
  readonly value: Value;
}

/** The value of the bind with this `variable`: one value of a field, or null when the field is missing. */
export interface Bound extends Node {
  readonly kind: "bound";
  readonly variable: number;
}

export type CompareOp = "==" | "<" | "<=" | ">" | ">=";

/**
 * Null if either side is null. Numbers compare by value across long and double; strings by code point, `==` under `fold`; booleans false < true;
 * dates and addresses after parsing. A date literal may be date math or a rounded date: `== "2024-05-01"` is the whole day, as in Elasticsearch.
 * `fold` is not `none` only on `==` of strings.
 */
export interface Compare extends Node {
  readonly kind: "compare";
  readonly op: CompareOp;
  readonly left: Scalar;
  readonly right: Scalar;
  readonly fold: Fold;
}

/** Is the value one of the options? Options are never null literals; null value: null. One comparison `==` per option. */
export interface InSet extends Node {
  readonly kind: "in-set";
  readonly value: Scalar;
  readonly options: readonly Literal[];
  readonly fold: Fold;
}

/**
 * Does the value lie between two constants? Null value: null. Two comparisons in two leaves may hold for different values of a field, this holds for one. Bounds compare as in `compare`: a date that is
 * rounded begins, or ends, with its first or last instant.
 */
export interface InRange extends Node {
  readonly kind: "in-range";
  readonly value: Scalar;
  readonly from: Literal;
  readonly to: Literal;
  readonly fromIncluded: boolean;
  readonly toIncluded: boolean;
}

/** The two comparisons that both hold of a value in the range. */
export function comparisonsOf({ id, span, type, value, ...range }: InRange): readonly [Compare, Compare] {
  const compare = { kind: "compare", id, span, type, left: value, fold: "none" } as const;
  return [
    { ...compare, op: range.fromIncluded ? ">=" : ">", right: range.from },
    { ...compare, op: range.toIncluded ? "<=" : "<", right: range.to },
  ];
}

/** Does the whole string match one of the patterns? `lines: "stop"`: `*` and `?` match no line terminator (java.util.regex without DOTALL). */
export interface Wildcard extends Node {
  readonly kind: "wildcard";
  readonly value: Scalar;
  readonly patterns: readonly WildcardPattern[];
  readonly fold: Fold;
  readonly lines: "cross" | "stop";
}

/**
 * Does the whole string match? `source` is the text in its own dialect, several patterns already joined; `pattern` is what it means.
 * A target that has that very dialect may print `source`; every other prints `pattern`.
 */
export interface RegexMatch extends Node {
  readonly kind: "regex";
  readonly value: Scalar;
  readonly pattern: Regex;
  readonly source: string;
  readonly dialect: "lucene" | "java";
  readonly fold: Fold;
}

/** Does the address lie in one of the networks? */
export interface Cidr extends Node {
  readonly kind: "cidr";
  readonly value: Scalar;
  readonly networks: readonly Network[];
}

/** `starts`, `ends`, `contains`, on strings, under `fold`. An empty needle is in every string; front ends that differ say so by other nodes. */
export interface Affix extends Node {
  readonly kind: "affix";
  readonly where: "starts" | "ends" | "contains";
  readonly value: Scalar;
  readonly needle: Scalar;
  readonly fold: Fold;
}

/** Never null: true when the operand is null. */
export interface IsNull extends Node {
  readonly kind: "is-null";
  readonly operand: Scalar;
}

export type ArithmeticOp = "+" | "-" | "*" | "/" | "%";

/**
 * long op long stays long (64 bits; overflow is a run-time error), any double makes double. Integer division truncates toward zero, the remainder
 * takes the dividend's sign; dividing a long by zero is a run-time error, a double gives Infinity or NaN as IEEE 754 has it.
 */
export interface Arithmetic extends Node {
  readonly kind: "arithmetic";
  readonly op: ArithmeticOp;
  readonly left: Scalar;
  readonly right: Scalar;
}

export interface Negate extends Node {
  readonly kind: "negate";
  readonly operand: Scalar;
}

/**
 * A function of `src/functions/`, which defines its meaning, null behaviour and errors. `fold` is `none` or `java-root` (the `~` form), and is
 * `none` for functions that have no such form.
 */
export interface Call extends Node {
  readonly kind: "call";
  readonly fn: string;
  readonly args: readonly Scalar[];
  readonly fold: Fold;
}

export type Scalar =
  | Literal
  | Bound
  | Compare
  | InSet
  | InRange
  | Wildcard
  | RegexMatch
  | Cidr
  | Affix
  | IsNull
  | Arithmetic
  | Negate
  | Call;
