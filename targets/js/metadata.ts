import type { Rule } from "../../src/ir/rule.ts";
import { verdictVersion } from "../../src/source/verdict-version.ts";
import type { Deviation } from "../../src/target/fidelity.ts";
import { fidelityOf } from "../../src/target/fidelity.ts";
import { array, boolean, type Js, method, nothing, number, object, string } from "./js-tree.ts";

const text = (value: string | null): Js => (value === null ? nothing : string(value));
const texts = (values: readonly string[]): Js => array(values.map(string));

/** A text of several lines, one string a line. */
function lines(value: string | null): Js {
  if (value === null || !value.includes("\n")) return text(value);
  return method(texts(value.split("\n")), "join", string("\n"));
}

/** What travels with the rule, as a JavaScript object: `export const rule`. */
export function metadataOf(rule: Rule, deviations: readonly Deviation[]): Js {
  const m = rule.metadata;
  return object({
    id: string(m.ruleId),
    name: string(m.name),
    description: lines(m.description),
    version: number(m.version),
    enabled: boolean(m.enabled),
    severity: string(m.severity),
    riskScore: number(m.riskScore),
    tags: texts(m.tags),
    threat: array(
      m.threat.map((t) =>
        object({
          framework: string(t.framework),
          tactic:
            t.tactic === null
              ? nothing
              : object({ id: string(t.tactic.id), name: string(t.tactic.name), reference: string(t.tactic.reference) }),
          techniques: array(
            t.technique.map((technique) =>
              object({
                id: string(technique.id),
                name: string(technique.name),
                reference: string(technique.reference),
                subtechniques: array(
                  technique.subtechnique.map((s) => object({ id: string(s.id), name: string(s.name), reference: string(s.reference) })),
                ),
              }),
            ),
          ),
        }),
      ),
    ),
    author: texts(m.author),
    license: text(m.license),
    references: texts(m.references),
    falsePositives: array(m.falsePositives.map(lines)),
    note: lines(m.note),
    setup: lines(m.setup),
    maxSignals: number(m.maxSignals),
    buildingBlock: boolean(m.buildingBlock),
    index: texts(Object.values(rule.sources).flatMap((source) => source.index)),
    schedule: object({
      interval: string(rule.schedule.interval),
      from: text(rule.schedule.window?.from ?? null),
      to: text(rule.schedule.window?.to ?? null),
    }),
    language: string(m.language),
    query: lines(m.query),
    sourceHash: string(m.sourceHash),
    verdict: string(verdictVersion),
    fidelity: string(fidelityOf(deviations)),
    deviations: array(deviations.map((d) => object({ code: string(d.code), direction: string(d.direction), reason: string(d.reason) }))),
  });
}
