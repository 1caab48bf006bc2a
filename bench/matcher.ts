// JavaScript matchers against JSON.parse of the same events: events a second, each event through every rule of a set. Run: npx tsx bench/matcher.ts
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { lowerDocument } from "../src/driver/compile.ts";
import { frontEnds } from "../src/frontends/index.ts";
import type { Rule } from "../src/ir/rule.ts";
import { readEvents } from "../src/rules/events-file.ts";
import { readDocument } from "../src/rules/read-document.ts";
import { ecsSchema } from "../src/schema/ecs.ts";
import { isJsonObject, type Json, type JsonObject } from "../src/source/json.ts";
import { defaultsOf } from "../src/target/options.ts";
import type { Emitted } from "../src/target/target.ts";
import { importText } from "../targets/js/engine.ts";
import { js } from "../targets/js/target.ts";

const filesUnder = (folder: string, suffix: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => file.endsWith(suffix) && statSync(file).isFile())
    .sort();

function rulesOf(folder: string): readonly Rule[] {
  const schema = ecsSchema();
  return filesUnder(folder, ".toml").flatMap((file) =>
    readDocument({ name: file, text: readFileSync(file, "utf8") }).rules.flatMap((document) => {
      const { rule } = lowerDocument(document, { schema, frontEnds });
      return rule === null ? [] : [rule];
    }),
  );
}

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

/** The least of several runs, in seconds. */
function fastest(repeat: number, work: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < repeat; i++) {
    const start = performance.now();
    work();
    least = Math.min(least, performance.now() - start);
  }
  return least / 1000;
}

const perSecond = (count: number, seconds: number): string =>
  Math.round(count / seconds)
    .toLocaleString("en-US")
    .padStart(12);

async function measure(title: string, rules: readonly Rule[], lines: readonly string[]): Promise<void> {
  const emitted = rules.flatMap((rule): Emitted[] => {
    const emission = js.emit(rule, defaultsOf(js.options), "es2022");
    return emission.ok ? [{ rule, emission }] : [];
  });
  const text = js.bundle(emitted, defaultsOf(js.options), "es2022").find((a) => a.name.endsWith(".js"))?.text ?? "";
  const { matchAll } = await importText(text);
  if (typeof matchAll !== "function") throw new Error("the bundle exports no function `matchAll`");
  const events = lines.map((line): unknown => JSON.parse(line));
  let hits = 0;
  const matching = fastest(3, () => {
    hits = 0;
    for (const event of events) hits += matchAll(event).length;
  });
  const parsing = fastest(3, () => {
    for (const line of lines) JSON.parse(line);
  });
  const each = emitted.length * lines.length;
  console.log(
    `${title}: ${emitted.length} rules, ${lines.length} events of ${Math.round(lines.join("").length / lines.length)} bytes, ${hits} matches`,
  );
  console.log(`  JSON.parse      ${perSecond(lines.length, parsing)} events/s`);
  console.log(`  match, all rules${perSecond(lines.length, matching)} events/s   ${(matching / parsing).toFixed(2)} times JSON.parse`);
  console.log(
    `  match, one rule ${perSecond(each, matching)} events/s   ${(matching / emitted.length / parsing).toFixed(3)} times JSON.parse`,
  );
}

/** Our own rules, and Elastic's where they are at hand. */
export async function benchMatcher(): Promise<void> {
  const corpus = "../shared/corpus/elastic";
  await measure("rules/", rulesOf("rules"), eventLines("rules", 20_000));
  if (existsSync(corpus)) await measure("Elastic's rules", rulesOf(corpus), eventLines("rules", 2_000));
  else console.log("Elastic's rules: not at hand, skipped");
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await benchMatcher();
