/** Artefacts as emitted, window and all, handed to a server: does it take them? */
import type { Json, JsonObject } from "../../src/source/json.ts";
import type { Job } from "../../src/target/engine.ts";
import { bodyOf } from "./engine-artifact.ts";
import { at, type Client, failureReason, objectsAt } from "./engine-client.ts";
import { type Group, groupByFields, joinFields, mappingProblem, type TypeNames } from "./engine-mapping.ts";
import { compactJson } from "./json-text.ts";

const searchesPerRequest = 50;

/** Runs `use` on an index with these fields that holds these events. */
export type WithIndex = (group: Group, events: ReadonlyMap<string, JsonObject>, use: (index: string) => Promise<void>) => Promise<void>;

/**
 * For each job null, or why the server does not take its search, over one event without fields. Undefined, since nothing is asked, for what has no search that it knows: indicator matches, and sequences
 * and samples where it has no EQL.
 */
export async function validateSearches(
  client: Client,
  types: TypeNames,
  eql: boolean,
  withIndex: WithIndex,
  jobs: readonly Job[],
): Promise<readonly (string | null | undefined)[]> {
  const problems: (string | null | undefined)[] = jobs.map(() => undefined);
  const asked = jobs
    .map(({ rule }, i) => ({ i, kind: rule.detection.kind }))
    .filter(({ i, kind }) => {
      const rule = jobs[i]?.rule;
      if (rule === undefined || mappingProblem(rule) !== null || kind === "indicator-join") return false;
      return eql || (kind !== "sequence" && kind !== "sample");
    });
  for (const { i } of asked) problems[i] = null;
  const groups = groupByFields(asked.map(({ i }) => (jobs[i] === undefined ? new Map<string, string>() : joinFields(jobs[i].rule, types))));
  for (const group of groups)
    await withIndex(group, new Map([["0", {}]]), async (index) => {
      const members = group.members.flatMap((m) => asked[m] ?? []);
      const searches = members.filter(({ kind }) => kind !== "sequence" && kind !== "sample");
      for (let from = 0; from < searches.length; from += searchesPerRequest) {
        const part = searches
          .slice(from, from + searchesPerRequest)
          .flatMap(({ i }) => (jobs[i] === undefined ? [] : [{ i, job: jobs[i] }]));
        const lines = part.flatMap(({ job }) => ["{}", compactJson(bodyOf(job.emission))]);
        const reply = await client.send("POST", `/${index}/_msearch`, `${lines.join("\n")}\n`);
        if (!reply.ok) throw new Error(failureReason(reply));
        for (const [n, answer] of objectsAt(reply.body, "responses").entries()) {
          const one = part[n];
          if (one !== undefined) problems[one.i] = problemOf(answer);
        }
      }
      for (const { i, kind } of members) {
        const job = jobs[i];
        if (job === undefined || (kind !== "sequence" && kind !== "sample")) continue;
        const reply = await client.send("POST", `/${index}/_eql/search`, compactJson(bodyOf(job.emission)));
        if (!reply.ok) problems[i] = failureReason(reply);
      }
    });
  return problems;
}

function problemOf(answer: Json): string | null {
  const failed = at(answer, "error") !== undefined || at(answer, "_shards", "failed") !== 0;
  return failed ? failureReason({ ok: false, status: Number(at(answer, "status") ?? 0), body: answer }) : null;
}
