import type { Detection, Filter } from "../../src/ir/detection.ts";
import { type FilterRule, isFilterRule, type Rule } from "../../src/ir/rule.ts";
import { rememberLast } from "../../src/source/remember.ts";
import type { Deviation, Refusal } from "../../src/target/fidelity.ts";
import { indexOnlyDeviations } from "../../src/target/index-only.ts";
import type { Options } from "../../src/target/options.ts";
import type { Emission, Emitted, SetArtifact } from "../../src/target/target.ts";
import { matchBody } from "./condition.ts";
import { explainBody } from "./explain.ts";
import {
  bundleDeclarationText,
  bundleText,
  type CompiledJoin,
  type CompiledRule,
  declarationText,
  joinedDeclarationText,
  joinedText,
  moduleText,
} from "./frame.ts";
import { compileJoined } from "./joined.ts";
import { helper, name, type Statement } from "./js-tree.ts";
import { createModule } from "./module.ts";

type Join = Exclude<Detection, Filter>;
type Result =
  | { readonly kind: "filter"; readonly compiled: CompiledRule }
  | { readonly kind: Join["kind"]; readonly compiled: CompiledJoin }
  | { readonly kind: "refused"; readonly refusals: readonly Refusal[] };

/** A rule as code with what it departs from, or why there is none. Its own module and the bundle hold the same code. */
const compiledOf = rememberLast((rule: Rule): Result => {
  const { detection } = rule;
  return detection.kind === "filter" ? compileFilter({ ...rule, detection }, false) : compileJoin(rule, detection);
});

function compileFilter(rule: FilterRule, explain: boolean): Result {
  const where = rule.sources[rule.detection.source]?.where ?? { kind: "constant", id: -1, span: { start: 0, end: 0 }, value: false };
  const module = createModule();
  const match = matchBody(module, where);
  if (module.refusals.length > 0) return { kind: "refused", refusals: module.refusals };
  const clock = module.readsClock();
  module.newFunction();
  const explanation = explain ? explainBody(module, where, rule.metadata.conditionText) : null;
  const { constants } = module;
  const timed = (body: readonly Statement[]): readonly Statement[] => (clock ? withClock(body) : body);
  const code = { constants, match: timed(match), explain: explanation === null ? null : timed(explanation), clock };
  return { kind: "filter", compiled: { rule, deviations: deviationsOf(rule), code } };
}

function compileJoin(rule: Rule, detection: Join): Result {
  const result = compileJoined(rule, detection);
  if (!result.ok) return { kind: "refused", refusals: result.refusals };
  return { kind: detection.kind, compiled: { rule, deviations: indexOnlyDeviations(rule, "js/index-only"), code: result.code } };
}

/** The time is looked up once the event is known to be one. */
const withClock = ([isEvent, ...rest]: readonly Statement[]): readonly Statement[] => [
  ...(isEvent === undefined ? [] : [isEvent]),
  { kind: "const", name: "now", value: helper("nowOf", name("options")) },
  ...rest,
];

function deviationsOf(rule: FilterRule): readonly Deviation[] {
  const { limit } = rule.detection;
  const unheld = indexOnlyDeviations(rule, "js/index-only");
  if (limit === null) return unheld;
  const kept = `${limit.side === "head" ? "first" : "last"} ${limit.count}`;
  return [
    ...unheld,
    {
      code: "js/limit",
      direction: "over",
      span: limit.span,
      reason: `a matcher sees one event at a time, so it cannot keep the ${kept} alone`,
    },
  ];
}

/** A rule as a module and its declarations. */
export function emit(rule: Rule, options: Options): Emission {
  const result = options["explain"] === true && isFilterRule(rule) ? compileFilter(rule, true) : compiledOf(rule);
  switch (result.kind) {
    case "refused":
      return { ok: false, refusals: result.refusals };
    case "filter":
      return emission(moduleText(result.compiled), declarationText(result.compiled), result.compiled.deviations);
    default:
      return emission(joinedText(result.compiled), joinedDeclarationText(result.compiled, result.kind), result.compiled.deviations);
  }
}

const emission = (module: string, declarations: string, deviations: readonly Deviation[]): Emission => ({
  ok: true,
  artifacts: [
    { suffix: ".js", text: module },
    { suffix: ".d.ts", text: declarations },
  ],
  deviations,
  warnings: [],
});

/** All rules as one module. A bundle says match or no match: explanations are in the modules of the rules. */
export function bundle(rules: readonly Emitted[]): readonly SetArtifact[] {
  const compiled = rules.flatMap(({ rule }) => {
    const result = compiledOf(rule);
    return result.kind === "refused" ? [] : [result.compiled];
  });
  return [
    { name: "verdict.rules.js", text: bundleText(compiled) },
    { name: "verdict.rules.d.ts", text: bundleDeclarationText(compiled) },
  ];
}
