import type { Any, Condition } from "../../src/ir/condition.ts";
import type { Field } from "../../src/ir/field.ts";
import type { Fold } from "../../src/ir/fold.ts";
import type { WildcardPart, WildcardPattern } from "../../src/ir/pattern.ts";
import type { Limit, Metadata, Rule } from "../../src/ir/rule.ts";
import type { CompareOp, Literal, Scalar } from "../../src/ir/scalar.ts";
import type { Value, ValueType } from "../../src/ir/value.ts";
import { type EsType, familyOf } from "../../src/schema/es-type.ts";

/** IR by hand, for tests of targets. Ids count up; spans are all at the query's start. */

const span = { start: 0, end: 0 };
let nextId = 1;
const node = (): { readonly id: number; readonly span: typeof span } => ({ id: nextId++, span });

export const field = (name: string, type: EsType = "keyword", mapped = true): Field => ({
  path: name.split("."),
  type,
  mapped,
  array: false,
  ignoreAbove: null,
});

export const constant = (value: boolean): Condition => ({ kind: "constant", ...node(), value });
export const and = (...operands: readonly Condition[]): Condition => ({ kind: "and", ...node(), operands });
export const or = (...operands: readonly Condition[]): Condition => ({ kind: "or", ...node(), operands });
export const not = (operand: Condition): Condition => ({ kind: "not", ...node(), operand });
export const exists = (f: Field): Condition => ({ kind: "exists", ...node(), field: f });

const valueType = (f: Field): ValueType => {
  const family = familyOf(f.type);
  return family === "none" ? "string" : family;
};

/** `any` over fields; the test gets the bound variables in order. */
export function any(fields: readonly Field[], test: (...bound: readonly Scalar[]) => Scalar): Any {
  const bound = fields.map((f, variable): Scalar => ({ kind: "bound", ...node(), type: valueType(f), variable }));
  return {
    kind: "any",
    ...node(),
    binds: fields.map((f, variable) => ({ variable, field: f, view: "index" })),
    test: test(...bound),
  };
}

export function literal(value: Value, type?: ValueType): Literal {
  const natural: Readonly<Record<string, ValueType>> = { string: "string", bigint: "long", number: "double", boolean: "boolean" };
  return { kind: "literal", ...node(), type: type ?? (value === null ? "null" : (natural[typeof value] ?? "null")), value };
}

export const compare = (left: Scalar, op: CompareOp, right: Scalar, fold: Fold = "none"): Scalar => ({
  kind: "compare",
  ...node(),
  type: "boolean",
  op,
  left,
  right,
  fold,
});
export const inSet = (value: Scalar, options: readonly Literal[], fold: Fold = "none"): Scalar => ({
  kind: "in-set",
  ...node(),
  type: "boolean",
  value,
  options,
  fold,
});

/** `*` and `?` are wildcards, as in EQL. */
export function pattern(text: string): WildcardPattern {
  const parts = (text.match(/\*|\?|[^*?]+/gu) ?? []).map(
    (t): WildcardPart => (t === "*" ? { kind: "many" } : t === "?" ? { kind: "one" } : { kind: "text", text: t }),
  );
  return { parts, span };
}
export const wildcard = (value: Scalar, patterns: readonly string[], fold: Fold = "none", lines: "cross" | "stop" = "cross"): Scalar => ({
  kind: "wildcard",
  ...node(),
  type: "boolean",
  value,
  patterns: patterns.map(pattern),
  fold,
  lines,
});
export const affix = (where: "starts" | "ends" | "contains", value: Scalar, needle: Scalar, fold: Fold = "none"): Scalar => ({
  kind: "affix",
  ...node(),
  type: "boolean",
  where,
  value,
  needle,
  fold,
});
export const isNull = (operand: Scalar): Scalar => ({ kind: "is-null", ...node(), type: "boolean", operand });

export const metadata: Metadata = {
  ruleId: "00000000-0000-0000-0000-000000000001",
  name: "A rule",
  description: "What it finds.",
  version: 1,
  severity: "low",
  riskScore: 21,
  tags: ["OS: Linux"],
  threat: [],
  author: ["A. N. Author"],
  license: null,
  references: [],
  falsePositives: [],
  note: null,
  setup: null,
  maxSignals: 100,
  enabled: true,
  buildingBlock: false,
  query: "any where true",
  language: "eql",
  document: null,
  sourceHash: "0".repeat(64),
  path: "a-rule",
};

export function rule(where: Condition, about: Partial<Metadata> = {}, limit: Limit | null = null): Rule {
  const timestamp = field("@timestamp", "date");
  return {
    sources: { main: { index: ["logs-*"], where } },
    detection: { kind: "filter", source: "main", order: { timestamp, tiebreaker: null }, limit },
    schedule: { interval: "5m", window: { kind: "window", timestamp, override: null, fallback: true, from: "now-6m", to: "now" } },
    metadata: { ...metadata, ...about },
  };
}
