import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

it("the JSON Schemas are what their script makes from the shapes that Verdict reads by", () => {
  const made = spawnSync(process.execPath, ["node_modules/tsx/dist/cli.mjs", "scripts/schemas.ts", "--check"], { encoding: "utf8" });
  expect(made.stderr).not.toContain("stale");
  expect(made.status).toBe(0);
});

it("say what is required and that nothing else may stand there", () => {
  const events = JSON.parse(readFileSync("schemas/events.schema.json", "utf8"));
  expect(events).toMatchObject({ additionalProperties: false });
  expect(events.required).toBeUndefined();
  expect(events.properties.streams.items).toMatchObject({ required: ["name", "events", "alerts", "why"], additionalProperties: false });
  expect(events.properties.cases.items).toMatchObject({
    required: ["name", "event", "verdict", "why"],
    additionalProperties: false,
    properties: { verdict: { enum: ["match", "no-match", "error"] } },
  });
  const verdict = JSON.parse(readFileSync("schemas/verdict.schema.json", "utf8"));
  expect(verdict.additionalProperties).toBe(false);
  expect(verdict.required).toBeUndefined();
  expect(verdict.properties.accept.items).toMatchObject({ required: ["rule", "target", "code", "reason"], additionalProperties: false });
});
