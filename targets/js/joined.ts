import type {
  Aggregate,
  Detection,
  Entry,
  Filter,
  IndicatorJoin,
  Key,
  Limit,
  Order,
  Sequence,
  SourceId,
  Stage,
} from "../../src/ir/detection.ts";
import type { Field } from "../../src/ir/field.ts";
import { fieldName } from "../../src/ir/field.ts";
import type { Rule } from "../../src/ir/rule.ts";
import { familyOf } from "../../src/schema/es-type.ts";
import { assertNever } from "../../src/source/assert-never.ts";
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
  object,
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
  /** It takes the time besides the event. */
  readonly clock: boolean;
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
  /** Does a source's condition, which has been asked for, depend on the time? */
  isTimed(source: SourceId): boolean;
  /** The function that asks an event for a source's condition. `span`: the part of the query that says it, if it is but a part. */
  condition(source: SourceId, span: Span | null): Js;
}

/** A rule that joins events as code. */
export function compileJoined(rule: Rule, detection: Exclude<Detection, Filter>): JoinedResult {
  return compileWith(rule, (joining) => matcherOf(joining, detection.order, machineOf(joining, detection)));
}

/** The machine of the runtime that finds what the detection does. */
function machineOf(joining: Joining, detection: Exclude<Detection, Filter>): Js {
  const [options, bounds, counts] = [name("options"), name("bounds"), name("counts")];
  switch (detection.kind) {
    case "sequence":
      return limitedTo(detection.limit, helper("sequenceMachine", sequenceOf(joining, detection), bounds, counts));
    case "sample": {
      const machine = helper("sampleMachine", object({ stages: stagesOf(joining, detection.stages) }), bounds, counts);
      // Elasticsearch gives samples in order of their keys: which are the first or last is known at the end
      return detection.limit === null ? machine : limitedTo(detection.limit, helper("byKeyAtEnd", machine));
    }
    case "aggregate":
      return helper("thresholdMachine", thresholdOf(joining, detection), options, bounds, counts);
    case "new-terms": {
      const by = keyFields(joining.module, detection.fields);
      return helper("newTermsMachine", object({ where: joining.condition(detection.source, null), by }), options, bounds, counts);
    }
    case "indicator-join":
      return helper("indicatorMachine", indicatorsOf(joining, detection), options);
    default:
      return assertNever(detection);
  }
}

function compileWith(rule: Rule, matcherFor: (joining: Joining) => Js): JoinedResult {
  const module = createModule();
  const conditions = new Map<SourceId, ConditionFunction>();
  const condition = (source: SourceId, span: Span | null): Js => {
    const known = conditions.get(source);
    if (known !== undefined) return name(known.name);
    module.newFunction();
    const where = rule.sources[source]?.where ?? { kind: "constant", id: -1, span: { start: 0, end: 0 }, value: false };
    const made = {
      name: module.function(source),
      text: span === null ? "" : rule.metadata.query.slice(span.start, span.end).replace(/\s+/g, " ").trim(),
      body: matchBody(module, where),
      clock: module.readsClock(),
    };
    conditions.set(source, made);
    return name(made.name);
  };
  const isTimed = (source: SourceId): boolean => conditions.get(source)?.clock === true;
  const matcher = matcherFor({ module, condition, isTimed });
  if (module.refusals.length > 0) return { ok: false, refusals: module.refusals };
  return { ok: true, code: { constants: module.constants, conditions: [...conditions.values()], matcher } };
}

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
  return helper("dates", name("event"), placeOf(module, fieldName(field)));
}

const placeOf = (module: Module, of: string): Js => module.constant(of, helper("path", string(of)));

/** A field's values as they stand in keys: addresses as texts. */
function valuesOf(module: Module, field: Field): Js {
  if (hasNoValues(field)) return array([]);
  const values = readValues(field, (of) => placeOf(module, of));
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
  const made = stages.map((stage) => ({ source: stage.source, js: stageOf(joining, stage, stage.missing === true) }));
  const firstOf = made.map(({ js }) => made.findIndex((other) => sameExpression(other.js, js)));
  const repeated = new Set(firstOf.filter((first, at) => first < at));
  return array(made.map(({ source, js }, at) => (repeated.has(firstOf[at] ?? at) ? joining.module.constant(source, js) : js)));
}

const keyFields = (module: Module, fields: readonly Field[]): Js =>
  array(fields.map((field) => keyField(module, { field, optional: false })));

function thresholdOf({ module, condition }: Joining, { source, by, count, cardinality }: Aggregate): Js {
  return object({
    where: condition(source, null),
    by: keyFields(module, by),
    count: number(count),
    cardinality: array(
      cardinality.map(({ field, atLeast }) => object({ read: ofEvent(valuesOf(module, field)), atLeast: number(atLeast) })),
    ),
  });
}

function indicatorsOf({ module, condition, isTimed }: Joining, { source, indicators, groups }: IndicatorJoin): Js {
  const entryOf = ({ field, indicator, negate }: Entry): Js =>
    object({
      event: ofEvent(valuesOf(module, field)),
      // the readers of the module call whatever they read an event
      indicator: ofEvent(valuesOf(module, indicator)),
      ...(negate ? { negate: boolean(true) } : {}),
    });
  const counts = condition(indicators, null);
  return object({
    where: condition(source, null),
    indicators: counts,
    ...(isTimed(indicators) ? { timed: boolean(true) } : {}),
    groups: array(groups.map((group) => array(group.map(entryOf)))),
  });
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
