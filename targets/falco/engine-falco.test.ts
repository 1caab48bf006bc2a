import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { lowerDocument } from "../../src/driver/compile.ts";
import { eql } from "../../src/frontends/eql/index.ts";
import { bareQuery } from "../../src/rules/bare-query.ts";
import { ecsSchema } from "../../src/schema/ecs.ts";
import type { Engine, Job } from "../../src/target/engine.ts";
import { defaultsOf } from "../../src/target/options.ts";
import { loadProblems } from "./engine/falco-program.ts";
import { engineOptions } from "./engine.ts";
import { falcoAdapter } from "./engine-falco.ts";
import { falco } from "./target.ts";

/** A process that answers as Falco's documentation says: no Falco is at hand. It finds every second event of a capture. */
const standIn = `#!/usr/bin/env node
const { readFileSync, appendFileSync } = require("node:fs");
const args = process.argv.slice(2);
appendFileSync(__filename + ".calls", JSON.stringify(args) + "\\n");
if (args[0] === "--version") console.log("Falco version: 0.43.0 (x86_64)\\nLibs version: 0.23.1");
else if (args.includes("-V")) {
  const text = readFileSync(args[args.indexOf("-V") + 1], "utf8");
  const errors = text.includes("nonsense") ? [{ code: "LOAD_ERR_COMPILE_CONDITION", message: "Error compiling condition" }] : [];
  console.log(JSON.stringify({ falco_load_results: [{ successful: errors.length === 0, errors, warnings: [], schema_valid: true }] }));
  process.exitCode = errors.length === 0 ? 0 : 1;
} else {
  const config = readFileSync(args[args.indexOf("-c") + 1], "utf8");
  appendFileSync(__filename + ".configs", config);
  console.log("Events detected: 1");
  for (const n of [0, 2]) {
    const ns = 1700000000000000000n + 1000000n * BigInt(n);
    const iso = new Date(Number(ns / 1000000n)).toISOString().slice(0, 19) + "." + String(ns % 1000000000n).padStart(9, "0") + "Z";
    console.log(JSON.stringify({ rule: "query", time: iso, priority: "Notice", output_fields: n === 0 ? { "proc.name": "x" } : { "evt.time": "NS" + ns } }).replace(/"NS(\\d+)"/, "$1"));
  }
}
`;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "verdict-falco-test-"));
  writeFileSync(join(folder, "falco"), standIn);
  chmodSync(join(folder, "falco"), 0o755);
  writeFileSync(join(folder, "other"), "#!/bin/sh\necho something else\n");
  chmodSync(join(folder, "other"), 0o755);
  return () => rmSync(folder, { recursive: true, force: true });
});

const before = process.env["FALCO_BIN"];
afterEach(() => {
  if (before === undefined) delete process.env["FALCO_BIN"];
  else process.env["FALCO_BIN"] = before;
});

async function started(program: string): Promise<Engine | string> {
  process.env["FALCO_BIN"] = program;
  const result = await falcoAdapter.start();
  return result.ok ? result.engine : result.why;
}

function jobOf(query: string): Job {
  const { rule } = lowerDocument(bareQuery({ name: "<query>", text: query }, { language: "eql" }), {
    schema: ecsSchema(),
    frontEnds: [eql],
  });
  if (rule === null) throw new Error(`does not lower: ${query}`);
  const emission = falco.emit(rule, { ...defaultsOf(falco.options), ...engineOptions }, "0.43");
  if (!emission.ok) throw new Error(emission.refusals.map((r) => r.reason).join());
  return { rule, emission };
}

const event = (name: string) => ({ "event.category": "process", "event.type": "start", "event.action": "exec", "process.name": name });
const query = 'process where event.type == "start" and event.action == "exec" and process.name == "x"';

describe("Falco's program", () => {
  it("is named as not there, or as no Falco", async () => {
    expect(await started("")).toBe("FALCO_BIN is not set: it names Falco's program");
    expect(await started(join(folder, "absent"))).toMatch(/which is not there$/);
    expect(await started(join(folder, "other"))).toMatch(/does not run as Falco: its --version names no version of Falco$/);
    expect(await started(folder)).toMatch(/does not run as Falco: spawn .*EACCES$/);
  });

  it("validates a whole file and replays a capture: an alert with an event's time is a match", async () => {
    const engine = await started(join(folder, "falco"));
    if (typeof engine === "string") throw new Error(engine);
    expect(engine.version).toBe("0.43.0");
    const job = jobOf(query);
    expect(await engine.validate?.([job])).toEqual([null]);
    const broken = { ...job, emission: { ...job.emission, artifacts: [{ suffix: ".yaml", text: "- nonsense" }] } };
    expect(await engine.validate?.([broken])).toEqual(["Error compiling condition"]);
    await expect(engine.run([broken], [event("x")])).rejects.toThrow("falco -V: Error compiling condition");
    expect(await engine.run([job], ["a", "b", "c"].map(event))).toEqual([["match", "no-match", "match"]]);
    const calls = readFileSync(join(folder, "falco.calls"), "utf8");
    expect(calls).toContain('"-V"');
    const config = readFileSync(join(folder, "falco.configs"), "utf8");
    expect(config).toContain("kind: replay");
    expect(config).toMatch(/capture_file: .*\.scap/);
    await engine.close();
  });

  it("reads what a validation says", () => {
    expect(loadProblems("")).toEqual([]);
    expect(loadProblems('{"falco_load_results":[{"errors":[],"warnings":[{"message":"unused list"}]}]}')).toEqual(["unused list"]);
  });
});
