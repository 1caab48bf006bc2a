import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { kql } from "../../../src/frontends/kql/index.ts";
import type { EsType } from "../../../src/schema/es-type.ts";
import { schemaOf } from "../../../src/schema/schema.ts";
import { show } from "../eql/show.ts";

/**
 * A query, and what it comes to: its IR (show.ts) with the codes of its warnings, or the code of its one error, the text underlined first and the help; or the codes of
 * several errors. `schema`: `strict` makes unknown fields errors; the default knows the few below.
 */
interface Case {
  readonly name?: string;
  readonly query: string;
  readonly schema?: "strict";
  readonly ir?: string;
  readonly warnings?: readonly string[];
  readonly error?: string;
  readonly at?: string;
  readonly help?: string;
  readonly errors?: readonly string[];
}

const fields: Readonly<Record<string, EsType>> = {
  "@timestamp": "date",
  k: "keyword",
  k2: "keyword",
  "a.x.v": "keyword",
  "a.y.v": "keyword",
  "a.z.n": "long",
  w: "wildcard",
  c: "constant_keyword",
  n: "long",
  d: "double",
  b: "boolean",
  ip: "ip",
  t: "date",
  text: "text",
  "text.keyword": "keyword",
  words: "match_only_text",
  nested: "nested",
  list: "nested",
  "list.v": "keyword",
  "list.n": "long",
  "list.in": "nested",
  "list.in.v": "keyword",
  object: "object",
  flat: "flattened",
  "labels.*": "keyword",
};
const infos = Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, { type, array: false, ignoreAbove: null }]));

function check(c: Case): void {
  const schema = schemaOf("test", infos, c.schema === "strict");
  const request = { index: [], categoryField: "event.category", timestampField: "@timestamp", tiebreakerField: null };
  const { detection, diagnostics } = kql.read(c.query, { ...request, schema });
  const errors = diagnostics.filter((d) => d.severity === "error");
  if (c.ir !== undefined) {
    expect(errors.map((d) => d.message)).toEqual([]);
    const where = detection?.sources["events"]?.where;
    expect(where === undefined ? null : show(where)).toBe(c.ir);
    expect(diagnostics.filter((d) => d.severity === "warning").map((d) => d.code)).toEqual(c.warnings ?? []);
    return;
  }
  expect(detection).toBeNull();
  expect(errors.map((d) => d.code)).toEqual(c.errors ?? [c.error]);
  const [first] = errors;
  if (c.at !== undefined) expect(c.query.slice(first?.primary?.span.start, first?.primary?.span.end)).toBe(c.at);
  if (c.help !== undefined) expect(first?.help).toBe(c.help);
}

const folder = "test/frontends/kql/cases";
for (const file of readdirSync(folder).sort()) {
  // our own file: the shape above
  const { about, cases } = parse(readFileSync(join(folder, file), "utf8")) as { about: string; cases: readonly Case[] };
  describe(`${file}: ${about}`, () => {
    for (const c of cases) it(c.name === undefined ? JSON.stringify(c.query) : `${c.name}: ${JSON.stringify(c.query)}`, () => check(c));
  });
}
