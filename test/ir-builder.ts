import type { Any, Bind, Condition, Exists } from "../src/ir/condition.ts";
import type { Field } from "../src/ir/field.ts";
import type { Fold } from "../src/ir/fold.ts";
import type { Network, Regex, WildcardPart, WildcardPattern } from "../src/ir/pattern.ts";
import type { FilterRule, Limit } from "../src/ir/rule.ts";
import type { CompareOp, Literal, Scalar } from "../src/ir/scalar.ts";
import type { Value, ValueType } from "../src/ir/value.ts";
import { type EsType, familyOf } from "../src/schema/es-type.ts";

/** Builds IR by hand, with fresh ids and spans that do not matter. */
const span = { start: 0, end: 0 };

export interface Builder {
  and(...operands: readonly Condition[]): Condition;
  or(...operands: readonly Condition[]): Condition;
  not(operand: Condition): Condition;
  constant(value: boolean): Condition;
  exists(field: Field): Exists;
  /** `test` gets one scalar for each field, in order. */
  any(fields: readonly Field[], test: (...bound: readonly Scalar[]) => Scalar): Any;
  literal(value: Value): Literal;
  dateLiteral(value: Value): Literal;
  ipLiteral(value: Value): Literal;
  compare(op: CompareOp, left: Scalar, right: Scalar, fold?: Fold): Scalar;
  inSet(value: Scalar, options: readonly Value[], fold?: Fold): Scalar;
  wildcard(value: Scalar, patterns: readonly string[], fold?: Fold, lines?: "cross" | "stop"): Scalar;
  regex(value: Scalar, pattern: Regex, source: string, fold?: Fold, dialect?: "lucene" | "java"): Scalar;
  cidr(value: Scalar, networks: readonly Network[]): Scalar;
  affix(where: "starts" | "ends" | "contains", value: Scalar, needle: Scalar, fold?: Fold): Scalar;
  isNull(operand: Scalar): Scalar;
  arithmetic(op: "+" | "-" | "*" | "/" | "%", left: Scalar, right: Scalar): Scalar;
  negate(operand: Scalar): Scalar;
  call(fn: string, type: ValueType, args: readonly Scalar[], fold?: Fold): Scalar;
}

export const field = (name: string, type: EsType = "keyword", extra: Partial<Field> = {}): Field => ({
  path: name.split("."),
  type,
  mapped: true,
  array: false,
  ignoreAbove: null,
  ...extra,
});

export const typeOf = (value: Value): ValueType => {
  if (value === null) return "null";
  switch (typeof value) {
    case "string":
      return "string";
    case "bigint":
      return "long";
    case "number":
      return "double";
    case "boolean":
      return "boolean";
  }
};

export const boundType = (type: EsType): ValueType => {
  const family = familyOf(type);
  return family === "none" ? "string" : family;
};

/** `*` and `?` as in EQL's `like`. */
export const wildcardPattern = (text: string): WildcardPattern => {
  const parts = text.split(/([*?])/).filter((p) => p !== "");
  return {
    parts: parts.map((p): WildcardPart => (p === "*" ? { kind: "many" } : p === "?" ? { kind: "one" } : { kind: "text", text: p })),
    span,
  };
};

const wider = (left: ValueType, right: ValueType): ValueType => (left === "double" || right === "double" ? "double" : "long");

export function builder(): Builder {
  let last = 0;
  const node = () => ({ id: ++last, span });
  let variables = 0;
  const self: Builder = {
    and: (...operands) => ({ kind: "and", ...node(), operands }),
    or: (...operands) => ({ kind: "or", ...node(), operands }),
    not: (operand) => ({ kind: "not", ...node(), operand }),
    constant: (value) => ({ kind: "constant", ...node(), value }),
    exists: (f) => ({ kind: "exists", ...node(), field: f }),
    any: (fields, test) => {
      const own = node();
      const binds = fields.map((f): Bind => ({ variable: ++variables, field: f, view: "index" }));
      const bound = binds.map((b): Scalar => ({ kind: "bound", ...node(), type: boundType(b.field.type), variable: b.variable }));
      return { kind: "any", ...own, binds, test: test(...bound) };
    },
    literal: (value) => ({ kind: "literal", ...node(), type: typeOf(value), value }),
    dateLiteral: (value) => ({ kind: "literal", ...node(), type: "date", value }),
    ipLiteral: (value) => ({ kind: "literal", ...node(), type: "ip", value }),
    compare: (op, left, right, fold = "none") => ({ kind: "compare", ...node(), type: "boolean", op, left, right, fold }),
    inSet: (value, options, fold = "none") => ({
      kind: "in-set",
      ...node(),
      type: "boolean",
      value,
      options: options.map((o): Literal => ({ kind: "literal", ...node(), type: typeOf(o), value: o })),
      fold,
    }),
    wildcard: (value, patterns, fold = "none", lines = "cross") => ({
      kind: "wildcard",
      ...node(),
      type: "boolean",
      value,
      patterns: patterns.map(wildcardPattern),
      fold,
      lines,
    }),
    regex: (value, pattern, source, fold = "none", dialect = "lucene") => ({
      kind: "regex",
      ...node(),
      type: "boolean",
      value,
      pattern,
      source,
      dialect,
      fold,
    }),
    cidr: (value, networks) => ({ kind: "cidr", ...node(), type: "boolean", value, networks }),
    affix: (where, value, needle, fold = "none") => ({ kind: "affix", ...node(), type: "boolean", where, value, needle, fold }),
    isNull: (operand) => ({ kind: "is-null", ...node(), type: "boolean", operand }),
    arithmetic: (op, left, right) => ({ kind: "arithmetic", ...node(), type: wider(left.type, right.type), op, left, right }),
    negate: (operand) => ({ kind: "negate", ...node(), type: operand.type, operand }),
    call: (fn, type, args, fold = "none") => ({ kind: "call", ...node(), type, fn, args, fold }),
  };
  return self;
}

/** A rule around a condition. */
export const ruleOf = (where: Condition, limit: Limit | null = null): FilterRule => ({
  sources: { main: { index: [], where } },
  detection: { kind: "filter", source: "main", order: { timestamp: field("@timestamp", "date"), tiebreaker: null }, limit },
  schedule: { interval: "5m", window: null },
  metadata: {
    ruleId: "test",
    name: "test",
    description: "",
    version: 1,
    severity: "low",
    riskScore: 21,
    tags: [],
    threat: [],
    author: [],
    license: null,
    references: [],
    falsePositives: [],
    note: null,
    setup: null,
    maxSignals: 100,
    enabled: false,
    buildingBlock: false,
    query: "",
    language: "eql",
    conditionText: "",
    document: null,
    sourceHash: "",
    path: "test",
  },
});
