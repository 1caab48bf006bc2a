/** The two forms in which a search body leaves: a request to paste into Kibana's Dev Tools, and an envelope for programs. */
import { fieldName } from "../../src/ir/field.ts";
import type { Metadata, Rule } from "../../src/ir/rule.ts";
import { verdictVersion } from "../../src/source/verdict-version.ts";
import { type Deviation, fidelityOf } from "../../src/target/fidelity.ts";
import type { Query, SearchBody } from "./dsl.ts";
import { bodyJson } from "./dsl-json.ts";
import { prettyJson } from "./json-text.ts";
import { scriptSource } from "./painless-print.ts";

const indexOf = (rule: Rule): readonly string[] => Object.values(rule.sources)[0]?.index ?? [];

/** `{"rule", "fidelity", "deviations", "schedule", "index", "body"}`: `body` is what `POST /<index>/_search` takes. */
export function envelopeText(rule: Rule, body: SearchBody, deviations: readonly Deviation[]): string {
  const { metadata: m, schedule } = rule;
  const window = schedule.window;
  return prettyJson({
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
    body: bodyJson(body),
  });
}

/** A request for the console: comments, `GET`, the body, scripts on lines of their own. */
export function consoleText(rule: Rule, body: SearchBody, deviations: readonly Deviation[]): string {
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
    `compiled by Verdict ${verdictVersion} from ${m.path}, SHA-256 ${m.sourceHash}`,
  ];
  const index = indexOf(rule);
  const path = index.length === 0 ? "/_search" : `/${index.map(encodePattern).join(",")}/_search`;
  const scripts = new Set(scriptSources(body.query));
  return `${comments.map(comment).join("\n")}\nGET ${path}?ignore_unavailable=true\n${prettyJson(bodyJson(body), scripts)}`;
}

/** One line, whatever a rule's name holds: what could end a line becomes a space. */
const comment = (text: string): string => `# ${text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim()}`;

/** A pattern as a part of a path. `*` stays readable; `:` (another cluster) and the like are escaped, which servers undo. */
const encodePattern = (pattern: string): string => encodeURIComponent(pattern.replace(/\p{Surrogate}/gu, "\ufffd"));

const techniques = (m: Metadata): readonly string[] =>
  m.threat.flatMap((t) =>
    [...(t.tactic === null ? [] : [t.tactic]), ...t.technique.flatMap((q) => [q, ...q.subtechnique])].map((x) => `${x.id} ${x.name}`),
  );

function* scriptSources(query: Query): Generator<string> {
  if (query.kind === "script") yield scriptSource(query.script);
  if (query.kind === "bool") for (const child of [...query.filter, ...query.should, ...query.mustNot]) yield* scriptSources(child);
}
