import { fieldName } from "../../../src/ir/field.ts";
import type { Rule } from "../../../src/ir/rule.ts";
import type { Value } from "../../../src/ir/value.ts";
import type { JsonObject } from "../../../src/source/json.ts";
import type { Job } from "../../../src/target/engine.ts";
import type { Found, Stream } from "../../../src/target/stream.ts";
import { addressText } from "./address.ts";
import type { Dialect } from "./dialect.ts";
import type { Layout } from "./layout.ts";
import { viewName } from "./names.ts";
import { nestedPathsOf } from "./nested-objects.ts";
import { type Argument, type Parameter, parametersOf } from "./parameters.ts";
import { print } from "./print.ts";
import { flatten, type Reading, read, readingOf } from "./projection.ts";
import { insertsOf, rowOf } from "./row.ts";
import { columnsFor, createTable, type Which, wantedBy } from "./table.ts";
import { name, type Sql } from "./tree.ts";
import type { Server } from "./verdicts.ts";

/** What runs one rule over streams. */
interface Run {
  readonly dialect: Dialect;
  readonly layout: Layout;
  readonly server: Server;
  readonly represent: (rule: Rule, event: JsonObject) => string | null;
  readonly representIndicator: (rule: Rule, event: JsonObject) => string | null;
}

/** Why a stream cannot be shown to a database: an event of it cannot, or has no time, so that it has no place in a table of times. */
export function streamProblem(
  { represent, representIndicator }: Pick<Run, "represent" | "representIndicator">,
  rule: Rule,
  stream: Stream,
): string | null {
  const timestamp = fieldName(rule.detection.order.timestamp);
  for (const event of stream.events) {
    const problem = represent(rule, event);
    if (problem !== null) return problem;
    const times = (flatten(event).get(timestamp) ?? []).flatMap((v) => read(v, "date") ?? []);
    if (times.length === 0) return "an event without a timestamp";
    if (times.length > 1) return "an event with several timestamps";
  }
  if (rule.detection.kind !== "indicator-join") return null;
  return stream.indicators.map((i) => representIndicator(rule, i)).find((p) => p !== null) ?? null;
}

/** Ids in the order of arrival. */
const idOf = (at: number): string => String(at).padStart(8, "0");

/** What the rule's query finds in each stream; the tables hold one stream at a time. */
export async function detectIn(run: Run, job: Job, streams: readonly Stream[]): Promise<readonly (readonly Found[] | null)[]> {
  const { dialect, server } = run;
  const { rule } = job;
  const matches = rule.detection.kind === "indicator-join";
  await create(run, rule, "events");
  if (matches) await create(run, rule, "indicators");
  const prepared = await prepare(run, job);
  const found: (readonly Found[] | null)[] = [];
  for (const stream of streams) {
    if (streamProblem(run, rule, stream) !== null) {
      found.push(null);
      continue;
    }
    await fill(run, rule, "events", stream.events);
    if (matches) await fill(run, rule, "indicators", stream.indicators);
    found.push((await prepared.rows(stream)).map((row) => foundOf(rule, row)));
  }
  if (parametersOf(rule).length === 0) await server.execute(`DROP VIEW ${viewOf(dialect, rule)}`);
  return found;
}

const viewOf = (dialect: Dialect, rule: Rule): string => dialect.syntax.quote.identifier(viewName(rule.metadata.ruleId));

async function create({ dialect, layout, server }: Run, rule: Rule, which: Which): Promise<void> {
  await server.execute(`DROP TABLE IF EXISTS ${dialect.syntax.quote.identifier(which)}${dialect.statements.dropEnd}`);
  await server.execute(createTable(dialect, which, layout, columnsFor([rule], layout, which).columns));
}

async function fill({ dialect, layout, server }: Run, rule: Rule, which: Which, events: readonly JsonObject[]): Promise<void> {
  await server.execute(dialect.statements.clear(dialect.syntax.quote.identifier(which)));
  const { columns } = columnsFor([rule], layout, which);
  const wanted = wantedBy([rule], which);
  const nested = nestedPathsOf([rule]);
  const rows = events.map((event, i) => rowOf(dialect, layout, columns, wanted, idOf(i), event, nested));
  for (const insert of insertsOf(dialect, which, rows)) await server.execute(insert);
}

/** How a rule's query is asked: a view, something that takes the window, or the query itself with values for its parameters. Rows are ids and keys as JSON. */
async function prepare(
  { dialect, server }: Run,
  { rule, emission }: Job,
): Promise<{ rows(stream: Stream): Promise<readonly (readonly string[])[]> }> {
  const { use, value } = dialect.statements.parameters;
  const taken = parametersOf(rule);
  const shown = (sql: Sql): string => print(sql, dialect.syntax);
  const texts = emission.artifacts.map((a) => a.text);
  const columns = ["event_ids", "event_keys"].map((c) => print(dialect.joins.listText(name(c)), dialect.syntax)).join(", ");
  if (taken.length > 0 && use === null) {
    return {
      async rows(stream) {
        const times = timesOf(dialect, rule, stream);
        const values = Object.fromEntries(taken.map((p) => [shown(value(p)), times[p]]));
        return (await server.rows(texts.join("\n"), values)).map((row) => row.slice(4));
      },
    };
  }
  for (const text of texts) await server.execute(text);
  const view = viewOf(dialect, rule);
  return {
    rows(stream) {
      const times = timesOf(dialect, rule, stream);
      const args = taken.map((parameter): Argument => ({ parameter, value: shown(dialect.instant(times[parameter])) }));
      const source = args.length > 0 && use !== null ? use(view, args) : view;
      return server.rows(`SELECT ${columns} FROM ${source}`);
    },
  };
}

/** In milliseconds; without a window all that a column can hold. */
function timesOf({ times }: Dialect, { schedule }: Rule, { when }: Stream): Readonly<Record<Parameter, number>> {
  const { from, to, history } = when ?? { from: times.first, to: times.last, history: times.first };
  const held = (t: number): number => Math.min(times.last, Math.max(times.first, t));
  return { from: held(from), to: held(to), history: held(history), now: held(schedule.now ?? to) };
}

function foundOf(rule: Rule, [ids = "[]", keys = "[]"]: readonly string[]): Found {
  // lists of texts, as every product writes JSON
  const members = (JSON.parse(ids) as readonly string[]).map(Number);
  const { detection } = rule;
  if (detection.kind !== "aggregate") return { kind: "events", members };
  const texts = JSON.parse(keys) as readonly string[];
  return { kind: "group", key: detection.by.map((field, at) => valueOfKey(readingOf(field), texts[at] ?? "")), count: members.length };
}

/** A key as it is in the event. */
function valueOfKey(reading: Reading | null, text: string): Value {
  switch (reading) {
    case "long":
      return BigInt(text);
    case "double":
      return Number(text);
    case "boolean":
      return ["true", "1", "t"].includes(text);
    case "date":
      return instantOf(text);
    case "ip":
      return addressText(text);
    default:
      return text;
  }
}

/** Milliseconds since 1970: as they are, or a point in time as a product writes it, in UTC unless it says otherwise. */
function instantOf(text: string): bigint {
  if (/^-?\d+$/.test(text)) return BigInt(text);
  const zoned = /[+-]\d\d$/.test(text) ? `${text}:00` : /Z|[+-]\d\d:\d\d$/.test(text) ? text : `${text}Z`;
  return BigInt(Date.parse(zoned.replace(" ", "T")));
}
