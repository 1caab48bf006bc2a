import fc from "fast-check";
import type { Condition } from "../../src/ir/condition.ts";
import type { Key, Limit, Order, Sequence, Stage } from "../../src/ir/detection.ts";
import type { Field } from "../../src/ir/field.ts";
import type { Rule } from "../../src/ir/rule.ts";
import type { Json, JsonObject } from "../../src/source/json.ts";
import type { Stream } from "../../src/target/stream.ts";
import { builder, field, ruleOf } from "../ir-builder.ts";

/** Rules that join events and streams of events, made to meet: few letters, few keys, times close to each other and often equal. */

const span = { start: 0, end: 0 };
const letter = field("c");
const keyFields = [
  field("k"),
  field("n", "long"),
  field("b", "boolean"),
  field("d", "double"),
  field("i", "ip"),
  field("t", "date"),
  field("gone", "keyword", { mapped: false }),
];
const timestamp = field("@timestamp", "date");

const condition: fc.Arbitrary<Condition> = fc
  .oneof(
    { weight: 5, arbitrary: fc.subarray(["a", "b", "c", "d"], { minLength: 1, maxLength: 1 }) },
    { weight: 2, arbitrary: fc.subarray(["a", "b", "c", "d"], { minLength: 2, maxLength: 3 }) },
  )
  .map((letters) => {
    const b = builder();
    return b.any([letter], (v) => b.inSet(v ?? b.literal(null), letters));
  });

export const order: fc.Arbitrary<Order> = fc
  .option(fc.constant(field("seq", "long")), { freq: 2 })
  .map((tiebreaker) => ({ timestamp, tiebreaker }));

/** The same number of keys for each stage; mostly of the same field. */
const keys = (stages: number): fc.Arbitrary<readonly (readonly Key[])[]> =>
  fc.nat({ max: 2 }).chain((count) =>
    fc.array(
      fc
        .tuple(
          ...Array.from({ length: count }, () =>
            fc.record({
              field: fc.oneof(
                { weight: 6, arbitrary: fc.constantFrom(...keyFields.slice(0, 1)) },
                { weight: 2, arbitrary: fc.constantFrom(...keyFields) },
              ),
              optional: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
            }),
          ),
        )
        .map((key) => key.map((k): Key => ({ ...k, span }))),
      { minLength: stages, maxLength: stages },
    ),
  );
const sameKeys = (stages: number): fc.Arbitrary<readonly (readonly Key[])[]> =>
  fc.oneof(
    { weight: 3, arbitrary: keys(1).map(([key]) => Array.from({ length: stages }, () => key ?? [])) },
    { weight: 2, arbitrary: keys(stages) },
  );

export const limit: fc.Arbitrary<Limit | null> = fc.option(
  fc.record({
    side: fc.constantFrom("head", "tail"),
    count: fc.integer({ min: 1, max: 3 }),
    offset: fc.nat({ max: 2 }),
    span: fc.constant(span),
  }),
  { freq: 4 },
);

const withDetection = (sources: readonly Condition[], detection: Rule["detection"]): Rule => ({
  ...ruleOf(builder().constant(false)),
  sources: Object.fromEntries(sources.map((where, i) => [`stage-${i + 1}`, { index: [], where }])),
  detection,
});

/** Sequences of two to four stages; now and then a stage is repeated, or must be missing. */
export const sequenceRule: fc.Arbitrary<Rule> = fc
  .record({
    wheres: fc.array(condition, { minLength: 2, maxLength: 4 }),
    missing: fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }), {
      minLength: 4,
      maxLength: 4,
    }),
    repeated: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    maxspan: fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 3, arbitrary: fc.integer({ min: 1, max: 12 }) }),
    until: fc.boolean(),
    untilWhere: condition,
    order,
    limit,
  })
  .chain((made) =>
    sameKeys(made.wheres.length + 1).map((by) => {
      const stages = made.wheres.map(
        (_, s): Stage => ({ source: `stage-${s + 1}`, by: by[s] ?? [], missing: made.missing[s] ?? false, span }),
      );
      const some = stages.every((s) => s.missing) ? stages.map((s) => ({ ...s, missing: false })) : stages;
      const [first] = some;
      const all = made.repeated && first !== undefined ? [first, ...some] : some;
      const until = made.until ? { source: `stage-${stages.length + 1}`, by: by[stages.length] ?? [], span } : null;
      const detection: Sequence = { kind: "sequence", stages: all, until, maxspan: made.maxspan, order: made.order, limit: made.limit };
      return withDetection([...made.wheres, made.untilWhere], detection);
    }),
  );

const oneOrMore = (one: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc.oneof({ weight: 6, arbitrary: one }, { weight: 1, arbitrary: fc.array(one, { maxLength: 3 }) });

const start = 1_714_521_600_000;
const time: fc.Arbitrary<Json> = fc
  .integer({ min: 0, max: 24 })
  .chain((ms) => fc.constantFrom<Json>(start + ms, new Date(start + ms).toISOString(), String(start + ms)));

const present = <T>(value: fc.Arbitrary<T>, rate: number): fc.Arbitrary<T | undefined> => fc.option(value, { freq: rate, nil: undefined });

export const event: fc.Arbitrary<JsonObject> = fc
  .record({
    "@timestamp": fc.oneof(
      { weight: 20, arbitrary: time },
      { weight: 1, arbitrary: fc.constantFrom<Json | undefined>(undefined, "x", null, [start + 3, start + 1]) },
    ),
    c: present(oneOrMore(fc.constantFrom("a", "b", "c", "d")), 12),
    k: present(
      oneOrMore(
        fc.oneof(
          { weight: 8, arbitrary: fc.constantFrom<Json>("x", "y") },
          { weight: 1, arbitrary: fc.constantFrom<Json>("__proto__", "", 1, "1", true, '["x"]') },
        ),
      ),
      8,
    ),
    n: present(oneOrMore(fc.constantFrom<Json>(1, 2, "1", 1.5, "z")), 5),
    d: present(oneOrMore(fc.constantFrom<Json>(1, 2.5, "1.0", -0, 0)), 5),
    b: present(oneOrMore(fc.constantFrom<Json>(true, false, "true", "")), 5),
    i: present(oneOrMore(fc.constantFrom<Json>("10.0.0.1", "::ffff:10.0.0.1", "1::2:0:0:3", "1:0::2:0:0:3", "z")), 5),
    // all but one of those that are dates are one instant
    t: present(
      oneOrMore(fc.constantFrom<Json>("2024-05-01T00:00:00Z", "2024-05-01T00:00:00.000Z", "2024-05-01", start, start + 1, "z")),
      5,
    ),
    seq: present(fc.integer({ min: 0, max: 3 }), 5),
  })
  .map((e) => Object.fromEntries(Object.entries(e).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))));

/** Events in order of arrival: mostly that of their times, now and then any. */
export const events: fc.Arbitrary<readonly JsonObject[]> = fc.array(event, { minLength: 2, maxLength: 24 });

/** Samples of two or three stages. */
export const sampleRule: fc.Arbitrary<Rule> = fc
  .record({ wheres: fc.array(condition, { minLength: 2, maxLength: 3 }), order, limit })
  .chain((made) =>
    sameKeys(made.wheres.length).map((by) => {
      const stages = made.wheres.map((_, s) => ({ source: `stage-${s + 1}`, by: by[s] ?? [], span }));
      return withDetection(made.wheres, { kind: "sample", stages, order: made.order, limit: made.limit });
    }),
  );

const someFields = (minLength: number): fc.Arbitrary<readonly Field[]> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(keyFields.slice(0, Math.max(1, minLength))) },
    { weight: 1, arbitrary: fc.subarray(keyFields, { minLength, maxLength: 2 }) },
  );

/** Thresholds, with and without fields and cardinality. */
export const thresholdRule: fc.Arbitrary<Rule> = fc
  .record({
    where: condition,
    by: someFields(0),
    count: fc.integer({ min: 1, max: 4 }),
    cardinality: fc.array(fc.record({ field: fc.constantFrom(...keyFields), atLeast: fc.integer({ min: 1, max: 3 }) }), { maxLength: 1 }),
    order,
  })
  .map(({ where, ...rest }) => withDetection([where], { kind: "aggregate", source: "stage-1", span, ...rest }));

export const newTermsRule: fc.Arbitrary<Rule> = fc
  .record({ where: condition, fields: someFields(1), order })
  .map(({ where, ...rest }) => withDetection([where], { kind: "new-terms", source: "stage-1", history: "now-7d", span, ...rest }));

const entry = fc.record({
  field: fc.constantFrom(...keyFields),
  indicator: fc.constantFrom(...keyFields),
  negate: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});
const sameEntry = entry.map((e) => ({ ...e, indicator: e.field }));

export const indicatorRule: fc.Arbitrary<Rule> = fc
  .record({
    where: condition,
    known: condition,
    groups: fc.array(
      fc.array(fc.oneof({ weight: 4, arbitrary: sameEntry }, { weight: 1, arbitrary: entry }), { minLength: 1, maxLength: 3 }),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
    order,
  })
  .map(({ where, known, ...rest }) =>
    withDetection([where, known], { kind: "indicator-join", source: "stage-1", indicators: "stage-2", span, ...rest }),
  );

const instant = fc.integer({ min: 0, max: 24 }).map((ms) => start + ms);

/** A stream with a window in it, and indicators. */
export const stream: fc.Arbitrary<Stream> = fc.record({
  events,
  when: fc.option(
    fc.tuple(instant, instant, instant).map((t) => {
      const [history = 0, from = 0, to = 0] = [...t].sort((a, b) => a - b);
      return { history, from, to };
    }),
  ),
  indicators: fc.array(event, { maxLength: 6 }),
});
