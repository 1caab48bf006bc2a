import { describe, expect, it } from "vitest";
import { eql } from "../../../src/frontends/eql/index.ts";
import { leaves } from "../../../src/ir/walk.ts";
import { schemaOf } from "../../../src/schema/schema.ts";

const context = {
  schema: schemaOf("none", {}),
  index: ["logs-*"],
  categoryField: "event.category",
  timestampField: "@timestamp",
  tiebreakerField: null,
};

describe("reading a query", () => {
  it("gives a filter over one source", () => {
    const { detection, diagnostics } = eql.read('process where process.name in ("nc", "ncat") and process.args : "-l*"', context);
    expect(diagnostics.map((d) => d.code)).toEqual(["schema/unknown-field", "schema/unknown-field"]);
    const where = detection?.sources["events"]?.where;
    expect(where === undefined ? [] : [...leaves(where)].map(({ leaf }) => (leaf.kind === "any" ? leaf.test.kind : leaf.kind))).toEqual([
      "compare",
      "in-set",
      "wildcard",
    ]);
    expect(detection?.detection).toMatchObject({ kind: "filter", source: "events", limit: null });
  });

  it("gives errors and no detection for a bad query", () => {
    const { detection, diagnostics } = eql.read("process where process.name = 'nc' and (x", context);
    expect(detection).toBeNull();
    expect(diagnostics.map((d) => d.code)).toEqual(["eql/single-equals", "eql/single-quotes", "eql/unexpected-token"]);
  });
});
