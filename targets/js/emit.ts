import type { Rule } from "../../src/ir/rule.ts";
import { type Deviation, fidelityOf } from "../../src/target/fidelity.ts";
import type { Options } from "../../src/target/options.ts";
import type { Emission } from "../../src/target/target.ts";
import { template } from "../../src/target/template.ts";
import { matchBody } from "./condition.ts";
import { helpersOf, type Js, type Statement } from "./js-tree.ts";
import { metadataOf } from "./metadata.ts";
import { createModule } from "./module.ts";
import { printStatements } from "./print.ts";
import { commentText } from "./quote.ts";
import { type HelperName, helpers } from "./runtime.generated.ts";
import { module as moduleTemplate } from "./templates.generated.ts";

const frame = template<{
  readonly title: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly fidelity: string;
  readonly deviations: readonly string[];
  readonly metadata: string;
  readonly constants: string;
  readonly body: string;
  readonly helpers: string;
}>(moduleTemplate, commentText);

const expressionsOf = (statements: readonly Statement[]): readonly Js[] =>
  statements.flatMap((s) => {
    if (s.kind === "comment") return [];
    return s.kind === "return-if" ? [s.test, s.value] : [s.value];
  });

/** The helpers that these call, and those that they call in turn, in order of name. */
export function closure(names: Iterable<HelperName>): readonly HelperName[] {
  const found = new Set(names);
  for (const helper of found) for (const needed of helpers[helper].needs) found.add(needed);
  return [...found].sort();
}

const fidelityLine = (deviations: readonly Deviation[]): string => {
  const fidelity = fidelityOf(deviations);
  if (fidelity === "exact") return "Fidelity: exact. It matches the events that the rule matches, and no others.";
  const meaning = {
    over: "it may match more than the rule",
    under: "it may miss what the rule matches",
    incomparable: "it may match more and may match less",
  };
  return `Fidelity: ${fidelity}: ${meaning[fidelity]}.`;
};

export function emit(rule: Rule, _options: Options): Emission {
  const source = rule.sources[rule.detection.source];
  if (source === undefined) return { ok: false, refusals: [] };
  const module = createModule();
  const body = matchBody(module, source.where);
  if (module.refusals.length > 0) return { ok: false, refusals: module.refusals };
  const deviations: Deviation[] = [];
  const { limit } = rule.detection;
  if (limit !== null)
    deviations.push({
      code: "js/limit",
      direction: "over",
      span: limit.span,
      reason: `a matcher sees one event at a time, so it cannot keep the ${limit.side === "head" ? "first" : "last"} ${limit.count} alone`,
    });
  const used = closure(helpersOf(expressionsOf([...module.constants, ...body])));
  const text = frame({
    title: rule.metadata.name,
    path: rule.metadata.path,
    query: rule.metadata.query.split(/\r\n|[\n\r\u2028\u2029]/),
    fidelity: fidelityLine(deviations),
    deviations: deviations.map((d) => `${d.code}: ${d.reason}`),
    metadata: `export ${printStatements([{ kind: "const", name: "rule", value: metadataOf(rule, deviations) }], 0)}`,
    constants: printStatements(module.constants, 0),
    body: printStatements(body, 1),
    helpers: used.map((name) => helpers[name].text).join("\n\n"),
  });
  return { ok: true, artifacts: [{ suffix: ".js", text }], deviations, warnings: [] };
}
