import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { nodeIds } from "../../../src/frontends/_shared/node-ids.ts";
import { filterCodes, readFilters } from "../../../src/frontends/filters/index.ts";
import { conditionTextOf } from "../../../src/rules/condition-text.ts";
import type { EsType } from "../../../src/schema/es-type.ts";
import { schemaOf } from "../../../src/schema/schema.ts";
import type { Json } from "../../../src/source/json.ts";
import { show } from "../eql/show.ts";

interface Case {
  readonly name: string;
  readonly filter: string;
  /** Null: the filter changes nothing. */
  readonly ir?: string | null;
  readonly warnings?: readonly string[];
  readonly error?: string;
  readonly at?: string;
  readonly help?: string;
}

const fields: Readonly<Record<string, EsType>> = { k: "keyword", n: "long", ip: "ip", t: "date", text: "text", nested: "nested" };
const schema = schemaOf(
  "test",
  Object.fromEntries(Object.entries(fields).map(([n, type]) => [n, { type, array: false, ignoreAbove: null }])),
);

function read(filters: readonly Json[]) {
  const { text, filters: placed } = conditionTextOf("the query", filters);
  return { text, ...readFilters(placed, { text, schema, known: new Map(), ids: nodeIds() }) };
}

const cases = parse(readFileSync("test/frontends/filters/cases.yaml", "utf8")) as readonly Case[];

describe("filters", () => {
  it.each(cases.map((c) => [c.name, c] as const))("%s", (_, c) => {
    const { text, condition, diagnostics } = read([JSON.parse(c.filter) as Json]);
    const errors = diagnostics.filter((d) => d.severity === "error");
    expect(errors.map((d) => d.code)).toEqual(c.error === undefined ? [] : [c.error]);
    if (c.error === undefined) {
      expect(condition === null ? null : show(condition)).toBe(c.ir);
      expect(diagnostics.map((d) => d.code)).toEqual(c.warnings ?? []);
      return;
    }
    expect(condition).toBe(null);
    const at = errors[0]?.primary?.span;
    if (c.at !== undefined) expect(text.slice(at?.start, at?.end)).toBe(c.at);
    if (c.help !== undefined) expect(errors[0]?.help).toBe(c.help);
  });

  it("all hold together, the disabled ones left out", () => {
    const term = (value: string) => ({ query: { term: { k: value } } });
    const { condition } = read([term("a"), { ...term("b"), meta: { disabled: true } }, { ...term("c"), meta: { negate: true } }]);
    expect(condition === null ? null : show(condition)).toBe('{k == "a"} and not {k == "c"}');
  });

  it("spans are those of the text", () => {
    const { text, condition } = read([{ query: { term: { k: "a" } } }, { query: { wildcard: { k: "b*" } } }]);
    expect(condition?.kind === "and" ? condition.operands.map((c) => text.slice(c.span.start, c.span.end)) : []).toEqual([
      '{"k":"a"}',
      '{"k":"b*"}',
    ]);
  });

  it("takes whatever JSON holds, however deep", () => {
    let deep: Json = { term: { k: "a" } };
    for (let i = 0; i < 150; i++) deep = { bool: { must: [deep] } };
    expect(read([{ query: deep }]).diagnostics.map((d) => d.code)).toEqual(["filters/too-deep"]);
    for (const odd of [
      null,
      1,
      "x",
      [],
      [[]],
      {},
      { query: null },
      { query: [] },
      { query: { term: null } },
      { query: { term: [] } },
      { query: { bool: 7 } },
      { query: { bool: { must: 7 } } },
      { meta: 7, query: { exists: 7 } },
      { query: { __proto__: {} } },
      JSON.parse('{"query":{"__proto__":{"k":"a"}}}') as Json,
      { query: { toString: {} } },
    ])
      expect(read([odd as Json]).diagnostics.every((d) => d.code.startsWith("filters/"))).toBe(true);
  });
});

describe("codes", () => {
  it("every code that is used is explained, and the other way round", () => {
    const folder = "src/frontends/filters";
    const used = readdirSync(folder)
      .filter((file) => file !== "codes.ts")
      .flatMap((file) => readFileSync(`${folder}/${file}`, "utf8").match(/(?<=")filters\/[a-z-]+(?=")/g) ?? []);
    expect(Object.keys(filterCodes).sort()).toEqual([...new Set(used)].sort());
  });
});
