import type { Span } from "../../source/span.ts";

/**
 * EQL as written: nothing is resolved, typed or folded. Plain data; every node has the span of its text. Parentheses leave no node.
 * `error` stands where the parser gave up; a tree that holds one comes with a diagnostic and is not lowered.
 */
interface Node {
  readonly span: Span;
}

export interface StringLiteral extends Node {
  readonly kind: "string";
  readonly value: string;
}

/** `text` as written. An integer that fits no 64 bits has become a double, as in Elasticsearch. */
export interface NumberLiteral extends Node {
  readonly kind: "number";
  readonly value: bigint | number;
  readonly text: string;
}

export interface BooleanLiteral extends Node {
  readonly kind: "boolean";
  readonly value: boolean;
}

export interface NullLiteral extends Node {
  readonly kind: "null";
}

export type Constant = StringLiteral | NumberLiteral | BooleanLiteral | NullLiteral;

/** `optional`: written `?a.b`. A backquoted segment is one segment, whatever it holds; dots inside of it split the path all the same. */
export interface FieldName extends Node {
  readonly kind: "field";
  readonly segments: readonly string[];
  readonly optional: boolean;
}

export interface Call extends Node {
  readonly kind: "call";
  readonly name: string;
  readonly nameSpan: Span;
  /** Written with `~`. */
  readonly insensitive: boolean;
  readonly args: readonly Expression[];
}

export interface Unary extends Node {
  readonly kind: "unary";
  readonly op: "+" | "-";
  readonly operand: Expression;
}

export interface Arithmetic extends Node {
  readonly kind: "arithmetic";
  readonly op: "+" | "-" | "*" | "/" | "%";
  readonly opSpan: Span;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Comparison extends Node {
  readonly kind: "comparison";
  readonly op: "==" | "!=" | "<" | "<=" | ">" | ">=";
  readonly opSpan: Span;
  readonly left: Expression;
  readonly right: Expression;
}

export interface In extends Node {
  readonly kind: "in";
  readonly value: Expression;
  readonly options: readonly Expression[];
  readonly negated: boolean;
  readonly insensitive: boolean;
  readonly opSpan: Span;
}

/** `:`, `like`, `regex`: constants alone on the right, one or a list in parentheses. */
export interface Match extends Node {
  readonly kind: "match";
  readonly op: ":" | "like" | "like~" | "regex" | "regex~";
  readonly opSpan: Span;
  readonly value: Expression;
  readonly patterns: readonly Constant[];
}

export interface Not extends Node {
  readonly kind: "not";
  readonly operand: Expression;
}

/** Chains are flat: `a and b and c` has three operands. */
export interface Logic extends Node {
  readonly kind: "and" | "or";
  readonly operands: readonly Expression[];
}

export interface Failed extends Node {
  readonly kind: "error";
}

export type Expression = Constant | FieldName | Call | Unary | Arithmetic | Comparison | In | Match | Not | Logic | Failed;

export type Category = ({ readonly kind: "any" } & Node) | ({ readonly kind: "category"; readonly name: string } & Node);

export interface EventQuery extends Node {
  readonly kind: "event";
  readonly category: Category;
  readonly condition: Expression;
}

/** One `[…] by … with runs=…`. `missing`: written `![…]`. */
export interface Stage extends Node {
  readonly kind: "stage";
  readonly missing: boolean;
  readonly event: EventQuery;
  readonly by: readonly Expression[];
  readonly runs: ({ readonly count: number } & Node) | null;
}

/** `milliseconds` of `maxspan=…`. */
export interface Maxspan extends Node {
  readonly milliseconds: number;
}

export interface Sequence extends Node {
  readonly kind: "sequence";
  readonly by: readonly Expression[];
  readonly maxspan: Maxspan | null;
  readonly stages: readonly Stage[];
  readonly until: Stage | null;
}

export interface Sample extends Node {
  readonly kind: "sample";
  readonly by: readonly Expression[];
  readonly stages: readonly Stage[];
}

export interface Pipe extends Node {
  readonly kind: "head" | "tail";
  readonly count: Expression;
}

export interface Query extends Node {
  readonly kind: "query";
  readonly body: EventQuery | Sequence | Sample;
  readonly pipes: readonly Pipe[];
}
