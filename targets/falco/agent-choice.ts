import type { Any, Condition } from "../../src/ir/condition.ts";
import { fieldName } from "../../src/ir/field.ts";
import type { Scalar } from "../../src/ir/scalar.ts";
import { leaves } from "../../src/ir/walk.ts";
import { assertNever } from "../../src/source/assert-never.ts";
import { type Agent, agents, agentsFor, classesOf } from "./agents.ts";
import type { EventClass } from "./event-classes.ts";
import { type Decision, leafDecision } from "./leaf.ts";

/** A rule as one agent's documents would meet it. */
export interface Choice {
  readonly agent: Agent;
  /** The classes for which the condition is not false from the kind of event alone. */
  readonly classes: readonly EventClass[];
  /** Actions that the rule asks for and that no event of these classes stands for. */
  readonly unseen: readonly { readonly leaf: Any; readonly action: string }[];
}

/**
 * The agent for which the most of the actions that the rule names are events, in the order that its index patterns give; null if no class of any agent can
 * satisfy the condition.
 */
export function chooseAgent(where: Condition, index: readonly string[]): Choice | null {
  const decide = decisionOf(where);
  const able: Omit<Choice, "unseen">[] = [];
  for (const agent of agentsFor(index)) {
    const classes = classesOf(agent).filter((c) => decide(c, agent.kinds[c] ?? {}) !== false);
    if (classes.length > 0) able.push({ agent, classes });
  }
  if (able.length === 0) return null;
  const actions = actionsOf(where);
  const scoreOf = ({ agent, classes }: (typeof able)[number]): number => {
    const own = new Set(classes.flatMap((c) => agent.kinds[c]?.["event.action"] ?? []));
    return actions.filter(({ action }) => own.has(action)).length;
  };
  const best = able.reduce((a, b) => (scoreOf(b) > scoreOf(a) ? b : a));
  return { ...best, unseen: actions.filter(({ action }) => !seen(decide, action, best.classes)) };
}

/** Does an event of the classes stand for the action, in some agent's spelling? An action that could not satisfy the rule anyway is no loss. */
function seen(decide: Decision, action: string, classes: readonly EventClass[]): boolean {
  const spelled = agents.flatMap((agent) =>
    classesOf(agent).flatMap((eventClass) => {
      const kind = agent.kinds[eventClass] ?? {};
      return kind["event.action"]?.includes(action) === true ? [{ eventClass, kind }] : [];
    }),
  );
  if (spelled.length === 0) return false;
  return spelled.every(({ eventClass, kind }) => classes.includes(eventClass) || decide(eventClass, kind) === false);
}

/** Where every other field than those of the kind is open, so is what is made of such leaves alone. */
const open: Decision = () => null;

/** The condition from the kind of event alone. */
function decisionOf(where: Condition): Decision {
  switch (where.kind) {
    case "constant":
      return () => where.value;
    case "and":
      return joint(where.operands, false);
    case "or":
      return joint(where.operands, true);
    case "not": {
      const decide = decisionOf(where.operand);
      return (eventClass, kind) => {
        const part = decide(eventClass, kind);
        return part === null ? null : !part;
      };
    }
    case "exists":
    case "any":
      return leafDecision(where) ?? open;
    case "nested":
      return open;
    default:
      return assertNever(where);
  }
}

/** One operand that is `decisive` decides; all that are its opposite give that; else it is open. */
function joint(operands: readonly Condition[], decisive: boolean): Decision {
  const decisions = operands.map(decisionOf).filter((d) => d !== open);
  if (decisions.length === 0 && operands.length > 0) return open;
  const otherwise = decisions.length === operands.length ? !decisive : null;
  return (eventClass, kind) => {
    let answer = otherwise;
    for (const decide of decisions) {
      const part = decide(eventClass, kind);
      if (part === decisive) return decisive;
      if (part === null) answer = null;
    }
    return answer;
  };
}

/** Actions that a leaf outside of any `not` asks for, as whole texts. */
function actionsOf(where: Condition): readonly { readonly leaf: Any; readonly action: string }[] {
  const found: { leaf: Any; action: string }[] = [];
  for (const { leaf, negated, within } of leaves(where)) {
    const [bind, second] = leaf.kind === "any" ? leaf.binds : [];
    if (
      negated ||
      within !== null ||
      leaf.kind !== "any" ||
      bind === undefined ||
      second !== undefined ||
      fieldName(bind.field) !== "event.action"
    )
      continue;
    found.push(...textsOf(leaf.test).map((action) => ({ leaf, action })));
  }
  return found;
}

function textsOf(test: Scalar): readonly string[] {
  switch (test.kind) {
    case "compare":
      return [test.left, test.right].flatMap((s) => (s.kind === "literal" && typeof s.value === "string" ? [s.value] : []));
    case "in-set":
      return test.options.flatMap((o) => (typeof o.value === "string" ? [o.value] : []));
    case "wildcard":
      return test.patterns.flatMap((p) => {
        const [only, second] = p.parts;
        return only?.kind === "text" && second === undefined ? [only.text] : [];
      });
    default:
      return [];
  }
}
