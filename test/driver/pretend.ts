import { error, warning } from "../../src/diagnostics/diagnostic.ts";
import type { TargetRequest } from "../../src/driver/outcome.ts";
import type { FrontEnd } from "../../src/frontends/front-end.ts";
import { bareQuery } from "../../src/rules/bare-query.ts";
import { readDocument } from "../../src/rules/read-document.ts";
import type { RuleDocument } from "../../src/rules/rule-document.ts";
import { ecsSchema } from "../../src/schema/ecs.ts";
import type { CapabilityTable } from "../../src/target/capability.ts";
import type { Direction } from "../../src/target/fidelity.ts";
import type { Emission, Target } from "../../src/target/target.ts";

/**
 * A front end for tests of the driver alone: the query is a list of words. `error`, `warn`, `throw` and `nothing` do what they say; whatever else is a field that must exist.
 * Spans are those of the words.
 */
export const wordsFrontEnd: FrontEnd = {
  id: "eql",
  title: "words",
  codes: {},
  read(query) {
    const words = [...query.matchAll(/\S+/g)].map((m) => ({ text: m[0], span: { start: m.index, end: m.index + m[0].length } }));
    if (words.some((w) => w.text === "throw")) throw new Error("thrown by the front end");
    if (words.some((w) => w.text === "nothing")) return { ast: words, detection: null, diagnostics: [] };
    const diagnostics = words.flatMap((w) => {
      if (w.text === "error") return [error("words/error", "an error", w.span, { secondary: [{ span: w.span, text: "here" }] })];
      return w.text === "warn" ? [warning("words/warn", "a warning", w.span)] : [];
    });
    if (diagnostics.some((d) => d.severity === "error")) return { ast: words, detection: null, diagnostics };
    const fields = words.filter((w) => w.text.includes("."));
    const where = {
      kind: "and" as const,
      id: 0,
      span: { start: 0, end: query.length },
      operands: fields.map((w, i) => ({
        kind: "exists" as const,
        id: i + 1,
        span: w.span,
        field: { path: w.text.split("."), type: "keyword" as const, mapped: true, array: false, ignoreAbove: null },
      })),
    };
    const order = {
      timestamp: { path: ["@timestamp"], type: "date" as const, mapped: true, array: false, ignoreAbove: null },
      tiebreaker: null,
    };
    const detection = { kind: "filter" as const, source: "events", order, limit: null };
    return { ast: words, detection: { sources: { events: { index: [], where } }, detection }, diagnostics };
  },
};

interface Behaviour {
  readonly family?: string;
  readonly emit?: (query: string) => Emission;
  readonly bundle?: Target["bundle"];
}

export const emission = (text: string, ...deviations: readonly (readonly [Direction, `${string}/${string}`])[]): Emission => ({
  ok: true,
  artifacts: [{ suffix: ".txt", text }],
  deviations: deviations.map(([direction, code]) => ({ code, direction, span: { start: 0, end: 5 }, reason: "a reason" })),
  warnings: [],
});

export const refusal = (code: `${string}/${string}`): Emission => ({
  ok: false,
  refusals: [{ code, span: { start: 6, end: 9 }, reason: "it cannot", help: null }],
});

/** A target for tests of the driver alone. By default it emits the query. */
export function pretendTarget(id: string, behaviour: Behaviour = {}): Target {
  return {
    id,
    title: id,
    family: behaviour.family ?? null,
    versions: ["1", "2"],
    options: {
      layout: { kind: "choice", choices: ["document", "columns"], default: "document", summary: "" },
      ...(id === "b" ? { args: { kind: "number" as const, minimum: 1, maximum: 9, default: 4, summary: "" } } : {}),
    },
    // no test of the driver looks at capabilities
    capabilities: {} as CapabilityTable,
    functions: {},
    codes: {},
    emit: (rule) => (behaviour.emit ?? emission)(rule.metadata.query),
    bundle: behaviour.bundle ?? (() => []),
    project: null,
  };
}

export const ask = (...targets: readonly Target[]): readonly TargetRequest[] =>
  targets.map((target) => ({ target, version: "2", options: { layout: "document" } }));

export const options = { schema: ecsSchema(), frontEnds: [wordsFrontEnd] };

export const ruleText = (query: string, id = "id-1", more = ""): string => `[rule]
name = "n"
description = "d"
rule_id = "${id}"
severity = "low"
risk_score = 21
type = "eql"
query = '''
${query}'''
${more}`;

/** A rule document from TOML, whose query stands in the eighth line. */
export function tomlRule(query: string, path = "a/rule", id = "id-1", more = ""): RuleDocument {
  const { rules, diagnostics } = readDocument({ name: `${path}.toml`, text: ruleText(query, id, more) }, { path });
  const [rule] = rules;
  if (rule === undefined) throw new Error(JSON.stringify(diagnostics));
  return rule;
}

export const queryRule = (query: string): RuleDocument => bareQuery({ name: "<query>", text: query }, { language: "eql" });
