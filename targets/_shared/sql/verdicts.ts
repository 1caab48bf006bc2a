import { type Field, fieldName } from "../../../src/ir/field.ts";
import type { Rule } from "../../../src/ir/rule.ts";
import { leaves } from "../../../src/ir/walk.ts";
import { isJsonObject, type Json, type JsonObject } from "../../../src/source/json.ts";
import type { EngineVerdict, Job } from "../../../src/target/engine.ts";
import { documentText, project, type Reading, readingOf, type Wanted } from "./projection.ts";
import type { Quote } from "./quote.ts";

/** A row of the document layout's table. */
export interface Row {
  readonly id: string;
  readonly ts: bigint | null;
  readonly doc: string;
}

/** What an engine can do with the table of events: replace its rows, and say which of them an artefact's view holds. A failing query rejects. */
export interface Session {
  load(rows: readonly Row[]): Promise<void>;
  matches(job: Job): Promise<readonly string[]>;
}

/** Every field that a rule's condition reads. */
export function* fieldsOf(rule: Rule): Generator<Field> {
  for (const source of Object.values(rule.sources)) {
    for (const { leaf } of leaves(source.where)) {
      if (leaf.kind === "exists") yield leaf.field;
      else for (const bind of leaf.binds) yield bind.field;
    }
  }
  const { order } = rule.detection;
  yield order.timestamp;
  if (order.tiebreaker !== null) yield order.tiebreaker;
}

/** The readings that these rules need, and no others: a smaller table than the one users fill, with the same verdicts. */
export function wantedBy(rules: readonly Rule[]): Wanted {
  const wanted = new Map<string, Set<Reading>>([["@timestamp", new Set<Reading>(["date"])]]);
  for (const rule of rules) {
    for (const field of fieldsOf(rule)) {
      const reading = readingOf(field);
      if (reading === null) continue;
      const name = fieldName(field);
      wanted.set(name, (wanted.get(name) ?? new Set<Reading>()).add(reading));
    }
    const tiebreaker = rule.detection.order.tiebreaker;
    if (tiebreaker !== null) wanted.get(fieldName(tiebreaker))?.add("text");
  }
  return wanted;
}

export function rowOf(id: string, event: JsonObject, wanted: Wanted | null): Row {
  const projection = project(event, wanted);
  const first = projection.get("date")?.get("@timestamp")?.[0];
  return { id, ts: typeof first === "bigint" ? first : null, doc: documentText(projection) };
}

/** Why this engine cannot hold some text of the event, wherever it stands; null when it can. */
export function unwritable(event: JsonObject, quote: Quote): string | null {
  const todo: Json[] = [event];
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    const problem = typeof at === "string" ? quote.problem(at) : null;
    if (problem !== null) return problem;
    if (Array.isArray(at)) todo.push(...at);
    else if (isJsonObject(at)) for (const [key, value] of Object.entries(at)) todo.push(key, value);
  }
  return null;
}

/**
 * A verdict for each job and event, null where the event is not representable. Where a query fails, the rows are halved until the ones that it fails on stand
 * alone.
 */
export async function verdicts(
  session: Session,
  jobs: readonly Job[],
  events: readonly JsonObject[],
  represent: (rule: Rule, event: JsonObject) => string | null,
): Promise<readonly (readonly (EngineVerdict | null)[])[]> {
  const wanted = wantedBy(jobs.map((j) => j.rule));
  const rows = events.flatMap((event, i) => {
    const shown = jobs.some((job) => represent(job.rule, event) === null);
    return shown ? [rowOf(String(i), event, wanted)] : [];
  });
  await session.load(rows);
  const failed: { readonly job: Job; readonly verdicts: (EngineVerdict | null)[] }[] = [];
  const out: (EngineVerdict | null)[][] = [];
  for (const job of jobs) {
    const line = events.map((event): EngineVerdict | null => (represent(job.rule, event) === null ? "no-match" : null));
    out.push(line);
    try {
      record(line, await session.matches(job));
    } catch {
      failed.push({ job, verdicts: line });
    }
  }
  for (const { job, verdicts: line } of failed) await isolate(session, job, rows, line);
  return out;
}

function record(line: (EngineVerdict | null)[], ids: readonly string[]): void {
  for (const id of ids) if (line[Number(id)] === "no-match") line[Number(id)] = "match";
}

async function isolate(session: Session, job: Job, rows: readonly Row[], line: (EngineVerdict | null)[]): Promise<void> {
  if (rows.length === 0) return;
  await session.load(rows);
  try {
    record(line, await session.matches(job));
  } catch {
    const [only] = rows;
    if (rows.length === 1 && only !== undefined) {
      if (line[Number(only.id)] !== null) line[Number(only.id)] = "error";
      return;
    }
    const middle = rows.length >> 1;
    await isolate(session, job, rows.slice(0, middle), line);
    await isolate(session, job, rows.slice(middle), line);
  }
}
