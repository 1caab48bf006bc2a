// JavaScript matchers against JSON.parse of the same events: each event through every rule of a set. Run alone: npx tsx bench/matcher.ts
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { lowerDocument } from "../src/driver/compile.ts";
import type { Rule } from "../src/ir/rule.ts";
import { readEvents } from "../src/rules/events-file.ts";
import { readDocument } from "../src/rules/read-document.ts";
import { isJsonObject, type Json, type JsonObject } from "../src/source/json.ts";
import { defaultsOf } from "../src/target/options.ts";
import type { Emitted } from "../src/target/target.ts";
import { importText } from "../targets/js/engine.ts";
import { js } from "../targets/js/target.ts";
import { compileOptions, filesUnder, manyRules, ownRules, type RuleSet } from "./rule-sets.ts";
import { medianOf, printTable, thousands } from "./stopwatch.ts";

const rulesOf = (set: RuleSet): readonly Rule[] =>
  set.documents.flatMap((source) =>
    readDocument(source).rules.flatMap((document) => {
      const { rule } = lowerDocument(document, compileOptions);
      return rule === null ? [] : [rule];
    }),
  );

/** `{"a.b": 1}` as `{"a": {"b": 1}}`, the way agents write. */
function nested(event: JsonObject): JsonObject {
  const out: Record<string, Json> = {};
  for (const [name, value] of Object.entries(event)) {
    const segments = name.split(".");
    const last = segments.pop() ?? name;
    let at = out;
    for (const segment of segments) {
      const next = at[segment];
      const inner: Record<string, Json> = isJsonObject(next) ? { ...next } : {};
      at[segment] = inner;
      at = inner;
    }
    at[last] = value;
  }
  return out;
}

/** What an agent adds to every event: about a kilobyte, as in real streams. */
const around = (i: number): JsonObject => ({
  "@timestamp": new Date(1_714_558_830_000 + i * 137).toISOString(),
  agent: { id: "8f0c1a52-6f0d-4b8e-9a3e-2d1b7c9e4f10", name: `host-${i % 50}`, type: "endpoint", version: "9.4.3", ephemeral_id: "3c1f" },
  ecs: { version: "9.4.0" },
  data_stream: { dataset: "endpoint.events.process", namespace: "default", type: "logs" },
  elastic: { agent: { id: "8f0c1a52-6f0d-4b8e-9a3e-2d1b7c9e4f10" } },
  message: "Endpoint process event",
  labels: { environment: "production", team: "platform", build: String(i) },
  related: { user: ["root", "svc-deploy"], hosts: [`host-${i % 50}`], ip: ["10.1.2.3", "fe80::1"] },
  tags: ["endpoint", "forwarded", "preserve_original_event"],
});

function eventLines(folder: string, count: number): readonly string[] {
  const events = filesUnder(folder, ".events.yaml").flatMap((file) =>
    readEvents({ name: file, text: readFileSync(file, "utf8") }).cases.map((c) => nested(c.event)),
  );
  return Array.from({ length: count }, (_, i) => JSON.stringify({ ...around(i), ...events[i % events.length] }));
}

async function measure(set: RuleSet, count: number): Promise<void> {
  const lines = eventLines("rules", count);
  const emitted = rulesOf(set).flatMap((rule): Emitted[] => {
    const emission = js.emit(rule, defaultsOf(js.options), "es2022");
    return emission.ok ? [{ rule, emission }] : [];
  });
  const text = js.bundle(emitted, defaultsOf(js.options), "es2022").find((a) => a.name.endsWith(".js"))?.text ?? "";
  const { matchAll } = await importText(text);
  if (typeof matchAll !== "function") throw new Error("the bundle exports no function `matchAll`");
  const events = lines.map((line): unknown => JSON.parse(line));
  let hits = 0;
  const matching = medianOf(3, () => {
    hits = 0;
    for (const event of events) hits += matchAll(event).length;
  });
  const parsing = medianOf(3, () => {
    for (const line of lines) JSON.parse(line);
  });
  const size = Math.round(lines.join("").length / lines.length);
  console.log(`\nMatching ${lines.length} events of ${size} bytes with ${emitted.length} rules (${set.title}): ${hits} matches`);
  const row = (title: string, each: number, seconds: number): readonly string[] => [
    title,
    thousands(each / seconds),
    (((seconds / each) * lines.length) / parsing).toFixed(3),
  ];
  printTable([
    ["", "events/s", "times JSON.parse"],
    row("JSON.parse of the events", lines.length, parsing),
    row("js matcher, all rules", lines.length, matching),
    row("js matcher, one rule", emitted.length * lines.length, matching),
  ]);
}

/** Our own rules, and many. */
export async function benchMatcher(many: RuleSet): Promise<void> {
  await measure(ownRules(), 20_000);
  await measure(many, 2_000);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await benchMatcher(manyRules());
