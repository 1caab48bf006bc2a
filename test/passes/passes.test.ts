import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluateCondition } from "../../src/eval/evaluate-condition.ts";
import { functionOf } from "../../src/functions/index.ts";
import type { Condition } from "../../src/ir/condition.ts";
import { printCondition } from "../../src/ir/print.ts";
import type { Scalar } from "../../src/ir/scalar.ts";
import { verifyRule } from "../../src/ir/verify.ts";
import { mapConditions, mapScalars, scalarsOf } from "../../src/ir/walk.ts";
import { standardPasses } from "../../src/passes/index.ts";
import { type Pass, runPasses } from "../../src/passes/pass.ts";
import { builder, field, ruleOf } from "../ir-builder.ts";
import { event, condition as leafyCondition } from "../target/arbitrary.ts";

const b = builder();
const run = (pass: Pass, condition: Condition): Condition => pass.run(ruleOf(condition)).sources["main"]?.where ?? b.constant(false);
const [foldConstants, flattenLogic] = standardPasses;
if (foldConstants === undefined || flattenLogic === undefined) throw new Error("the passes are gone");

/** Generated conditions share nodes and bind fields in vain: give every node an id of its own and drop what no test uses. */
function wellFormed(condition: Condition): Condition {
  let last = 0;
  const fresh = <N extends Condition | Scalar>(node: N): N => ({ ...node, id: ++last });
  return mapConditions(condition, (c) => {
    if (c.kind !== "any") return fresh(c);
    const used = new Set([...scalarsOf(c.test)].flatMap((s) => (s.kind === "bound" ? [s.variable] : [])));
    const test = mapScalars(c.test, (s) => fresh(s.kind === "in-set" ? { ...s, options: s.options.map(fresh) } : s));
    return fresh({ ...c, binds: c.binds.filter((bind) => used.has(bind.variable)), test });
  });
}

/** Conditions with constants among them, which the generator shared with the targets leaves out. */
const condition: fc.Arbitrary<Condition> = fc.tuple(leafyCondition, fc.infiniteStream(fc.nat({ max: 9 }))).map(([c, dice]) =>
  wellFormed(
    mapConditions(c, (node) => {
      const roll = dice.next().value;
      if (roll === 0) return { kind: "constant", id: 0, span: node.span, value: true };
      if (roll === 1) return { kind: "constant", id: 0, span: node.span, value: false };
      return roll === 2 ? { kind: "not", id: 0, span: node.span, operand: node } : node;
    }),
  ),
);

describe.each(standardPasses.map((p) => [p.name, p] as const))("%s", (_, pass) => {
  it("keeps every verdict", () => {
    fc.assert(
      fc.property(condition, fc.array(event, { minLength: 1, maxLength: 6 }), (c, events) => {
        const after = run(pass, c);
        for (const e of events) {
          const subject = { event: e, now: null };
          expect(evaluateCondition(after, subject), printCondition(after)).toBe(evaluateCondition(c, subject));
        }
      }),
      { numRuns: 300 },
    );
  });

  it("leaves a rule well formed, and what it leaves alone as the same object", () => {
    fc.assert(
      fc.property(condition, (c) => {
        const before = ruleOf(c);
        expect(structural(verifyRule(before, functionOf))).toEqual([]);
        const after = pass.run(before);
        expect(structural(verifyRule(after, functionOf))).toEqual([]);
        expect(pass.run(after)).toBe(after);
      }),
      { numRuns: 300 },
    );
  });
});

/** Generated scalars are not always of the type that their function takes: the oracle must cope, and passes do not look at types. */
const structural = (faults: readonly string[]): readonly string[] => faults.filter((f) => !/takes|compares|folds|, not |a \w+ as /.test(f));

describe("flatten-logic", () => {
  const x = b.exists(field("x"));
  const y = b.exists(field("y"));
  const z = b.exists(field("z"));
  it.each<[Condition, string]>([
    [b.and(x, b.and(y, b.and(z))), "(and (exists x:keyword) (exists y:keyword) (exists z:keyword))"],
    [b.or(b.or(x, y), b.and(z)), "(or (exists x:keyword) (exists y:keyword) (exists z:keyword))"],
    [b.not(b.not(b.not(x))), "(not (exists x:keyword))"],
    [b.and(x, b.constant(true)), "(exists x:keyword)"],
    [b.and(x, b.constant(false)), "false"],
    [b.or(x, b.not(b.constant(false))), "true"],
    [b.or(b.constant(false), b.constant(false)), "false"],
    [b.not(b.and(b.constant(true))), "false"],
    [b.and(b.or(x, y), b.or(z)), "(and (or (exists x:keyword) (exists y:keyword)) (exists z:keyword))"],
  ])("case %#: %s", (before, after) => {
    expect(printCondition(run(flattenLogic, before))).toBe(after);
  });
});

describe("fold-constants", () => {
  const gone = field("gone", "keyword", { mapped: false });
  const now = b.dateLiteral("now-5m");
  it.each<[Condition, string]>([
    [b.exists(gone), "false"],
    [b.any([gone], (v) => b.compare("==", v, b.literal("a"))), "false"],
    [b.any([gone], (v) => b.isNull(v)), "true"],
    [b.any([], () => b.compare("<", b.literal(1n), b.literal(2n))), "true"],
    [b.any([], () => b.compare("<", b.arithmetic("/", b.literal(1n), b.literal(0n)), b.literal(2n))), "(any () (< (/ 1 0) 2))"],
    [b.any([], () => b.compare("<", b.dateLiteral("2024-01-01"), now)), '(any () (< (date "2024-01-01") (date "now-5m")))'],
    [b.any([gone, field("x")], (v, w) => b.compare("==", v, w)), "(any ((x1 gone:keyword:unmapped) (x2 x:keyword)) (== x1 x2))"],
  ])("case %#", (before, after) => {
    expect(printCondition(run(foldConstants, before))).toBe(after);
  });

  it("runs before flatten-logic", () => {
    const rule = ruleOf(b.and(b.not(b.exists(gone)), b.exists(field("x"))));
    expect(printCondition(runPasses(rule, standardPasses).sources["main"]?.where ?? b.constant(false))).toBe("(exists x:keyword)");
  });
});
