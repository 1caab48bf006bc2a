/** EQL as this target writes it: plain data without text of its own. eql-print.ts is the only place where it becomes text. */
export type EqlExpression =
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "number"; readonly value: bigint | number }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "null" }
  | EqlField
  | { readonly kind: "call"; readonly name: string; readonly insensitive: boolean; readonly args: readonly EqlExpression[] }
  | { readonly kind: "not"; readonly operand: EqlExpression }
  | { readonly kind: "and" | "or"; readonly operands: readonly EqlExpression[] }
  | { readonly kind: "comparison"; readonly op: EqlCompareOp; readonly left: EqlExpression; readonly right: EqlExpression }
  | { readonly kind: "arithmetic"; readonly op: "+" | "-" | "*" | "/" | "%"; readonly left: EqlExpression; readonly right: EqlExpression }
  | { readonly kind: "negative"; readonly operand: EqlExpression }
  | {
      readonly kind: "in";
      readonly negated: boolean;
      readonly insensitive: boolean;
      readonly value: EqlExpression;
      readonly options: readonly EqlExpression[];
    }
  | { readonly kind: "match"; readonly op: EqlMatchOp; readonly value: EqlExpression; readonly patterns: readonly string[] };

export type EqlCompareOp = "==" | "!=" | "<" | "<=" | ">" | ">=";
export type EqlMatchOp = ":" | "like" | "regex" | "regex~";

/** `optional`: written `?a.b`, null where no index has the field. */
export interface EqlField {
  readonly kind: "field";
  readonly path: readonly string[];
  readonly optional: boolean;
}

/** `category`: null is `any`. */
export interface EqlEvent {
  readonly category: string | null;
  readonly where: EqlExpression;
}

export interface EqlStage {
  readonly event: EqlEvent;
  readonly missing: boolean;
  readonly by: readonly EqlField[];
  readonly runs: number;
}

export interface EqlPipe {
  readonly side: "head" | "tail";
  readonly count: number;
}

export type EqlBody =
  | { readonly kind: "event"; readonly event: EqlEvent }
  | {
      readonly kind: "sequence";
      readonly by: readonly EqlField[];
      /** Milliseconds. */
      readonly maxspan: number | null;
      readonly stages: readonly EqlStage[];
      readonly until: EqlStage | null;
    }
  | { readonly kind: "sample"; readonly by: readonly EqlField[]; readonly stages: readonly EqlStage[] };

export interface EqlQuery {
  readonly body: EqlBody;
  readonly pipes: readonly EqlPipe[];
}
