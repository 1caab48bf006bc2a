import { randomFrom } from "../automata/random.ts";
import { evaluate, type Verdict } from "../eval/evaluate.ts";
import { anchoredCondition } from "../ir/clock.ts";
import type { Condition, Leaf } from "../ir/condition.ts";
import { fieldName } from "../ir/field.ts";
import type { Rule } from "../ir/rule.ts";
import { leaves } from "../ir/walk.ts";
import type { Json, JsonObject } from "../source/json.ts";
import { withCompanions } from "./companions.ts";
import { fieldsOf } from "./field-model.ts";
import { isPresence, listVariants, readable, withLists, withoutLists } from "./object-lists.ts";
import { type PatternNames, patternNames } from "./pattern-names.ts";
import { decisive, type Requirement, ways } from "./requirement.ts";
import { eventOf, type Outcome, type Problem, problemOf, solve } from "./solve.ts";
import { type Variant, variants } from "./variants.ts";

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

/** With the two events, where it was shown. */
export interface PairedEffect extends LeafEffect {
  readonly pair: LeafPair | null;
}

/** Two events of which one matches and the other, because of one leaf, does not. */
export interface LeafPair {
  readonly match: JsonObject;
  readonly other: JsonObject;
}

export interface Generated {
  readonly events: readonly GeneratedEvent[];
  readonly effects: readonly PairedEffect[];
  /** `never`: proven that no event matches. */
  readonly matches: "found" | "never" | "gave-up";
}

export interface GenerateOptions {
  /** At most so many events; the minimal match and the pairs for each leaf come first. */
  readonly count: number;
  readonly seed: number;
  /** What must hold of an event for it to count at all, whatever the condition says (that it has what joins it to others): proofs may use it, and it holds of the pairs for each leaf. */
  readonly needed?: Condition;
}

/** How many ways through the condition are tried for one purpose. */
const mostWays = 64;

/** Events that tell a right artefact from a wrong one. Deterministic for a seed. Dates relative to now are those of the rule's `schedule.now`. */
export function generate(rule: Rule, where: Condition, options: GenerateOptions): Generated {
  const written = new Map(leaves(where).map((l) => [l.leaf.id, l.leaf]));
  const { now } = rule.schedule;
  const own = withoutLists(now === undefined ? where : anchoredCondition(where, now));
  const tests = leaves(own).map((l) => l.leaf);
  const condition: Condition =
    options.needed === undefined ? own : { kind: "and", id: -1, span: own.span, operands: [own, options.needed] };
  const all = leaves(condition).map((l) => l.leaf);
  const problem = problemOf(all);
  const looked = new Set(all.flatMap((l) => fieldsOf(l).map(fieldName)));
  const names = patternNames(all);
  const collected = collector(rule, names);
  const match = firstSolved(problem, ways(condition, true));
  if (match.kind === "solved") collected.add(eventOf(match.solution), "a minimal match");
  if (match.kind === "solved")
    for (const variant of listVariants(withLists(eventOf(match.solution))))
      if (variant.apart) collected.add(variant.event, variant.purpose);
  const effects: PairedEffect[] = [];
  for (const leaf of tests) {
    const shown = showEffect(problem, condition, leaf, collected.add);
    // whether an object is there at all is no test of the rule's
    const as = isPresence(leaf) ? undefined : written.get(leaf.id);
    if (as !== undefined) effects.push({ leaf: as, ...shown });
  }
  const without = firstSolved(problem, ways(condition, false));
  if (without.kind === "solved") collected.add(eventOf(without.solution), "no match");
  const bases = collected.plain.slice();
  mix(looked, names, collected, options);
  fill(bases, tests, names, collected, options);
  return {
    events: collected.events.slice(0, options.count),
    effects,
    matches: match.kind === "solved" ? "found" : match.kind === "impossible" ? "never" : "gave-up",
  };
}

interface Added {
  readonly event: JsonObject;
  readonly verdict: Verdict;
}
type Add = (event: JsonObject, purpose: string) => Added;

interface Collector {
  readonly events: GeneratedEvent[];
  /** The same events without companions: what variants are made of, so that companions follow what they stand beside. */
  readonly plain: { readonly event: JsonObject; readonly verdict: Verdict }[];
  /** Takes events whose lists are still names (object-lists.ts), and others. */
  readonly add: Add;
}

function collector(rule: Rule, names: PatternNames): Collector {
  const events: GeneratedEvent[] = [];
  const plain: { readonly event: JsonObject; readonly verdict: Verdict }[] = [];
  const seen = new Set<string>();
  return {
    events,
    plain,
    add(given, purpose) {
      const event = names.settle(given);
      const whole = withCompanions(withLists(event), names);
      const verdict = evaluate(rule, whole);
      const text = JSON.stringify(Object.entries(whole).sort(([a], [b]) => (a < b ? -1 : 1)));
      if (!seen.has(text)) {
        seen.add(text);
        events.push({ event: whole, purpose: readable(purpose), verdict });
        plain.push({ event, verdict });
      }
      return { event: whole, verdict };
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

type Shown = Omit<PairedEffect, "leaf">;
const neither: Shown = { status: "gave-up", pair: null };

/** Two events that agree on everything else that decides, one with the leaf true and one with it false. */
function showEffect(problem: Problem, condition: Condition, leaf: Leaf, add: Add): Shown {
  let tried = 0;
  let proven = true;
  for (const others of decisive(condition, leaf.id)) {
    if (tried++ >= mostWays) return neither;
    const holds = solve(problem, new Map([...others, [leaf.id, true]]));
    const fails = holds.kind === "solved" ? solve(problem, new Map([...others, [leaf.id, false]])) : holds;
    if (holds.kind === "solved" && fails.kind === "solved") {
      const fields = fieldsOf(leaf).map(fieldName);
      const name = fields.join(", ");
      // all other fields as in the first event: only what this leaf looks at differs
      const differing = new Map(holds.solution);
      for (const [field, values] of fails.solution) if (fields.includes(field) || !holds.solution.has(field)) differing.set(field, values);
      const a = add(eventOf(holds.solution), `a test of ${name} holds and decides`);
      for (const solution of [differing, fails.solution]) {
        const pair = pairOf(a, add(eventOf(solution), `a test of ${name} fails and decides`));
        if (pair !== null) return { status: "shown", pair };
      }
      proven = false;
    } else proven &&= holds.kind === "impossible" || fails.kind === "impossible";
  }
  return proven ? { status: "dead", pair: null } : neither;
}

function pairOf(a: Added, b: Added): LeafPair | null {
  if (a.verdict === "match" && b.verdict === "no-match") return { match: a.event, other: b.event };
  if (a.verdict === "no-match" && b.verdict === "match") return { match: b.event, other: a.event };
  return null;
}

/** How many mixtures are tried, and which part of the events may be theirs. */
const mostMixtures = 60;
const mixedShare = 0.3;

/**
 * Each field as in some event made so far: tests hold and fail in other combinations than those in which one alone decides, so what takes an `or` for an `and`, or binds them otherwise,
 * shows. Nothing is solved for it.
 */
function mix(looked: ReadonlySet<string>, names: PatternNames, collected: Collector, options: GenerateOptions): void {
  const random = randomFrom(options.seed + 1);
  const made = collected.plain.map((p) => p.event);
  const most = Math.min(options.count, made.length + Math.floor(options.count * mixedShare));
  for (let n = 0; n < mostMixtures && made.length > 0 && collected.events.length < most; n++) {
    const event: Record<string, Json> = {};
    for (const field of looked) {
      const other = made[random.below(made.length)] ?? {};
      for (const name of names.of(other, field)) {
        const value = other[name];
        if (value !== undefined) event[name] = value;
      }
    }
    collected.add(event, "some tests hold and others do not");
  }
}

/**
 * Variants of what is there, taken in turn from each event, until there are enough. Every event's variants stand in the same order, those that say most of a rule first, but begin at
 * another place of it, so that all kinds of variants come before the same kind of another event.
 */
function fill(
  bases: Collector["plain"],
  written: readonly Leaf[],
  names: PatternNames,
  collected: Collector,
  options: GenerateOptions,
): void {
  const matching = bases.filter((b) => b.verdict === "match");
  // the last leaves say more than the first, which are of the kind of event
  const others = bases.filter((b) => b.verdict !== "match").slice(-3, -1);
  const tests = written.filter((leaf) => !isPresence(leaf));
  const pools = [...matching.slice(0, 3), ...others].map((base) => [
    ...[...listVariants(withLists(base.event))].map(({ purpose, event }): Variant => ({ purpose, event, weight: "first" })),
    ...variants(base.event, tests, names),
  ]);
  const weight = new Map(pools.flat().map((v) => [v.purpose, v.weight]));
  const kinds = shuffled([...weight.keys()], randomFrom(options.seed).below);
  const first = kinds.filter((kind) => weight.get(kind) === "first");
  const rank = new Map([...first, ...kinds.filter((kind) => weight.get(kind) !== "first")].map((kind, i) => [kind, i]));
  for (const [i, pool] of pools.entries()) {
    const start = Math.floor((i * first.length) / pools.length);
    const place = (v: Variant): number => {
      const at = rank.get(v.purpose) ?? 0;
      return at < first.length ? (at - start + first.length) % first.length : at;
    };
    pool.sort((a, b) => place(a) - place(b));
  }
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
