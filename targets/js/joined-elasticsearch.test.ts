import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/source/json.ts";
import { idField, isSequence, mostAlerts, readCase, suite, suitePresent } from "../../test/es-suite.ts";
import { matcherOf } from "../../test/target/joined-matchers.ts";

const cases = suite.filter(isSequence);

/** Elasticsearch's own EQL suite, its sequences and samples: the emitted matchers find exactly the events that Elasticsearch does. */
describe.skipIf(!suitePresent)("Elasticsearch's own sequences and samples (../shared/cases/es-eql-cases.json)", () => {
  it.each(cases)("$id", async (c) => {
    const { rule, events, errors } = readCase(c);
    expect(errors).toEqual([]);
    const matcher = await matcherOf(rule, { lateness: Number.POSITIVE_INFINITY });
    const alerts = [...events.flatMap((e) => matcher.push(e)), ...matcher.flush()].slice(0, mostAlerts);
    if (rule.detection.kind === "sample") {
      // which events of a key it takes Elasticsearch does not say; there are as many samples, in groups of as many events
      expect(alerts.flatMap((alert) => alert.events)).toHaveLength(c.expect_ids.length);
      return;
    }
    const ids = alerts.flatMap((alert) => (alert.slots ?? []).map((e) => (e === null ? -1 : Number((e as JsonObject)[idField(c)])))); // one of those pushed
    expect(ids).toEqual(c.expect_ids);
  });

  it("are there", () => {
    expect(cases.length).toBeGreaterThan(20);
  });
});
