import type { Span } from "../../source/span.ts";
import type { Literal } from "./token.ts";

/** The tree as written: nothing resolved or typed. Spans are offsets into the query. */
interface Node {
  readonly span: Span;
}

export type Expression = Logic<Expression> | Not<Expression> | Match | Range | Nested | FreeText | Everything | Unreadable;

/** A flat chain: `a and b and c` has three operands. */
export interface Logic<Of> extends Node {
  readonly kind: "and" | "or";
  readonly operands: readonly Of[];
}

export interface Not<Of> extends Node {
  readonly kind: "not";
  readonly operand: Of;
}

/** `field: values` */
export interface Match extends Node {
  readonly kind: "match";
  readonly field: Literal;
  readonly values: Values;
}

/** One value, or values in brackets: `(a or b and not c)`. Each is a test of the field. */
export type Values = Logic<Values> | Not<Values> | ValueNode | Unreadable;

export interface ValueNode extends Node {
  readonly kind: "value";
  readonly literal: Literal;
}

export interface Range extends Node {
  readonly kind: "range";
  readonly field: Literal;
  readonly op: "<" | "<=" | ">" | ">=";
  readonly value: Literal;
}

/** `path: { query }` */
export interface Nested extends Node {
  readonly kind: "nested";
  readonly path: Literal;
  readonly query: Expression;
}

/** A value without a field. */
export interface FreeText extends Node {
  readonly kind: "free-text";
  readonly literal: Literal;
}

/** The empty query, which every event satisfies. */
export interface Everything extends Node {
  readonly kind: "everything";
}

/** What could not be parsed, and is reported. */
export interface Unreadable extends Node {
  readonly kind: "error";
}
