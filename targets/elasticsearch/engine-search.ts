/** A running server as an engine: loads events into indices of its own and asks for verdicts. */
import { fieldName } from "../../src/ir/field.ts";
import { isFilterRule, type Rule } from "../../src/ir/rule.ts";
import type { JsonObject } from "../../src/source/json.ts";
import type { Engine, EngineVerdict, Job } from "../../src/target/engine.ts";
import { patternsOf } from "../../src/target/known-fields.ts";
import type { Found, Stream } from "../../src/target/stream.ts";
import { bodyOf, queryOf } from "./engine-artifact.ts";
import { at, type Client, failureReason, objectsAt } from "./engine-client.ts";
import { searchStreams, streamDocuments, streamFields, streamRefusal } from "./engine-detect.ts";
import { conflictingFields, documentText, eventProblem } from "./engine-events.ts";
import { type Group, groupByFields, indexBody, patternFields, ruleFields, type TypeNames } from "./engine-mapping.ts";
import { validateSearches, type WithIndex } from "./engine-validate.ts";
import { documentsPerIndex, matches, type Outcome, type Query, verdictOf } from "./engine-verdicts.ts";
import { compactJson, type Data } from "./json-text.ts";

/** Bytes of one bulk request; servers take 100 MB. */
const bulkBytes = 8_000_000;

export interface SearchServer {
  readonly name: string;
  readonly version: string;
  readonly notes: readonly string[];
  readonly client: Client;
  readonly types: TypeNames;
  /** Whether it has `_eql/search`. */
  readonly eql: boolean;
  /** What is asked and of an index with which fields; left out: an artefact's own search, and the fields of its tests. */
  readonly asked?: Asked;
  /** A known difference of the product that makes its verdict no evidence, or null. */
  difference(rule: Job["rule"], event: JsonObject): string | null;
  close(): Promise<void>;
}

/** What is asked in place of an artefact's own search. */
export interface Asked {
  fields(rule: Rule, types: TypeNames): ReadonlyMap<string, string>;
  /** `ids`: all documents of the index. One outcome for each job. */
  verdicts(index: string, jobs: readonly Job[], ids: readonly string[]): Promise<readonly Outcome[]>;
  /** The search for a rule that joins events. */
  body(job: Job): Data;
  validate(withIndex: WithIndex, jobs: readonly Job[]): ReturnType<typeof validateSearches>;
}

export interface SearchEngine extends Engine {
  /** What the server said about rules that it refused or failed on: rule id and reason, of the last run. */
  readonly failures: ReadonlyMap<string, string>;
  /** What the artefact's own body finds, as it is with size and order: positions in `events`, hit after hit. */
  hits(job: Job, events: readonly JsonObject[]): Promise<readonly number[]>;
}

type Row = (EngineVerdict | null)[];

export function searchEngine(server: SearchServer): SearchEngine {
  const failures = new Map<string, string>();
  const prefix = `verdict-${process.pid}-${Math.random().toString(36).slice(2, 10)}`;
  let serial = 0;
  const asked = server.asked ?? ownSearches(server);
  const represent: Engine["represent"] = (rule, event) => eventProblem(rule, event) ?? server.difference(rule, event);

  const refusal = (rule: Rule, stream: Stream): string | null => {
    for (const event of stream.events) {
      const known = server.difference(rule, event);
      if (known !== null) return known;
    }
    return streamRefusal(rule, stream, server.eql);
  };

  const withIndex = async (
    group: Group,
    events: ReadonlyMap<string, JsonObject>,
    use: (index: string, held: readonly string[]) => Promise<void>,
  ): Promise<void> => {
    const index = `${prefix}-${serial++}`;
    const created = await server.client.send("PUT", `/${index}`, JSON.stringify(indexBody(group.fields)));
    if (!created.ok) throw new Error(`${server.name} does not create an index: ${failureReason(created)}`);
    try {
      await use(index, await load(server.client, index, events));
    } finally {
      await server.client.send("DELETE", `/${index}`);
    }
  };

  /** Rules and the events that an index for them takes. */
  const runGroup = async (
    jobs: readonly Job[],
    rows: readonly Row[],
    group: Group,
    events: ReadonlyMap<string, JsonObject>,
  ): Promise<void> =>
    withIndex(group, events, async (index, held) => {
      const members = group.members.flatMap((m) => jobs[m] ?? []);
      const outcomes = await asked.verdicts(index, members, held);
      for (const [i, member] of group.members.entries()) {
        const job = jobs[member];
        const row = rows[member];
        const outcome = outcomes[i];
        if (job === undefined || row === undefined) continue;
        if (outcome?.reason) failures.set(job.rule.metadata.ruleId, outcome.reason);
        for (const id of held) {
          const event = events.get(id);
          if (event !== undefined && represent(job.rule, event) === null) row[Number(id)] = verdictOf(outcome, id);
        }
      }
    });

  return {
    name: server.name,
    version: server.version,
    notes: server.notes,
    failures,
    represent,
    async run(jobs, events) {
      failures.clear();
      const rows: Row[] = jobs.map(() => events.map(() => null));
      // no single event decides a rule that joins events
      const alone = jobs.map((job) => isFilterRule(job.rule));
      const groups = groupsOf(jobs, (rule) => asked.fields(rule, server.types))
        .map((g) => ({ ...g, members: g.members.filter((m) => alone[m]) }))
        .filter((g) => g.members.length > 0);
      for (const named of groups) {
        const group = withPatterns(named, jobs, server.types, events);
        // an event that is no document of this index goes into one without the fields that it clashes with, for the rules that do not ask for them
        const parts = new Map<string, Map<string, JsonObject>>();
        for (const [i, event] of events.entries()) {
          const conflicts = conflictingFields(group.fields, event).join("\n");
          const part = parts.get(conflicts) ?? new Map<string, JsonObject>();
          parts.set(conflicts, part.set(String(i), event));
        }
        for (const [conflicts, part] of parts) {
          const narrow = conflicts === "" ? group : without(group, new Set(conflicts.split("\n")), jobs, asked);
          const rest = withPatterns(narrow, jobs, server.types, part.values());
          const wanted = [...part].filter(([, event]) =>
            rest.members.some((m) => jobs[m] !== undefined && represent(jobs[m].rule, event) === null),
          );
          for (let from = 0; from < wanted.length; from += documentsPerIndex)
            await runGroup(jobs, rows, rest, new Map(wanted.slice(from, from + documentsPerIndex)));
        }
      }
      return rows;
    },
    validate: (jobs) => asked.validate(withIndex, jobs),
    representStream: refusal,
    async detect(job, streams) {
      const shown = new Map([...streams.entries()].filter(([, stream]) => refusal(job.rule, stream) === null));
      const found: (readonly Found[] | null)[] = streams.map(() => null);
      if (shown.size === 0) return found;
      const fields = new Map(streamFields(job.rule, server.types));
      const inStreams = [...shown.values()].flatMap((s) => s.events);
      for (const [name, type] of patternFields(job.rule, server.types, inStreams, fields)) fields.set(name, type);
      await withIndex({ members: [0], fields }, streamDocuments(shown), async (index, held) => {
        const events = [...shown.values()].reduce((sum, { events: e }) => sum + e.length, 0);
        if (held.length < events) throw new Error("an event of a stream was refused");
        for (const [stream, alerts] of await searchStreams(server.client, index, job.rule, asked.body(job), shown)) found[stream] = alerts;
      });
      return found;
    },
    async hits(job, events) {
      const { timestamp, tiebreaker } = job.rule.detection.order;
      const fields = new Map([...ruleFields(job.rule, server.types), [fieldName(timestamp), "date"]]);
      if (tiebreaker !== null) fields.set(fieldName(tiebreaker), "long");
      for (const [name, type] of patternFields(job.rule, server.types, events, fields)) fields.set(name, type);
      const found: number[] = [];
      await withIndex({ members: [0], fields }, new Map(events.map((event, i) => [String(i), event])), async (index) => {
        const reply = await server.client.send("POST", `/${index}/_search`, compactJson(bodyOf(job.emission)));
        if (!reply.ok) throw new Error(failureReason(reply));
        for (const hit of objectsAt(reply.body, "hits", "hits")) found.push(Number(hit["_id"]));
      });
      return found;
    },
    close: () => server.close(),
  };
}

/** Each artefact's own search. */
const ownSearches = ({ client, types, eql }: SearchServer): Asked => ({
  fields: ruleFields,
  verdicts(index, jobs, ids) {
    const queries = jobs.map(({ emission }): Query => {
      const json = queryOf(emission);
      return { json, clauses: countClauses(json) };
    });
    return matches(client, index, queries, ids);
  },
  body: ({ emission }) => bodyOf(emission),
  validate: (withIndex, jobs) => validateSearches(client, types, eql, withIndex, jobs),
});

/** Rules that one index can serve. One with patterns of names has an index of its own, for what another rule's fields are is nothing to it. */
function groupsOf(jobs: readonly Job[], fieldsOf: (rule: Rule) => ReadonlyMap<string, string>): readonly Group[] {
  const fields = jobs.map((job) => fieldsOf(job.rule));
  const plain = [...jobs.keys()].filter((i) => jobs[i] !== undefined && patternsOf(jobs[i].rule).length === 0);
  const shared = groupByFields(plain.map((i) => fields[i] ?? new Map<string, string>()));
  return [
    ...shared.map((g) => ({ ...g, members: g.members.flatMap((m) => plain[m] ?? []) })),
    ...[...jobs.keys()].filter((i) => !plain.includes(i)).map((i) => ({ members: [i], fields: new Map(fields[i]) })),
  ];
}

/** The group's index with the fields of events that patterns stand for. */
function withPatterns(group: Group, jobs: readonly Job[], types: TypeNames, events: Iterable<JsonObject>): Group {
  const [only] = group.members;
  const rule = only === undefined ? undefined : jobs[only]?.rule;
  return rule === undefined || group.members.length > 1
    ? group
    : { ...group, fields: new Map([...group.fields, ...patternFields(rule, types, events, group.fields)]) };
}

/** The rules of a group that do not ask for these fields. */
function without({ members, fields }: Group, names: ReadonlySet<string>, jobs: readonly Job[], asked: Asked): Group {
  return {
    members: members.filter((m) => jobs[m] !== undefined && [...asked.fields(jobs[m].rule, {}).keys()].every((name) => !names.has(name))),
    fields: new Map([...fields].filter(([name]) => !names.has(name))),
  };
}

/** Loads documents as they are; gives the ids of those that the server took. */
async function load(client: Client, index: string, events: ReadonlyMap<string, JsonObject>): Promise<readonly string[]> {
  const held: string[] = [];
  let lines: string[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    if (lines.length === 0) return;
    const reply = await client.send("POST", `/${index}/_bulk?filter_path=items.*._id,items.*.status`, `${lines.join("\n")}\n`);
    if (!reply.ok) throw new Error(`events cannot be loaded: ${failureReason(reply)}`);
    for (const item of objectsAt(reply.body, "items")) if (at(item, "index", "status") === 201) held.push(String(at(item, "index", "_id")));
    lines = [];
    bytes = 0;
  };
  for (const [id, event] of events) {
    const text = documentText(event);
    lines.push(JSON.stringify({ index: { _id: id } }), text);
    bytes += text.length;
    if (bytes > bulkBytes) await flush();
  }
  await flush();
  const refreshed = await client.send("POST", `/${index}/_refresh`);
  if (!refreshed.ok) throw new Error(`the index cannot be refreshed: ${failureReason(refreshed)}`);
  return held;
}

/** Every object in the query is at most one clause. */
function countClauses(query: Data): number {
  const text = compactJson(query);
  let count = 0;
  for (let i = text.indexOf("{"); i >= 0; i = text.indexOf("{", i + 1)) count++;
  return count;
}
