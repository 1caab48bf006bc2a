import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { eql } from "../../../src/frontends/eql/index.ts";
import type { EsType } from "../../../src/schema/es-type.ts";
import { schemaOf } from "../../../src/schema/schema.ts";
import { show, showLimit } from "./show.ts";

/**
 * A query, and what it comes to: either its IR (show.ts) with the codes of its warnings, or the code of its one error, the text underlined first, what else is underlined, and the
 * help; or the codes of several errors. `schema`: `strict` makes unknown fields errors; the default knows the few below.
 */
interface Case {
  readonly name?: string;
  readonly query: string;
  readonly schema?: "strict";
  readonly ir?: string;
  readonly limit?: string;
  readonly warnings?: readonly string[];
  readonly error?: string;
  readonly at?: string;
  readonly label?: string;
  readonly help?: string;
  readonly errors?: readonly string[];
}

const fields: Readonly<Record<string, EsType>> = {
  "@timestamp": "date",
  "event.category": "keyword",
  "event.sequence": "long",
  k: "keyword",
  k2: "keyword",
  w: "wildcard",
  n: "long",
  n2: "integer",
  u: "unsigned_long",
  d: "double",
  b: "boolean",
  b2: "boolean",
  ip: "ip",
  t: "date",
  text: "text",
  both: "text",
  "both.keyword": "keyword",
  nested: "nested",
  object: "object",
  flat: "flattened",
};
const infos = Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, { type, array: false, ignoreAbove: null }]));

function check(c: Case): void {
  const schema = schemaOf("test", infos, c.schema === "strict");
  const request = { index: [], categoryField: "event.category", timestampField: "@timestamp", tiebreakerField: null };
  const { detection, diagnostics } = eql.read(c.query, { ...request, schema });
  const errors = diagnostics.filter((d) => d.severity === "error");
  if (c.ir !== undefined) {
    expect(errors.map((d) => d.message)).toEqual([]);
    const where = detection?.sources["events"]?.where;
    expect(where === undefined ? null : show(where)).toBe(c.ir);
    expect(showLimit(detection?.detection.kind === "filter" ? detection.detection.limit : null)).toBe(c.limit ?? null);
    if (c.warnings !== undefined) expect(diagnostics.filter((d) => d.severity === "warning").map((d) => d.code)).toEqual(c.warnings);
    return;
  }
  expect(detection).toBeNull();
  expect(errors.map((d) => d.code)).toEqual(c.errors ?? [c.error]);
  const [first] = errors;
  const text = (span: { readonly start: number; readonly end: number } | undefined) => c.query.slice(span?.start, span?.end);
  if (c.at !== undefined) expect(text(first?.primary?.span)).toBe(c.at);
  if (c.label !== undefined) expect(first?.secondary.map((s) => text(s.span))).toContain(c.label);
  if (c.help !== undefined) expect(first?.help).toBe(c.help);
}

const folder = "test/frontends/eql/cases";
for (const file of readdirSync(folder).sort()) {
  // our own file: the shape above
  const { about, cases } = parse(readFileSync(join(folder, file), "utf8")) as { about: string; cases: readonly Case[] };
  describe(`${file}: ${about}`, () => {
    for (const c of cases) it(c.name === undefined ? c.query : `${c.name}: ${c.query}`, () => check(c));
  });
}
