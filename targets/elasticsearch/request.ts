/** The two forms in which a search body leaves: a request to paste into Kibana's Dev Tools, and an envelope for programs. */
import { fieldName } from "../../src/ir/field.ts";
import type { Metadata, Rule } from "../../src/ir/rule.ts";
import { verdictVersion } from "../../src/source/verdict-version.ts";
import { type Deviation, fidelityOf } from "../../src/target/fidelity.ts";
import type { GroupSearch } from "./aggregation.ts";
import { groupSearchJson } from "./aggregation-json.ts";
import type { Query, SearchBody } from "./dsl.ts";
import { bodyJson, queryJson } from "./dsl-json.ts";
import type { EqlSearch } from "./eql-request.ts";
import { eqlSearchJson } from "./eql-request.ts";
import { type Layout, layout, lines, prettyJson, quote, record } from "./json-text.ts";

const indexOf = (rule: Rule): readonly string[] => Object.values(rule.sources)[0]?.index ?? [];

interface Texts {
  readonly console: string;
  readonly envelope: string;
}

/** Both forms. The body is laid out once, but for scripts, which the console shows in another way. */
export function requestTexts(rule: Rule, search: SearchBody, deviations: readonly Deviation[]): Texts {
  const body = bodyJson(search, "json");
  const shown = hasScript(search.query) ? bodyJson(search, "lines") : body;
  return textsOf(rule, { method: "GET", api: "_search", shown, body }, deviations);
}

/** The same for a search that answers with groups of events. `note`: what its buckets are. */
export function groupRequestTexts(rule: Rule, search: GroupSearch, deviations: readonly Deviation[], note: string): Texts {
  const body = groupSearchJson(search, "json");
  const shown = hasScript(search.query) ? groupSearchJson(search, "lines") : body;
  return textsOf(rule, { method: "GET", api: "_search", shown, body }, deviations, [note]);
}

/** The same for a search in EQL, whose query stands in a block of its own in the console where nothing in it would end that. */
export function eqlRequestTexts(rule: Rule, search: EqlSearch, deviations: readonly Deviation[]): Texts {
  const { query } = search;
  const filter = search.filter === null ? null : queryJson(search.filter);
  const body = eqlSearchJson(search, quote(query), filter);
  const shown = query.includes('"""') ? body : eqlSearchJson(search, lines(query), filter);
  return textsOf(rule, { method: "POST", api: "_eql/search", shown, body }, deviations);
}

/** `shown`: the body as the console has it. */
interface Request {
  readonly method: "GET" | "POST";
  readonly api: "_search" | "_eql/search";
  readonly shown: Layout;
  readonly body: Layout;
}

function textsOf(rule: Rule, request: Request, deviations: readonly Deviation[], notes: readonly string[] = []): Texts {
  const attack = techniques(rule.metadata);
  return {
    console: consoleText(rule, request, attack, deviations, notes),
    envelope: prettyJson(envelope(rule, request.body, attack, deviations)),
  };
}

/** `{"rule", "fidelity", "deviations", "schedule", "index", "body"}`: `body` is what `POST /<index>/_search` takes (`_eql/search` where it has a query in EQL). */
function envelope(rule: Rule, body: Layout, attack: readonly string[], deviations: readonly Deviation[]): Layout {
  const { metadata: m, schedule } = rule;
  const window = schedule.window;
  return record({
    rule: record({
      id: quote(m.ruleId),
      name: quote(m.name),
      version: layout(BigInt(m.version)),
      description: quote(m.description),
      severity: quote(m.severity),
      risk_score: layout(Number.isSafeInteger(m.riskScore) ? BigInt(m.riskScore) : m.riskScore),
      tags: layout(m.tags),
      attack: layout(attack),
      references: layout(m.references),
      false_positives: layout(m.falsePositives),
      author: layout(m.author),
      license: layout(m.license),
      language: quote(m.language),
      query: quote(m.query),
      setup: layout(m.setup),
      note: layout(m.note),
      source_sha256: quote(m.sourceHash),
      verdict_version: quote(verdictVersion),
    }),
    fidelity: quote(fidelityOf(deviations)),
    deviations: layout(deviations.map((d) => ({ code: d.code, direction: d.direction, reason: d.reason }))),
    schedule: layout({ interval: schedule.interval, from: window?.from, to: window?.to }),
    index: layout(indexOf(rule)),
    body,
  });
}

/** A request for the console: comments, the method and path, the body, scripts on lines of their own. */
function consoleText(
  rule: Rule,
  { method, api, shown }: Request,
  attack: readonly string[],
  deviations: readonly Deviation[],
  notes: readonly string[],
): string {
  const { metadata: m, schedule } = rule;
  const { window } = schedule;
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
  return `${comments.map(comment).join("\n")}\n${method} ${path}?ignore_unavailable=true\n${prettyJson(shown)}`;
}

/** One line, whatever a rule's name holds: what could end a line becomes a space. */
const comment = (text: string): string => `# ${text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, " ").trim()}`;

/** A pattern as a part of a path. `*` stays readable; `:` (another cluster) and the like are escaped, which servers undo. */
const encodePattern = (pattern: string): string => encodeURIComponent(pattern.replace(/\p{Surrogate}/gu, "\ufffd"));

function techniques(m: Metadata): readonly string[] {
  const names: string[] = [];
  const add = ({ id, name }: { readonly id: string; readonly name: string }): void => void names.push(`${id} ${name}`);
  for (const { tactic, technique } of m.threat) {
    if (tactic !== null) add(tactic);
    for (const of of technique) {
      add(of);
      of.subtechnique.forEach(add);
    }
  }
  return names;
}

function hasScript(query: Query): boolean {
  if (query.kind === "nested") return hasScript(query.query);
  if (query.kind === "bool") return query.filter.some(hasScript) || query.should.some(hasScript) || query.mustNot.some(hasScript);
  return query.kind === "script";
}
