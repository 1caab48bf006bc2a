import { type Diagnostic, note } from "../../src/diagnostics/diagnostic.ts";
import type { Condition } from "../../src/ir/condition.ts";
import type { Rule } from "../../src/ir/rule.ts";
import { assertNever } from "../../src/source/assert-never.ts";
import type { Span } from "../../src/source/span.ts";
import { type Deviation, flip, type Refusal } from "../../src/target/fidelity.ts";
import { withKnownFields } from "../../src/target/known-fields.ts";
import { type Choice, chooseAgent } from "./agent-choice.ts";
import { always, and, checksOf, type FalcoCondition, never, not, or, visitExpressions } from "./condition.ts";
import { classLines, type EventClass } from "./event-classes.ts";
import { type LeafContext, sayLeaf } from "./leaf.ts";
import { nesting, print } from "./print.ts";
import type { Version } from "./version.ts";

/** A rule as a Falco condition: what the rule file says, and what the engine adapter runs. */
export type Compiled =
  | {
      readonly ok: true;
      readonly condition: FalcoCondition;
      readonly choice: Choice;
      readonly classes: readonly EventClass[];
      readonly deviations: readonly Deviation[];
      readonly warnings: readonly Diagnostic[];
    }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

export interface EmitOptions {
  readonly arguments: LeafContext["options"];
}

/** 198 pairs load, 199 do not; a margin for the brackets that Falco's own macros and exceptions put around. */
const deepestNesting = 190;

export function compile(given: Rule, options: EmitOptions, version: Version): Compiled {
  const rule = withKnownFields(given);
  const { detection } = rule;
  const source = detection.kind === "filter" ? rule.sources[detection.source] : undefined;
  if (detection.kind !== "filter" || source === undefined) {
    const span = "span" in detection ? detection.span : { start: 0, end: rule.metadata.query.length };
    return refuse("falco/detection", span, "Falco decides each event by itself");
  }
  if (detection.limit !== null)
    return refuse(
      "falco/detection",
      detection.limit.span,
      `Falco decides each event by itself, so it cannot keep the ${detection.limit.side} of them`,
    );
  const { where } = source;
  const choice = chooseAgent(where, source.index);
  if (choice === null) return refuse("falco/event", where.span, "no system call event stands for the events that this rule asks for");
  return assemble(where, choice, options, version);
}

function assemble(where: Condition, choice: Choice, options: EmitOptions, version: Version): Compiled {
  const refusals: Refusal[] = [];
  const deviations: Deviation[] = choice.unseen.map(({ leaf, action }) => ({
    code: "falco/event-unseen",
    direction: "under",
    span: leaf.span,
    reason: `no system call event stands for the action \`${action}\``,
  }));
  /** Classes by what is left of the rule for them, so that equal conditions are written once. */
  const groups = new Map<string, { readonly residual: FalcoCondition; readonly classes: EventClass[] }>();
  for (const eventClass of choice.classes) {
    const kind = choice.agent.kinds[eventClass] ?? {};
    const part = specialise(where, { eventClass, kind, version, options: options.arguments });
    if (!part.ok) {
      refusals.push(...part.refusals);
      continue;
    }
    if (part.condition === never) continue;
    deviations.push(...part.deviations);
    const key = part.condition === always ? "" : print(part.condition);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { residual: part.condition, classes: [eventClass] });
    else group.classes.push(eventClass);
  }
  if (refusals.length > 0) return { ok: false, refusals: distinct(refusals) };
  const classes = [...groups.values()].flatMap((g) => g.classes);
  if (classes.length === 0) return refuse("falco/event", where.span, "no system call event can satisfy this rule");
  const alternatives = [...groups.values()].map((group) => {
    const guards = group.classes.map((c) => guardOf(c, group.residual));
    deviations.push(...guards.flatMap(({ deviation }) => (deviation === null ? [] : [{ ...deviation, span: where.span }])));
    return and([or(guards.map((g) => g.condition)), group.residual]);
  });
  const condition = or(alternatives);
  if (nesting(condition) > deepestNesting)
    return refuse("falco/too-deep", where.span, "Falco's parser takes 198 brackets around each other");
  return { ok: true, condition, choice, classes, deviations: distinct(deviations), warnings: agentNote(choice, where.span) };
}

/** Which events belong to the class. Reading an address needs a connection that has one. */
function guardOf(
  eventClass: EventClass,
  residual: FalcoCondition,
): { condition: FalcoCondition; deviation: Omit<Deviation, "span"> | null } {
  const line = classLines[eventClass];
  if (line.withoutAddress !== undefined && !readsAddress(residual)) return { condition: line.withoutAddress, deviation: null };
  return { condition: line.condition, deviation: line.approximation };
}

function readsAddress(condition: FalcoCondition): boolean {
  let found = false;
  for (const check of checksOf(condition))
    visitExpressions(check, (e) => {
      if (e.kind === "field" && /^fd\.[sc](ip|port|net)$/.test(e.name)) found = true;
    });
  return found;
}

function agentNote(choice: Choice, span: Span): readonly Diagnostic[] {
  if (choice.agent.id === "elastic-defend" || choice.agent.id === "cloud-defend") return [];
  return [note("falco/agent", `the rule's events are named as \`${choice.agent.id}\` names them, and read as the same system calls`, span)];
}

type Part =
  | { readonly ok: true; readonly condition: FalcoCondition; readonly deviations: readonly Deviation[] }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

const constantPart = (value: boolean): Part => ({ ok: true, condition: value ? always : never, deviations: [] });

/** The condition for one class of events. What the kind of event decides falls away, and with it refusals and deviations of what it was joined to. */
function specialise(condition: Condition, context: LeafContext): Part {
  switch (condition.kind) {
    case "constant":
      return constantPart(condition.value);
    case "and":
      return combine(condition.operands, context, never, and);
    case "or":
      return combine(condition.operands, context, always, or);
    case "not": {
      const part = specialise(condition.operand, context);
      if (!part.ok) return part;
      return { ok: true, condition: not(part.condition), deviations: part.deviations.map((d) => ({ ...d, direction: flip(d.direction) })) };
    }
    case "exists":
    case "any": {
      const said = sayLeaf(condition, context);
      if (!said.ok) return { ok: false, refusals: [{ code: said.code, span: condition.span, reason: said.reason, help: said.help }] };
      if (said.condition.kind === "constant") return constantPart(said.condition.value);
      return { ok: true, condition: said.condition, deviations: said.approximations.map((a) => ({ ...a, span: condition.span })) };
    }
    case "nested": {
      const reason = `events of system calls have no lists of objects, such as \`${condition.path.join(".")}\``;
      return { ok: false, refusals: [{ code: "falco/nested", span: condition.span, reason, help: null }] };
    }
    default:
      return assertNever(condition);
  }
}

function combine(
  operands: readonly Condition[],
  context: LeafContext,
  decisive: FalcoCondition,
  join: (conditions: readonly FalcoCondition[]) => FalcoCondition,
): Part {
  const conditions: FalcoCondition[] = [];
  const deviations: Deviation[] = [];
  const refusals: Refusal[] = [];
  for (const operand of operands) {
    const part = specialise(operand, context);
    if (!part.ok) refusals.push(...part.refusals);
    else if (part.condition === decisive) return constantPart(decisive === always);
    else {
      conditions.push(part.condition);
      deviations.push(...part.deviations);
    }
  }
  return refusals.length > 0 ? { ok: false, refusals } : { ok: true, condition: join(conditions), deviations };
}

function refuse(code: Refusal["code"], span: Span, reason: string): Compiled {
  return { ok: false, refusals: [{ code, span, reason, help: null }] };
}

/** The same finding for several classes of events is one finding. */
function distinct<T extends { readonly code: string; readonly span: Span; readonly reason: string }>(items: readonly T[]): readonly T[] {
  const seen = new Map<string, T>();
  for (const item of items) {
    const key = JSON.stringify(item);
    if (!seen.has(key)) seen.set(key, item);
  }
  return [...seen.values()];
}
