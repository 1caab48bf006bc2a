/** The two forms in which a search body leaves: a request to paste into Kibana's Dev Tools, and an envelope for programs. */
import { fieldName } from "../../src/ir/field.ts";
import type { Metadata, Rule } from "../../src/ir/rule.ts";
import { verdictVersion } from "../../src/source/verdict-version.ts";
import { type Deviation, fidelityOf } from "../../src/target/fidelity.ts";
import type { GroupSearch } from "./aggregation.ts";
import { groupSearchJson } from "./aggregation-json.ts";
import type { Query, SearchBody } from "./dsl.ts";
import { bodyJson } from "./dsl-json.ts";
import type { EqlSearch } from "./eql-request.ts";
import { eqlSearchJson } from "./eql-request.ts";
import { type Data, type Layout, layout, prettyJson } from "./json-text.ts";
import { scriptSource } from "./painless-print.ts";

const indexOf = (rule: Rule): readonly string[] => Object.values(rule.sources)[0]?.index ?? [];

/** Both forms. The body is laid out once, but for scripts, which the console shows in another way. */
export function requestTexts(
  rule: Rule,
  body: SearchBody,
  deviations: readonly Deviation[],
): { readonly console: string; readonly envelope: string } {
  const data = bodyJson(body);
  const known = new Map([[data, layout(data)]]);
  const scripts = scriptSources(body.query);
  const shown = scripts.size === 0 ? layout(data, known) : layout(data, new Map(), scripts);
  return {
    console: consoleText(rule, "GET", "_search", shown, deviations),
    envelope: prettyJson(layout(envelope(rule, data, deviations), known)),
  };
}

/** The same for a search that answers with groups of events. `note`: what its buckets are. */
export function groupRequestTexts(
  rule: Rule,
  search: GroupSearch,
  deviations: readonly Deviation[],
  note: string,
): { readonly console: string; readonly envelope: string } {
  const data = groupSearchJson(search);
  const known = new Map([[data, layout(data)]]);
  const scripts = scriptSources(search.query);
  const shown = scripts.size === 0 ? layout(data, known) : layout(data, new Map(), scripts);
  return {
    console: consoleText(rule, "GET", "_search", shown, deviations, [note]),
    envelope: prettyJson(layout(envelope(rule, data, deviations), known)),
  };
}

/** The same for a search in EQL, whose query stands in a block of its own in the console where nothing in it would end that. */
export function eqlRequestTexts(
  rule: Rule,
  search: EqlSearch,
  deviations: readonly Deviation[],
): { readonly console: string; readonly envelope: string } {
  const data = eqlSearchJson(search);
  const block = search.query.includes('"""') ? new Set<string>() : new Set([search.query]);
  return {
    console: consoleText(rule, "POST", "_eql/search", layout(data, new Map(), block), deviations),
    envelope: prettyJson(layout(envelope(rule, data, deviations))),
  };
}

/** `{"rule", "fidelity", "deviations", "schedule", "index", "body"}`: `body` is what `POST /<index>/_search` takes (`_eql/search` where it has a query in EQL). */
function envelope(rule: Rule, body: Data, deviations: readonly Deviation[]): Data {
  const { metadata: m, schedule } = rule;
  const window = schedule.window;
  return {
    rule: {
      id: m.ruleId,
      name: m.name,
      version: BigInt(m.version),
      description: m.description,
      severity: m.severity,
      risk_score: Number.isSafeInteger(m.riskScore) ? BigInt(m.riskScore) : m.riskScore,
      tags: m.tags,
      attack: techniques(m),
      references: m.references,
      false_positives: m.falsePositives,
      author: m.author,
      license: m.license,
      language: m.language,
      query: m.query,
      setup: m.setup,
      note: m.note,
      source_sha256: m.sourceHash,
      verdict_version: verdictVersion,
    },
    fidelity: fidelityOf(deviations),
    deviations: deviations.map((d) => ({ code: d.code, direction: d.direction, reason: d.reason })),
    schedule: { interval: schedule.interval, from: window?.from, to: window?.to },
    index: indexOf(rule),
    body,
  };
}

/** A request for the console: comments, the method and path, the body, scripts on lines of their own. */
function consoleText(
  rule: Rule,
  method: "GET" | "POST",
  api: string,
  body: Layout,
  deviations: readonly Deviation[],
  notes: readonly string[] = [],
): string {
  const { metadata: m, schedule } = rule;
  const { window } = schedule;
  const attack = techniques(m);
  const by = window === null ? "" : `, by ${fieldName(window.override ?? window.timestamp)}`;
  const comments = [
    m.name,
    `severity ${m.severity}, risk ${m.riskScore}; rule ${m.ruleId}, version ${m.version}`,
    ...(attack.length === 0 ? [] : [`ATT&CK: ${attack.join(", ")}`]),
    window === null ? `every ${schedule.interval}` : `every ${schedule.interval} over ${window.from} to ${window.to}${by}`,
    `fidelity: ${fidelityOf(deviations)}`,
    ...deviations.map((d) => `${d.direction}: ${d.reason} (${d.code})`),
    ...notes,
    `compiled by Verdict ${verdictVersion} from ${m.path}, SHA-256 ${m.sourceHash}`,
  ];
  const index = indexOf(rule);
  // every search but the plain one wants an index
  const everywhere = api === "_search" ? "" : "/*";
  const path = `${index.length === 0 ? everywhere : `/${index.map(encodePattern).join(",")}`}/${api}`;
  return `${comments.map(comment).join("\n")}\n${method} ${path}?ignore_unavailable=true\n${prettyJson(body)}`;
}

/** One line, whatever a rule's name holds: what could end a line becomes a space. */
const comment = (text: string): string => `# ${text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, " ").trim()}`;

/** A pattern as a part of a path. `*` stays readable; `:` (another cluster) and the like are escaped, which servers undo. */
const encodePattern = (pattern: string): string => encodeURIComponent(pattern.replace(/\p{Surrogate}/gu, "\ufffd"));

const techniques = (m: Metadata): readonly string[] =>
  m.threat.flatMap((t) =>
    [...(t.tactic === null ? [] : [t.tactic]), ...t.technique.flatMap((q) => [q, ...q.subtechnique])].map((x) => `${x.id} ${x.name}`),
  );

/** The texts of all scripts in a query. */
function scriptSources(query: Query, found = new Set<string>()): ReadonlySet<string> {
  if (query.kind === "script") found.add(scriptSource(query.script));
  else if (query.kind === "nested") scriptSources(query.query, found);
  else if (query.kind === "bool")
    for (const list of [query.filter, query.should, query.mustNot]) for (const child of list) scriptSources(child, found);
  return found;
}
