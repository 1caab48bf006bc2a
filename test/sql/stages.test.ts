import { describe, expect, it } from "vitest";
import type { Stage } from "../../src/ir/detection.ts";
import type { Rule } from "../../src/ir/rule.ts";
import { defaultsOf } from "../../src/target/options.ts";
import { clickhouse } from "../../targets/clickhouse/target.ts";
import { postgres } from "../../targets/postgres/target.ts";
import { builder, field, ruleOf } from "../ir-builder.ts";

const b = builder();
const span = { start: 0, end: 0 };

function sequenceOf(count: number): Rule {
  const rule = ruleOf(b.exists(field("f")));
  const by = [{ field: field("host.id"), optional: false, span }];
  const stages = Array<Stage>(count).fill({ source: "main", by, missing: false, span });
  return { ...rule, detection: { kind: "sequence", stages, until: null, maxspan: null, order: rule.detection.order, limit: null } };
}

describe("sequences of many stages", () => {
  it.each([
    [clickhouse, 48, true],
    [clickhouse, 64, true],
    [clickhouse, 65, false],
    [postgres, 100, true],
  ] as const)("$0.id takes $1: $2", (target, count, taken) => {
    const emission = target.emit(sequenceOf(count), defaultsOf(target.options), target.versions.at(-1) ?? "");
    expect(emission.ok).toBe(taken);
    if (emission.ok)
      expect(emission.artifacts.some((a) => a.text.includes("max_subquery_depth"))).toBe(target === clickhouse && count > 48);
    if (!emission.ok) expect(emission.refusals.map((r) => r.code)).toEqual(["sql/too-deep"]);
  });
});
