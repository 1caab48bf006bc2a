import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { run } from "./sysdig.ts";

const timeoutMs = 120_000;

/** `Falco version: 0.43.0` of `falco --version`; null where the program is none, or does not say. */
export async function falcoVersion(
  program: string,
): Promise<{ readonly ok: true; readonly version: string } | { readonly ok: false; readonly why: string }> {
  const { code, out, err } = await run(program, ["--version"], timeoutMs);
  const version = /falco version:?\s*v?(\d+\.\d+\.\d+)/i.exec(out)?.[1];
  if (code === 0 && version !== undefined) return { ok: true, version };
  return { ok: false, why: err.trim() || (code === 0 ? "its --version names no version of Falco" : `ended with ${code}`) };
}

/** Falco's settings for a file of rules: nothing but this file, every rule enabled, alerts as JSON on standard output, no limits. */
function settings(rules: string, needsContainer: boolean, capture: string | null): string {
  return stringify({
    rules_files: [rules],
    rules: [{ enable: { rule: "*" } }],
    ...(needsContainer ? { plugins: [{ name: "container", library_path: "libcontainer.so" }], load_plugins: ["container"] } : {}),
    ...(capture === null ? {} : { engine: { kind: "replay", replay: { capture_file: capture } } }),
    json_output: true,
    json_include_output_property: false,
    time_format_iso_8601: false,
    priority: "debug",
    rule_matching: "all",
    buffered_outputs: false,
    outputs_queue: { capacity: 0 },
    log_stderr: true,
    log_syslog: false,
    log_level: "error",
    stdout_output: { enabled: true },
    syslog_output: { enabled: false },
    file_output: { enabled: false },
    http_output: { enabled: false },
    webserver: { enabled: false },
    grpc: { enabled: false },
    watch_config_files: false,
  });
}

/** A rule file by itself in Falco's hands. Files are made in `work`, under `name`. */
export interface FalcoRun {
  readonly program: string;
  readonly work: string;
  readonly name: string;
  readonly rules: string;
}

async function withFiles<T>(of: FalcoRun, capture: Buffer | null, use: (config: string, rules: string) => Promise<T>): Promise<T> {
  const path = (ending: string): string => join(of.work, `${of.name}${ending}`);
  const [rules, config, scap] = [path(".rules.yaml"), path(".falco.yaml"), path(".scap")];
  try {
    writeFileSync(rules, of.rules);
    if (capture !== null) writeFileSync(scap, capture);
    writeFileSync(config, settings(rules, /required_plugin_versions/.test(of.rules), capture === null ? null : scap));
    return await use(config, rules);
  } finally {
    for (const file of [rules, config, scap]) rmSync(file, { force: true });
  }
}

/** `falco -V`: null if Falco takes the whole file, else its own words. Warnings count: a file of ours has none. */
export function validateFile(of: FalcoRun): Promise<string | null> {
  return withFiles(of, null, async (config, rules) => {
    const { code, out, err } = await run(of.program, ["-c", config, "-o", "json_output=true", "-V", rules], timeoutMs);
    const problems = loadProblems(out);
    if (problems.length > 0) return problems.join("; ");
    return code === 0 ? null : err.trim() || out.trim() || `ended with ${code}`;
  });
}

/** What `falco_load_results` of a validation say against a file. */
export function loadProblems(out: string): readonly string[] {
  return jsonLines(out).flatMap((line) => {
    const results = member(line, "falco_load_results");
    return (Array.isArray(results) ? results : []).flatMap((result: unknown) =>
      ["errors", "warnings"].flatMap((kind) => {
        const list = member(result, kind);
        return (Array.isArray(list) ? list : []).map((p: unknown) => {
          const message = member(p, "message");
          return typeof message === "string" ? message : JSON.stringify(p);
        });
      }),
    );
  });
}

/** An alert: which rule, and the time of its event in nanoseconds since 1970, which is what tells events of a capture apart. */
export interface FalcoAlert {
  readonly rule: string;
  readonly time: string;
}

/** Replays a capture and gives the alerts. */
export function replay(
  of: FalcoRun,
  capture: Buffer,
): Promise<{ readonly ok: true; readonly alerts: readonly FalcoAlert[] } | { readonly ok: false; readonly why: string }> {
  return withFiles(of, capture, async (config) => {
    const { code, out, err } = await run(of.program, ["-c", config], timeoutMs);
    return code === 0 ? { ok: true, alerts: jsonLines(out).flatMap(alertOf) } : { ok: false, why: err.trim() || `ended with ${code}` };
  });
}

/** `output_fields` has `evt.time` in nanoseconds where the output names it; else `time` is ISO 8601 with nine digits of a second. */
function alertOf(line: unknown): readonly FalcoAlert[] {
  const rule = member(line, "rule");
  if (typeof rule !== "string") return [];
  const time = member(member(line, "output_fields"), "evt.time");
  if (typeof time === "number" || typeof time === "string") return [{ rule, time: String(time) }];
  const iso = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.(\d{9})Z$/.exec(String(member(line, "time")));
  return iso === null ? [] : [{ rule, time: `${Date.parse(`${iso[1]}Z`) / 1_000}${iso[2]}` }];
}

const member = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;

function jsonLines(out: string): readonly unknown[] {
  return out.split("\n").flatMap((line) => {
    if (!line.startsWith("{")) return [];
    try {
      const parsed: unknown = JSON.parse(line.replace(/("evt\.time":\s*)(\d{16,})/, '$1"$2"'));
      return [parsed];
    } catch {
      return [];
    }
  });
}
