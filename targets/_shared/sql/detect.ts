import { fieldName } from "../../../src/ir/field.ts";
import type { Rule } from "../../../src/ir/rule.ts";
import type { JsonObject } from "../../../src/source/json.ts";
import type { Job } from "../../../src/target/engine.ts";
import type { Found, Stream } from "../../../src/target/stream.ts";
import type { Dialect } from "./dialect.ts";
import type { Layout } from "./layout.ts";
import { viewName } from "./names.ts";
import { print } from "./print.ts";
import { flatten, read } from "./projection.ts";
import { insertsOf, rowOf } from "./row.ts";
import { columnsFor, createTable, wantedBy } from "./table.ts";
import { name } from "./tree.ts";
import type { Server } from "./verdicts.ts";

/** What runs one rule over streams. */
interface Run {
  readonly dialect: Dialect;
  readonly layout: Layout;
  readonly server: Server;
  readonly represent: (rule: Rule, event: JsonObject) => string | null;
}

/** Why a stream cannot be shown to a database: an event of it cannot, or has no time, so that it has no place in a table of times. */
export function streamProblem({ represent }: Pick<Run, "represent">, rule: Rule, stream: Stream): string | null {
  const timestamp = fieldName(rule.detection.order.timestamp);
  for (const event of stream.events) {
    const problem = represent(rule, event);
    if (problem !== null) return problem;
    const times = (flatten(event).get(timestamp) ?? []).flatMap((v) => read(v, "date") ?? []);
    if (times.length === 0) return "an event without a timestamp";
    if (times.length > 1) return "an event with several timestamps";
  }
  return null;
}

/** Ids in the order of arrival. */
const idOf = (at: number): string => String(at).padStart(8, "0");

/** What the rule's query finds in each stream; the table holds one stream at a time. */
export async function detectIn(run: Run, job: Job, streams: readonly Stream[]): Promise<readonly (readonly Found[] | null)[]> {
  const { dialect, layout, server } = run;
  const quoted = dialect.syntax.quote.identifier("events");
  const { columns } = columnsFor([job.rule], layout);
  const wanted = wantedBy([job.rule]);
  await server.execute(`DROP TABLE IF EXISTS ${quoted}${dialect.statements.dropEnd}`);
  await server.execute(createTable(dialect, "events", layout, columns));
  for (const artifact of job.emission.artifacts) await server.execute(artifact.text);
  const view = dialect.syntax.quote.identifier(viewName(job.rule.metadata.ruleId));
  const lists = ["event_ids", "event_keys"].map((c) => print(dialect.joins.listText(name(c)), dialect.syntax));
  const found: (readonly Found[] | null)[] = [];
  for (const stream of streams) {
    if (streamProblem(run, job.rule, stream) !== null) {
      found.push(null);
      continue;
    }
    await server.execute(dialect.statements.clear(quoted));
    const rows = stream.events.map((event, i) => rowOf(dialect, layout, columns, wanted, idOf(i), event));
    for (const insert of insertsOf(dialect, "events", rows)) await server.execute(insert);
    found.push(
      (await server.rows(`SELECT ${lists.join(", ")} FROM ${view}`)).map(([ids = "[]"]) => ({ kind: "events", members: numbersOf(ids) })),
    );
  }
  await server.execute(`DROP VIEW ${view}`);
  return found;
}

/** A list of our own ids, as JSON text. */
const numbersOf = (ids: string): readonly number[] => (JSON.parse(ids) as readonly string[]).map(Number);
