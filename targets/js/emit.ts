import type { Detection, Filter } from "../../src/ir/detection.ts";
import type { FilterRule, Rule } from "../../src/ir/rule.ts";
import type { Deviation, Refusal } from "../../src/target/fidelity.ts";
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

/** A rule as code with what it departs from, or why there is none. */
function compile(
  rule: FilterRule,
  explain: boolean,
): { readonly ok: true; readonly compiled: CompiledRule } | { readonly ok: false; readonly refusals: readonly Refusal[] } {
  const where = rule.sources[rule.detection.source]?.where ?? { kind: "constant", id: -1, span: { start: 0, end: 0 }, value: false };
  const module = createModule();
  const match = matchBody(module, where);
  if (module.refusals.length > 0) return { ok: false, refusals: module.refusals };
  const clock = module.readsClock();
  module.newFunction();
  const explanation = explain ? explainBody(module, where, rule.metadata.conditionText) : null;
  const { constants } = module;
  const timed = (body: readonly Statement[]): readonly Statement[] => (clock ? withClock(body) : body);
  const code = { constants, match: timed(match), explain: explanation === null ? null : timed(explanation), clock };
  return { ok: true, compiled: { rule, deviations: deviationsOf(rule), code } };
}

/** The time is looked up once the event is known to be one. */
const withClock = ([isEvent, ...rest]: readonly Statement[]): readonly Statement[] => [
  ...(isEvent === undefined ? [] : [isEvent]),
  { kind: "const", name: "now", value: helper("nowOf", name("options")) },
  ...rest,
];

function deviationsOf(rule: FilterRule): readonly Deviation[] {
  const { limit } = rule.detection;
  if (limit === null) return [];
  const kept = `${limit.side === "head" ? "first" : "last"} ${limit.count}`;
  return [
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
  const { detection } = rule;
  if (detection.kind !== "filter") return emitJoined(rule, detection);
  const result = compile({ ...rule, detection }, options["explain"] === true);
  if (!result.ok) return result;
  const { compiled } = result;
  return {
    ok: true,
    artifacts: [
      { suffix: ".js", text: moduleText(compiled) },
      { suffix: ".d.ts", text: declarationText(compiled) },
    ],
    deviations: compiled.deviations,
    warnings: [],
  };
}

function emitJoined(rule: Rule, detection: Exclude<Detection, Filter>): Emission {
  const result = compileJoined(rule, detection);
  if (!result.ok) return result;
  const compiled = { rule, deviations: [], code: result.code };
  return {
    ok: true,
    artifacts: [
      { suffix: ".js", text: joinedText(compiled) },
      { suffix: ".d.ts", text: joinedDeclarationText(compiled, detection.kind) },
    ],
    deviations: [],
    warnings: [],
  };
}

/** All rules as one module. A bundle says match or no match: explanations are in the modules of the rules. */
export function bundle(rules: readonly Emitted[]): readonly SetArtifact[] {
  const compiled = rules.flatMap(({ rule }) => compiledForBundle(rule));
  return [
    { name: "verdict.rules.js", text: bundleText(compiled) },
    { name: "verdict.rules.d.ts", text: bundleDeclarationText(compiled) },
  ];
}

function compiledForBundle(rule: Rule): readonly (CompiledRule | CompiledJoin)[] {
  const { detection } = rule;
  if (detection.kind === "filter") {
    const result = compile({ ...rule, detection }, false);
    return result.ok ? [result.compiled] : [];
  }
  const result = compileJoined(rule, detection);
  return result.ok ? [{ rule, deviations: [], code: result.code }] : [];
}
