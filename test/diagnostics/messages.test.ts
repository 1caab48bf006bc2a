import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { languages, messagesOf } from "./messages.ts";

/** What only schemas other than the Elastic Common Schema bring up. */
const elsewhere: readonly string[] = ["schema/unsupported-type"];

describe.each(Object.entries(languages))("messages about %s", (language, frontEnd) => {
  const messages = messagesOf(language);

  it.each(messages.map((m) => [m.path, m.golden]))("%s", (path, golden) => {
    expect(readFileSync(path, "utf8")).toBe(golden);
  });

  it("has every message", () => {
    const shown = new Set<string>(messages.flatMap((m) => m.diagnostics.map((d) => d.code)));
    expect(Object.keys(frontEnd.codes).filter((code) => !shown.has(code) && !elsewhere.includes(code))).toEqual([]);
  });
});
