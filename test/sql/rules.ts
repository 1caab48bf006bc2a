import type { Condition } from "../../src/ir/condition.ts";
import type { Field } from "../../src/ir/field.ts";
import type { Fold } from "../../src/ir/fold.ts";
import type { WildcardPart } from "../../src/ir/pattern.ts";
import type { Rule } from "../../src/ir/rule.ts";
import type { CompareOp, Scalar } from "../../src/ir/scalar.ts";
import type { Value, ValueType } from "../../src/ir/value.ts";
import type { EsType } from "../../src/schema/es-type.ts";
import type { JsonObject } from "../../src/source/json.ts";
import type { Engine, EngineVerdict, Job } from "../../src/target/engine.ts";
import type { Options } from "../../src/target/options.ts";
import type { Target } from "../../src/target/target.ts";

/** Hand-made IR for tests that need no front end. */
export const at = { start: 0, end: 0 };
let ids = 0;

export const field = (name: string, type: EsType = "keyword", array = false): Field => ({
  path: name.split("."),
  type,
  mapped: true,
  array,
  ignoreAbove: null,
});

export const literal = (value: Value, type?: ValueType): Scalar & { kind: "literal" } => ({
  kind: "literal",
  id: ++ids,
  span: at,
  value,
  type:
    type ??
    (typeof value === "string"
      ? "string"
      : typeof value === "bigint"
        ? "long"
        : typeof value === "number"
          ? "double"
          : value === null
            ? "null"
            : "boolean"),
});

const bound = (type: ValueType): Scalar => ({ kind: "bound", id: ++ids, span: at, type, variable: 0 });

export const any = (of: Field, test: Scalar): Condition => ({
  kind: "any",
  id: ++ids,
  span: at,
  binds: [{ variable: 0, field: of, view: "index" }],
  test,
});

export const compare = (op: CompareOp, right: Scalar, fold: Fold = "none", type: ValueType = right.type): Scalar => ({
  kind: "compare",
  id: ++ids,
  span: at,
  type: "boolean",
  op,
  left: bound(type),
  right,
  fold,
});

export const inSet = (texts: readonly string[], fold: Fold = "none"): Scalar => ({
  kind: "in-set",
  id: ++ids,
  span: at,
  type: "boolean",
  value: bound("string"),
  options: texts.map((t) => literal(t)),
  fold,
});

/** `*` and `?` as in EQL. */
export const wildcard = (patterns: readonly string[], fold: Fold = "none"): Scalar => ({
  kind: "wildcard",
  id: ++ids,
  span: at,
  type: "boolean",
  value: bound("string"),
  patterns: patterns.map((p) => ({ parts: partsOf(p), span: at })),
  fold,
  lines: "cross",
});

const partsOf = (pattern: string): readonly WildcardPart[] =>
  (pattern.match(/\*|\?|[^*?]+/gsu) ?? []).map((t) =>
    t === "*" ? { kind: "many" } : t === "?" ? { kind: "one" } : { kind: "text", text: t },
  );

export const not = (operand: Condition): Condition => ({ kind: "not", id: ++ids, span: at, operand });
export const exists = (of: Field): Condition => ({ kind: "exists", id: ++ids, span: at, field: of });

export function ruleOf(where: Condition, name = "r"): Rule {
  const timestamp = field("@timestamp", "date");
  return {
    sources: { main: { index: [], where } },
    detection: { kind: "filter", source: "main", order: { timestamp, tiebreaker: null }, limit: null },
    schedule: { interval: "5m", window: null },
    metadata: {
      ruleId: name,
      name,
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
      enabled: true,
      buildingBlock: false,
      query: "",
      language: "eql",
      document: null,
      sourceHash: "",
      path: name,
    },
  };
}

/** The engine's verdicts of each condition on each event; throws where the target refuses. */
export async function run(
  target: Target,
  engine: Engine,
  options: Options,
  conditions: readonly Condition[],
  events: readonly JsonObject[],
): Promise<readonly (readonly (EngineVerdict | null)[])[]> {
  const jobs = conditions.map((where, i): Job => {
    const rule = ruleOf(where, `r${i}`);
    const emission = target.emit(rule, options, target.versions.at(-1) ?? "");
    if (!emission.ok) throw new Error(emission.refusals.map((r) => r.reason).join("; "));
    return { rule, emission };
  });
  return engine.run(jobs, events);
}
