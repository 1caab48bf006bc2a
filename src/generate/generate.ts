import { randomFrom } from "../automata/random.ts";
import { evaluate, type Verdict } from "../eval/evaluate.ts";
import type { Condition, Leaf } from "../ir/condition.ts";
import { fieldName } from "../ir/field.ts";
import type { Rule } from "../ir/rule.ts";
import { leaves } from "../ir/walk.ts";
import type { JsonObject } from "../source/json.ts";
import { withCompanions } from "./companions.ts";
import { fieldsOf } from "./field-model.ts";
import { decisive, type Requirement, ways } from "./requirement.ts";
import { eventOf, type Outcome, type Problem, problemOf, solve } from "./solve.ts";
import { variants } from "./variants.ts";

/** An event, what it is for, and what the rule says of it (the oracle's word). */
export interface GeneratedEvent {
  readonly event: JsonObject;
  readonly purpose: string;
  readonly verdict: Verdict;
}

/**
 * Whether a leaf was shown to decide the verdict on its own: two events that differ in what this leaf looks at, with different verdicts. `dead`: proven that it never can (a finding for
 * the rule's author). `gave-up`: neither shown nor disproven.
 */
export interface LeafEffect {
  readonly leaf: Leaf;
  readonly status: "shown" | "dead" | "gave-up";
}

export interface Generated {
  readonly events: readonly GeneratedEvent[];
  readonly effects: readonly LeafEffect[];
  /** `never`: proven that no event matches. */
  readonly matches: "found" | "never" | "gave-up";
}

export interface GenerateOptions {
  /** At most so many events; the minimal match and the pairs for each leaf come first. */
  readonly count: number;
  readonly seed: number;
}

/** How many ways through the condition are tried for one purpose. */
const mostWays = 64;

/** Events that tell a right artefact from a wrong one. Deterministic for a seed. */
export function generate(rule: Rule, condition: Condition, options: GenerateOptions): Generated {
  const all = [...leaves(condition)].map((l) => l.leaf);
  const problem = problemOf(all);
  const looked = new Set(all.flatMap((l) => fieldsOf(l).map(fieldName)));
  const collected = collector(rule, looked);
  const match = firstSolved(problem, ways(condition, true));
  if (match.kind === "solved") collected.add(eventOf(match.solution), "a minimal match");
  const effects: LeafEffect[] = [];
  for (const leaf of all) effects.push({ leaf, status: showEffect(problem, condition, leaf, collected.add) });
  const without = firstSolved(problem, ways(condition, false));
  if (without.kind === "solved") collected.add(eventOf(without.solution), "no match");
  const bases = collected.events.slice();
  fill(bases, all, collected, options);
  return {
    events: collected.events.slice(0, options.count),
    effects,
    matches: match.kind === "solved" ? "found" : match.kind === "impossible" ? "never" : "gave-up",
  };
}

type Add = (event: JsonObject, purpose: string) => Verdict;

interface Collector {
  readonly events: GeneratedEvent[];
  readonly add: Add;
}

function collector(rule: Rule, looked: ReadonlySet<string>): Collector {
  const events: GeneratedEvent[] = [];
  const seen = new Set<string>();
  return {
    events,
    add(event, purpose) {
      const whole = withCompanions(event, looked);
      const verdict = evaluate(rule, whole);
      const text = JSON.stringify(whole);
      if (!seen.has(text)) {
        seen.add(text);
        events.push({ event: whole, purpose, verdict });
      }
      return verdict;
    },
  };
}

/** The first way that has a solution. `impossible` only if all ways were tried and each is proven impossible. */
function firstSolved(problem: Problem, candidates: Iterable<Requirement>): Outcome {
  let tried = 0;
  let proven = true;
  for (const way of candidates) {
    if (tried++ >= mostWays) return { kind: "gave-up" };
    const outcome = solve(problem, way);
    if (outcome.kind === "solved") return outcome;
    proven &&= outcome.kind === "impossible";
  }
  return proven ? { kind: "impossible" } : { kind: "gave-up" };
}

/** Two events that agree on everything else that decides, one with the leaf true and one with it false. */
function showEffect(problem: Problem, condition: Condition, leaf: Leaf, add: Add): LeafEffect["status"] {
  let tried = 0;
  let proven = true;
  for (const others of decisive(condition, leaf.id)) {
    if (tried++ >= mostWays) return "gave-up";
    const holds = solve(problem, new Map([...others, [leaf.id, true]]));
    const fails = holds.kind === "solved" ? solve(problem, new Map([...others, [leaf.id, false]])) : holds;
    if (holds.kind === "solved" && fails.kind === "solved") {
      const fields = fieldsOf(leaf).map(fieldName);
      const name = fields.join(", ");
      // all other fields as in the first event: only what this leaf looks at differs
      const differing = new Map(holds.solution);
      for (const [field, values] of fails.solution) if (fields.includes(field) || !holds.solution.has(field)) differing.set(field, values);
      const a = add(eventOf(holds.solution), `a test of ${name} holds and decides`);
      const b = add(eventOf(differing), `a test of ${name} fails and decides`);
      if (a !== b && a !== "error" && b !== "error") return "shown";
      const c = add(eventOf(fails.solution), `a test of ${name} fails and decides`);
      if (a !== c && a !== "error" && c !== "error") return "shown";
      proven = false;
    } else proven &&= holds.kind === "impossible" || fails.kind === "impossible";
  }
  return proven ? "dead" : "gave-up";
}

/** Variants of what is there, taken in turn from each event, until there are enough. */
function fill(bases: readonly GeneratedEvent[], all: readonly Leaf[], collected: Collector, options: GenerateOptions): void {
  const random = randomFrom(options.seed);
  const matching = bases.filter((b) => b.verdict === "match");
  const pools = [...matching.slice(0, 3), ...bases.filter((b) => b.verdict !== "match").slice(0, 1)].map((base) =>
    shuffled([...variants(base.event, all)], random.below),
  );
  for (let round = 0; collected.events.length < options.count && pools.some((p) => p.length > round); round++)
    for (const pool of pools) {
      const variant = pool[round];
      if (variant !== undefined && collected.events.length < options.count) collected.add(variant.event, variant.purpose);
    }
}

function shuffled<T>(items: readonly T[], below: (bound: number) => number): readonly T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = below(i + 1);
    // both indices are in range
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}
