import type { Key, Limit, Order, Sequence, SourceId, Stage } from "../../src/ir/detection.ts";
import type { Field } from "../../src/ir/field.ts";
import { fieldName } from "../../src/ir/field.ts";
import type { Rule } from "../../src/ir/rule.ts";
import { familyOf } from "../../src/schema/es-type.ts";
import type { Span } from "../../src/source/span.ts";
import type { Refusal } from "../../src/target/fidelity.ts";
import { matchBody } from "./condition.ts";
import { hasNoValues, readValues } from "./field.ts";
import {
  array,
  arrow,
  boolean,
  helper,
  type Js,
  method,
  name,
  nothing,
  number,
  type Statement,
  sameExpression,
  string,
} from "./js-tree.ts";
import { createModule, type Module } from "./module.ts";

/** A function of the module that says whether an event satisfies one source of the rule. */
export interface ConditionFunction {
  readonly name: string;
  /** The part of the query that it comes from; empty if none says it. */
  readonly text: string;
  readonly body: readonly Statement[];
}

/** The code of a rule that joins events, before it is text. */
export interface JoinedCode {
  readonly constants: readonly Statement[];
  readonly conditions: readonly ConditionFunction[];
  /** What `createMatcher(options)` gives. */
  readonly matcher: Js;
}

export type JoinedResult = { readonly ok: true; readonly code: JoinedCode } | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** One module while it is being built, with a function for each source that is asked for. */
interface Joining {
  readonly module: Module;
  /** The function that asks an event for a source's condition. `span`: where the query says it. */
  condition(source: SourceId, span: Span): Js;
}

/** A rule with a sequence as code. */
export function compileSequence(rule: Rule, detection: Sequence): JoinedResult {
  return compileWith(rule, (joining) => {
    const machine = helper("sequenceMachine", sequenceOf(joining, detection), name("bounds"), name("counts"));
    return matcherOf(joining, detection.order, limitedTo(detection.limit, machine));
  });
}

function compileWith(rule: Rule, matcherFor: (joining: Joining) => Js): JoinedResult {
  const module = createModule();
  const conditions = new Map<SourceId, ConditionFunction>();
  const condition = (source: SourceId, span: Span): Js => {
    const known = conditions.get(source);
    if (known !== undefined) return name(known.name);
    module.newFunction();
    const where = rule.sources[source]?.where ?? { kind: "constant", id: -1, span, value: false };
    const made = {
      name: module.function(source),
      text: rule.metadata.query.slice(span.start, span.end).replace(/\s+/g, " ").trim(),
      body: matchBody(module, where),
    };
    conditions.set(source, made);
    return name(made.name);
  };
  const matcher = matcherFor({ module, condition });
  if (module.refusals.length > 0) return { ok: false, refusals: module.refusals };
  return { ok: true, code: { constants: module.constants, conditions: [...conditions.values()], matcher } };
}

const object = (properties: Readonly<Record<string, Js>>): Js => ({
  kind: "object",
  properties: Object.entries(properties).map(([key, value]) => ({ key, value })),
});
const ofEvent = (values: Js): Js => arrow(["event"], values);

/** `matcherOf` with the rule's order and a machine that is made when the bounds are known. */
const matcherOf = ({ module }: Joining, order: Order, machine: Js): Js =>
  helper("matcherOf", orderOf(module, order), arrow(["bounds", "counts"], machine), name("options"));

function orderOf(module: Module, { timestamp, tiebreaker }: Order): Js {
  return object({
    times: ofEvent(timesOf(module, timestamp)),
    tiebreakers: ofEvent(tiebreaker === null ? array([]) : valuesOf(module, tiebreaker)),
  });
}

/** Instants also of a field that is no date field, if it can hold what a date field takes. */
function timesOf(module: Module, field: Field): Js {
  const family = familyOf(field.type);
  if (!field.mapped || family === "none" || family === "boolean" || family === "ip") return array([]);
  return helper("dates", name("event"), place(module, field));
}

const place = (module: Module, field: Field): Js => module.constant(fieldName(field), helper("path", string(fieldName(field))));

/** A field's values as they stand in keys: addresses as texts. */
function valuesOf(module: Module, field: Field): Js {
  if (hasNoValues(field)) return array([]);
  const values = readValues(field, place(module, field));
  return familyOf(field.type) === "ip" ? method(values, "map", { kind: "helper", name: "addressText" }) : values;
}

const keyField = (module: Module, { field, optional }: Pick<Key, "field" | "optional">): Js =>
  object({ read: ofEvent(valuesOf(module, field)), ...(optional ? { optional: boolean(true) } : {}) });

function stageOf({ module, condition }: Joining, stage: Omit<Stage, "missing">, missing: boolean): Js {
  const where = condition(stage.source, stage.span);
  const by = array(stage.by.map((key) => keyField(module, key)));
  return object({ where, by, ...(missing ? { missing: boolean(true) } : {}) });
}

/** Stages in order. One that is repeated (`runs`) is a constant, so that the matcher sees that it is the same. */
function stagesOf(joining: Joining, stages: readonly (Omit<Stage, "missing"> & { readonly missing?: boolean })[]): Js {
  const made = stages.map((stage) => ({ stage, js: stageOf(joining, stage, stage.missing === true) }));
  return array(
    made.map(({ stage, js }) =>
      made.filter((other) => sameExpression(other.js, js)).length > 1 ? joining.module.constant(stage.source, js) : js,
    ),
  );
}

function sequenceOf(joining: Joining, { stages, until, maxspan }: Sequence): Js {
  return object({
    stages: stagesOf(joining, stages),
    until: until === null ? nothing : stageOf(joining, until, false),
    maxspan: number(maxspan ?? Number.POSITIVE_INFINITY),
  });
}

function limitedTo(limit: Limit | null, machine: Js): Js {
  if (limit === null) return machine;
  const { side, count, offset } = limit;
  return helper("limited", machine, object({ side: string(side), count: number(count), offset: number(offset) }));
}
