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
      "event.sequence": e.number,
    };
    return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  });

export const stream: fc.Arbitrary<Stream> = fc.array(event, { maxLength: 24 }).map((events) => ({ events, when: null, indicators: [] }));

const ruleFor = (sources: readonly Condition[], detection: Detection): Rule => ({
  ...ruleOf(b.constant(false)),
  sources: Object.fromEntries(sources.map((where, i) => [`s${i}`, { index: [], where }])),
  detection,
});

/** Two to four stages, missing ones among them, all with the same keys. */
export const sequenceRule: fc.Arbitrary<Rule> = fc
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

export const generated: readonly (readonly [string, fc.Arbitrary<Rule>])[] = [["sequences", sequenceRule]];
