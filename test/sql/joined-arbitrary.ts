import fc from "fast-check";
import { foundText, type StreamDisagreement } from "../../src/driver/compare-streams.ts";
import type { Condition } from "../../src/ir/condition.ts";
import type { Detection, Key, Limit, Order, Sequence, Stage } from "../../src/ir/detection.ts";
import type { Rule } from "../../src/ir/rule.ts";
import type { Json, JsonObject } from "../../src/source/json.ts";
import type { Stream } from "../../src/target/stream.ts";
import { builder, field, ruleOf } from "../ir-builder.ts";

const b = builder();
const span = { start: 0, end: 0 };

const kind = field("event.kind", "keyword", { array: true });
const keyFields = [
  field("user.name", "keyword", { array: true }),
  field("host.id"),
  field("process.pid", "long", { array: true }),
  field("load", "double"),
  field("source.ip", "ip"),
  field("flag", "boolean"),
  field("made", "date"),
] as const;
const nowhere = field("nowhere", "keyword", { mapped: false });
const timestamp = field("@timestamp", "date");
const sequenceNumber = field("event.sequence", "long");

/** Conditions that overlap, so that an event can stand for several stages. */
const condition: fc.Arbitrary<Condition> = fc
  .subarray(["a", "b", "c"], { minLength: 1 })
  .map((values) => b.any([kind], (v) => b.inSet(v, values)));

const key: fc.Arbitrary<Key> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ field: fc.constantFrom(...keyFields), optional: fc.boolean(), span: fc.constant(span) }) },
  { weight: 1, arbitrary: fc.constant({ field: nowhere, optional: true, span }) },
);
const keys = fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 6, arbitrary: fc.array(key, { minLength: 1, maxLength: 3 }) });

const order: fc.Arbitrary<Order> = fc.constantFrom({ timestamp, tiebreaker: null }, { timestamp, tiebreaker: sequenceNumber });
const limit: fc.Arbitrary<Limit | null> = fc.option(
  fc.record({
    side: fc.constantFrom("head", "tail"),
    count: fc.integer({ min: 1, max: 3 }),
    offset: fc.constantFrom(0, 0, 1),
    span: fc.constant(span),
  }),
  { freq: 4 },
);

const at = (ms: number): string => new Date(Date.UTC(2026, 0, 1) + ms).toISOString();
const several = (values: readonly Json[]): fc.Arbitrary<Json | undefined> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...values) },
    { weight: 2, arbitrary: fc.array(fc.constantFrom(...values), { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
const single = (values: readonly Json[]): fc.Arbitrary<Json | undefined> =>
  fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: fc.constant(undefined) });

const event: fc.Arbitrary<JsonObject> = fc
  .record({
    time: fc.integer({ min: 0, max: 12 }),
    kind: several(["a", "b", "c", "d"]),
    user: several(["x", "y"]),
    host: single(["h", "i"]),
    pid: several([1, 2]),
    load: single([1, 0.5, -0, 0]),
    ip: single(["10.0.0.1", "::1"]),
    flag: single([true, false]),
    // the first three are one instant
    made: single(["2026-01-01T00:00:00Z", "2026-01-01T01:00:00.000+01:00", Date.UTC(2026, 0, 1), "2026-01-01T00:00:00.001Z"]),
    number: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined, freq: 5 }),
  })
  .map((e) => {
    const fields: Readonly<Record<string, Json | undefined>> = {
      "@timestamp": at(e.time),
      "event.kind": e.kind,
      "user.name": e.user,
      "host.id": e.host,
      "process.pid": e.pid,
      load: e.load,
      "source.ip": e.ip,
      flag: e.flag,
      made: e.made,
      "event.sequence": e.number,
    };
    return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  });

const stream: fc.Arbitrary<Stream> = fc.array(event, { maxLength: 24 }).map((events) => ({ events, when: null, indicators: [] }));

const ruleFor = (sources: readonly Condition[], detection: Detection): Rule => ({
  ...ruleOf(b.constant(false)),
  sources: Object.fromEntries(sources.map((where, i) => [`s${i}`, { index: [], where }])),
  detection,
});

/** Two to four stages, missing ones among them, all with the same keys. */
const sequenceRule: fc.Arbitrary<Rule> = fc
  .record({
    stages: fc.array(fc.record({ where: condition, missing: fc.constantFrom(false, false, true) }), { minLength: 2, maxLength: 4 }),
    runs: fc.constantFrom(1, 1, 1, 2),
    by: keys,
    until: fc.option(condition, { freq: 2 }),
    maxspan: fc.option(fc.integer({ min: 1, max: 8 }), { freq: 3 }),
    order,
    limit,
  })
  .filter(({ stages }) => stages.some((s) => !s.missing))
  .map(({ stages, runs, by, until, maxspan, order: o, limit: l }) => {
    const made = stages.flatMap(({ missing }, i) => Array<Stage>(i === 0 ? runs : 1).fill({ source: `s${i}`, by, missing, span }));
    const detection: Sequence = {
      kind: "sequence",
      stages: made,
      until: until === null ? null : { source: `s${stages.length}`, by, span },
      maxspan: maxspan ?? (made.some((s) => s.missing) ? 4 : null),
      order: o,
      limit: l,
    };
    return ruleFor([...stages.map((s) => s.where), ...(until === null ? [] : [until])], detection);
  });

/** The first few, with all that is needed to see why. */
export const shown = (disagreements: readonly StreamDisagreement[], streams: readonly Stream[]): readonly object[] =>
  disagreements.slice(0, 2).map((d) => ({
    oracle: d.oracle.map(foundText),
    engine: d.engine.map(foundText),
    events: streams[d.stream]?.events,
    detection: d.job.rule.detection,
    sources: d.job.rule.sources,
    sql: d.job.emission.artifacts[0]?.text,
  }));

/** What a rule is made of, and the streams that it is shown. */
export interface Generated {
  readonly name: string;
  readonly rule: fc.Arbitrary<Rule>;
  readonly stream: fc.Arbitrary<Stream>;
}

/** Two to four stages; any event of a key may do. Which samples a limit keeps is not defined: there is none. */
const sampleRule: fc.Arbitrary<Rule> = fc
  .record({ stages: fc.array(condition, { minLength: 2, maxLength: 4 }), by: fc.array(key, { minLength: 1, maxLength: 2 }), order })
  .map(({ stages, by, order: o }) =>
    ruleFor(stages, { kind: "sample", stages: stages.map((_, i) => ({ source: `s${i}`, by, span })), order: o, limit: null }),
  );

const groupFields = fc.subarray([...keyFields], { maxLength: 2 });

const aggregateRule: fc.Arbitrary<Rule> = fc
  .record({
    where: condition,
    by: groupFields,
    count: fc.integer({ min: 1, max: 5 }),
    cardinality: fc.array(fc.record({ field: fc.constantFrom(...keyFields), atLeast: fc.integer({ min: 0, max: 3 }) }), { maxLength: 2 }),
    order,
  })
  .map(({ where, ...rest }) => ruleFor([where], { kind: "aggregate", source: "s0", ...rest, span }));

const newTermsRule: fc.Arbitrary<Rule> = fc
  .record({ where: condition, fields: groupFields.filter((f) => f.length > 0), order })
  .map(({ where, ...rest }) => ruleFor([where], { kind: "new-terms", source: "s0", history: "now-7d", ...rest, span }));

const instant = (ms: number): number => Date.UTC(2026, 0, 1) + ms;
const timedStream: fc.Arbitrary<Stream> = fc
  .tuple(stream, fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 3, maxLength: 3 }))
  .map(([s, times]) => {
    const [history = 0, from = 0, to = 0] = [...times].sort((x, y) => x - y).map(instant);
    return { ...s, when: { history, from, to } };
  });

const ofIndicator = [
  field("threat.user", "keyword", { array: true }),
  field("threat.pid", "long", { array: true }),
  field("threat.ip", "ip"),
  field("threat.load", "double"),
  field("threat.address", "keyword", { array: true }),
] as const;
const ofEvent = [keyFields[0], keyFields[2], keyFields[4], keyFields[3], keyFields[4]] as const;
const entry = fc
  .record({ which: fc.integer({ min: 0, max: 4 }), negate: fc.constantFrom(false, false, true) })
  .map(({ which, negate }) => ({
    field: ofEvent[which] ?? keyFields[0],
    indicator: ofIndicator[which] ?? ofIndicator[0],
    negate,
  }));
const indicatorRule: fc.Arbitrary<Rule> = fc
  .record({ where: condition, groups: fc.array(fc.array(entry, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 2 }), order })
  .map(({ where, ...rest }) => {
    const known = b.not(b.any([field("threat.off", "boolean")], (v) => b.compare("==", v, b.literal(true))));
    return ruleFor([where, known], { kind: "indicator-join", source: "s0", indicators: "s1", ...rest, span });
  });
const indicator: fc.Arbitrary<JsonObject> = fc
  .record({
    user: several(["x", "y"]),
    pid: several([1, 2]),
    ip: single(["10.0.0.1", "::1"]),
    load: single([1, 0.5, -0]),
    address: several(["10.0.0.1", "::1", "0:0::1"]),
    off: single([false, true]),
  })
  .map((i) => {
    const fields: Readonly<Record<string, Json | undefined>> = {
      "threat.user": i.user,
      "threat.pid": i.pid,
      "threat.ip": i.ip,
      "threat.load": i.load,
      "threat.address": i.address,
      "threat.off": i.off,
    };
    return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  });
const matchedStream: fc.Arbitrary<Stream> = fc
  .tuple(stream, fc.array(indicator, { maxLength: 6 }))
  .map(([s, indicators]) => ({ ...s, indicators }));

export const generated: readonly Generated[] = [
  { name: "sequences", rule: sequenceRule, stream },
  { name: "samples", rule: sampleRule, stream },
  { name: "thresholds", rule: aggregateRule, stream },
  { name: "new terms", rule: newTermsRule, stream: timedStream },
  { name: "indicator matches", rule: indicatorRule, stream: matchedStream },
];
