import { describe, expect, it } from "vitest";
import { detect } from "../../src/eval/detect.ts";
import { idField, isSequence, mostAlerts, readCase, suite, suitePresent } from "../es-suite.ts";

/** Elasticsearch's own EQL suite: the oracle finds exactly what Elasticsearch does. */

describe.skipIf(!suitePresent)("Elasticsearch's own cases (../shared/cases/es-eql-cases.json)", () => {
  it.each(suite)("$id", (c) => {
    const { rule, events, errors } = readCase(c);
    expect(errors).toEqual([]);
    const ids = detect(rule, events)
      .slice(0, mostAlerts)
      .flatMap((alert) => alert.slots.map((at) => (at === null ? -1 : Number(events[at]?.[idField(c)]))));
    expect(ids).toEqual(c.expect_ids);
  });

  it("has queries of both kinds", () => {
    expect(suite.filter(isSequence).length).toBeGreaterThan(20);
    expect(suite.filter((c) => !isSequence(c)).length).toBeGreaterThan(70);
  });
});
