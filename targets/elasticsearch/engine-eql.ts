/** Rules in EQL's own engine, on a server that has one: the query that the rule for Kibana carries, asked as Kibana asks it. */
import { isFilterRule, type Rule } from "../../src/ir/rule.ts";
import type { Json } from "../../src/source/json.ts";
import type { Job } from "../../src/target/engine.ts";
import { bodyOf, objectOf } from "./engine-artifact.ts";
import { at, type Client, failureReason, objectsAt, type Reply } from "./engine-client.ts";
import { groupByFields, joinFields, mappingProblem, type TypeNames } from "./engine-mapping.ts";
import type { Asked } from "./engine-search.ts";
import type { WithIndex } from "./engine-validate.ts";
import { type Ask, type Outcome, onEach } from "./engine-verdicts.ts";
import { eqlSearchJson } from "./eql-request.ts";
import { compactText, layout, quote } from "./json-text.ts";
import { ruleLines, ruleSuffix } from "./kibana-rule.ts";

/** What `_eql/search` is asked, as Kibana makes it of a rule: `event_category_override` and its like become the request's. */
interface EqlRule {
  readonly query: string;
  readonly categoryField: string | null;
  readonly timestampField: string | null;
  readonly tiebreakerField: string | null;
}

/** The rule for Kibana that an artefact carries. */
function carriedRule({ emission }: Job): EqlRule {
  const text = emission.artifacts.find((a) => a.suffix === ruleSuffix)?.text ?? "";
  // our own line, which is JSON
  const line = JSON.parse(ruleLines(text)[0] ?? "null") as Json;
  const name = (key: string): string | null => {
    const value = at(line, key);
    return typeof value === "string" ? value : null;
  };
  const query = name("query");
  if (name("language") !== "eql" || query === null) throw new Error("the rule for Kibana is not in EQL");
  return {
    query,
    categoryField: name("event_category_override"),
    timestampField: name("timestamp_field"),
    tiebreakerField: name("tiebreaker_field"),
  };
}

/** Why the query that a rule's author wrote, as it stands, is not what is to be compared with the rule; or null. */
export function whyNotAsWritten(rule: Rule): string | null {
  const { language, query, conditionText } = rule.metadata;
  if (language !== "eql") return "the rule is not written in EQL";
  if (conditionText.trimEnd() !== query.trimEnd()) return "filters beside the query are Kibana's to add";
  if (isFilterRule(rule) && /\|\s*(head|tail)\b/.test(query)) return "each event is judged by itself, and the query has a pipe";
  return rule.schedule.now !== undefined && /\bnow\b/.test(query) ? "the server has a clock of its own" : null;
}

/** The request's body over these documents. `size`: all that there are, since EQL gives ten events unless it is told. */
function body(rule: EqlRule, size: number, among: readonly string[] | null): string {
  const filter = among === null ? null : layout({ ids: { values: among } });
  return compactText(eqlSearchJson({ ...rule, size }, quote(rule.query), filter));
}

/** What is read of an answer. */
const path = (index: string): string =>
  `/${index}/_eql/search?filter_path=hits.events._id,is_partial,is_running,timed_out,shard_failures,error,status`;

/** From 9.1 on a server may answer with what some shards found, as if it were all; and a slow search goes on by itself. */
function failure(reply: Reply): string | null {
  if (!reply.ok) return failureReason(reply);
  const [shard] = objectsAt(reply.body, "shard_failures");
  if (shard !== undefined) return failureReason({ ...reply, body: shard });
  const short = ["is_partial", "is_running", "timed_out"].find((flag) => at(reply.body, flag) === true);
  return short === undefined ? null : `the answer is not all that there is: ${short}`;
}

const askOf =
  (client: Client, index: string, rule: EqlRule, size: number): Ask =>
  async (among) => {
    const reply = await client.send("POST", path(index), body(rule, Math.max(1, size), among));
    return failure(reply) ?? objectsAt(reply.body, "hits", "events").map((event) => String(event["_id"]));
  };

async function validate(
  client: Client,
  types: TypeNames,
  refusal: Refusal,
  withIndex: WithIndex,
  jobs: readonly Job[],
): Promise<readonly (string | null | undefined)[]> {
  const problems: (string | null | undefined)[] = jobs.map(() => undefined);
  const asked = jobs.flatMap((job, i) => (mappingProblem(job.rule) === null && refusal(job.rule) === null ? [{ i, job }] : []));
  for (const group of groupByFields(asked.map(({ job }) => joinFields(job.rule, types))))
    await withIndex(group, new Map([["0", {}]]), async (index) => {
      for (const { i, job } of group.members.flatMap((m) => asked[m] ?? [])) {
        problems[i] = failure(await client.send("POST", path(index), body(carriedRule(job), 1, null)));
      }
    });
  return problems;
}

/** Why a rule's query is not run, or null. */
type Refusal = (rule: Rule) => string | null;

/** The query of the rule for Kibana, in place of an artefact's own search. */
export const nativeEql = (client: Client, types: TypeNames, refusal: Refusal): Asked => ({
  // EQL looks up the fields that order events besides those that a rule tests
  fields: joinFields,
  async verdicts(index, jobs, ids) {
    const outcomes: Outcome[] = [];
    for (const job of jobs) {
      const outcome = refusal(job.rule) === null ? await onEach(askOf(client, index, carriedRule(job), ids.length), ids) : nothing;
      outcomes.push(outcome);
    }
    return outcomes;
  },
  body: (job) => ({ ...objectOf(bodyOf(job.emission)), query: carriedRule(job).query }),
  validate: (withIndex, jobs) => validate(client, types, refusal, withIndex, jobs),
});

const nothing: Outcome = { matched: new Set(), failed: new Set(), reason: null };
