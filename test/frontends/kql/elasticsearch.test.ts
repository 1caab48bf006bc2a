import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { afterAll, describe, expect, it } from "vitest";
import { compileDocument } from "../../../src/driver/compile.ts";
import { evaluate } from "../../../src/eval/evaluate.ts";
import { frontEnds } from "../../../src/frontends/index.ts";
import { generate } from "../../../src/generate/generate.ts";
import { fieldName, indexName, isMeant } from "../../../src/ir/field.ts";
import type { Rule } from "../../../src/ir/rule.ts";
import { leaves, nestedOf } from "../../../src/ir/walk.ts";
import { bareQuery } from "../../../src/rules/bare-query.ts";
import { ecsSchema } from "../../../src/schema/ecs.ts";
import type { EsType } from "../../../src/schema/es-type.ts";
import { layered, type Schema, schemaOf } from "../../../src/schema/schema.ts";
import type { JsonObject } from "../../../src/source/json.ts";
import type { Job } from "../../../src/target/engine.ts";
import { namesOf } from "../../../src/target/known-fields.ts";
import { elasticsearchAdapter } from "../../../targets/elasticsearch/engine.ts";
import { mappingProblem } from "../../../targets/elasticsearch/engine-mapping.ts";
import { kibanaQuery, type Types } from "./kibana-dsl.ts";

/**
 * The requests that Kibana makes of a query (kibana-dsl.ts), on a real Elasticsearch, against our reading of the same query (the oracle on its IR). Skipped, with the reason in
 * the name, where the server is not there.
 */

const fields: Readonly<Record<string, EsType>> = {
  k: "keyword",
  k2: "keyword",
  w: "wildcard",
  n: "long",
  i: "integer",
  d: "double",
  b: "boolean",
  ip: "ip",
  t: "date",
  x: "text",
  m: "match_only_text",
  "a.x.v": "keyword",
  "a.y.v": "keyword",
  list: "nested",
  "list.v": "keyword",
  "list.n": "long",
  "list.in": "nested",
  "list.in.v": "keyword",
  "list.in.t": "date",
};
const schemaFor = (types: Readonly<Record<string, EsType>>): Schema =>
  schemaOf(
    "test",
    Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type, array: false, ignoreAbove: null }])),
    true,
  );

function ruleOf(query: string, schema: Schema): Rule | null {
  return compileDocument(bareQuery({ name: "query", text: query }, { language: "kuery" }), [], { schema, frontEnds, window: null }).rule;
}

/** Kibana's request in the place of an artefact. */
function jobOf(rule: Rule, types: Types): Job {
  const query = kibanaQuery(rule.metadata.query, types);
  if (query === null) throw new Error(`Kibana does not read ${rule.metadata.query}`);
  const text = JSON.stringify({ body: { query } });
  return { rule, emission: { ok: true, artifacts: [{ suffix: ".json", text }], deviations: [], warnings: [] } };
}

/** The mapping that Kibana knows: the rule's fields, and for its patterns those of the events. */
function typesOf(rule: Rule, events: readonly JsonObject[]): Types {
  const types = new Map<string, EsType>();
  const fieldsIn = Object.values(rule.sources).flatMap((s) =>
    leaves(s.where).flatMap(({ leaf }) => (leaf.kind === "exists" ? [leaf.field] : leaf.binds.map((b) => b.field))),
  );
  for (const s of Object.values(rule.sources)) for (const { path } of nestedOf(s.where)) types.set(path.join("."), "nested");
  for (const f of fieldsIn) {
    if (f.indexed !== undefined) types.set(fieldName(f), f.indexed.of);
    if (f.pattern === undefined) types.set(indexName(f), f.type);
  }
  for (const { pattern, type } of fieldsIn)
    for (const name of pattern === undefined ? [] : events.flatMap((e) => [...namesOf(e)]))
      if (pattern !== undefined && isMeant(pattern, name) && !types.has(name)) types.set(name, type);
  return Object.fromEntries(types);
}

const queries = [
  "",
  "*:*",
  "k:a",
  "k:(a or b)",
  'k:("a b" or c d or e*)',
  "not k:a",
  "k:a and not k2:(b or c*)",
  "not (k:a or n > 3)",
  "k:(a and not b)",
  "k:*",
  "not k:*",
  "k:**",
  "k:a*b",
  "k:*a b*",
  "k: a  b",
  "k:*\\**",
  "k:a?b*",
  'k:\\(\\)\\{\\}\\:\\<\\>\\"\\\\*',
  'k:"*"',
  'k:""',
  'k:"C:\\temp"',
  'k:"C:\\Windows\\*"',
  "k:C\\:\\\\W*",
  "k:\\*",
  "k:\\u0041b",
  'k:"\\u00e9\ud83d\ude00"',
  "k:é*",
  "k:true",
  "k:false or k:5",
  "k > b",
  "k >= b and k < d",
  "k > a*",
  "k <= 5",
  "w:a",
  "w:a b",
  'w:"a b"',
  "w:a*",
  "w:*a b*",
  "w:a b*",
  "w:a b c* d e",
  "w:a * b",
  "w:** a",
  "w:*a\\\\b*",
  "w:C\\:\\\\Win* dir",
  "w:*a-b+c=d*",
  "w:*a&&b||c!*",
  "w:*\\(a\\)\\{b\\}[c]^~?/*",
  "w:*\\<a\\>*",
  "w:a* \\>",
  'w:"*"',
  "w:*\u3000a*",
  "w > b",
  "w:*",
  "n:5",
  'n:"5"',
  "n:(5 or 7 or 9)",
  "n:5.0",
  "n:4.5",
  "n:-1",
  "n > 4.5",
  "n >= 5 and n < 8",
  "n:99999999999999999999",
  "n < 9223372036854775807",
  "n:9007199254740993",
  "i:2147483648",
  "i > 2147483646 or i:1",
  "d:4.5",
  "d:5",
  "d > 0.1",
  "d:1e3",
  "b:true",
  'b:"false"',
  "b:(true or false)",
  "not b:true",
  "ip:10.0.0.1",
  'ip:"10.0.0.0/8"',
  "ip:(10.0.0.0/8 or 192.168.0.1)",
  "ip:10.1.2.3/8",
  'ip:"::1"',
  'ip:"2001:db8::/32"',
  "ip >= 10.0.0.0 and ip < 11.0.0.0",
  't:"2024-05-01"',
  "t:2024",
  "t:2024-02",
  't:"2024-05-01T10:20:30Z"',
  't > "2024-05-01" and t <= "2024-05-03T10"',
  "t:1714521600000",
  "t >= 1714521600000",
  't:"2024-05-01||/M"',
  't >= "2024-05-15||-1M/M"',
  "t < 2024-05-02",
  "x:foo",
  'x:"foo bar"',
  "x:foo bar",
  "not x:(foo or bar)",
  'x:("Foo, Bar!" or baz)',
  'x:"foo-bar_baz.qux"',
  'x:"C:\\Windows\\System32"',
  'x:"10.0.0.1"',
  "x:don't",
  'x:"a_b 1,2 3.4"',
  'x:"->"',
  'x:"[System.Convert]::FromBase64String("',
  "x:true",
  "x:*",
  'm:"foo bar" and not m:qux',
  'm:(foo or "a:b")',
  "a.*.v:x",
  "a.*:(x or y*)",
  "a*:*",
  "not a.*.v:x",
  "a.*.v:(x and not y)",
  "list: { v:a and n > 3 }",
  "list: { not v:a }",
  "not list: { v:(a or b*) and not n:5 }",
  "list: { v:a } and not list: { n < 3 }",
  "k:a or list: { *:* }",
  "list: { v:* and not n:* }",
  'list: { in: { v:"a b" and t > 2024-05-01 } and v:a }',
  "list: { not in: { not v:b } }",
  "list.in: { v:a and not t:* }",
  "li*.v:a",
  "not *.in.v:(a and not b)",
  "list: { v*:a }",
];

const root = "../shared/corpus/elastic";

const started = await elasticsearchAdapter.start();
const why = started.ok ? "" : ` (${started.why})`;
describe.skipIf(!started.ok)(`Kibana's requests on elasticsearch${why}`, { timeout: 600_000 }, () => {
  if (!started.ok) return;
  const { engine } = started;
  afterAll(() => engine.close());

  /** What differs between Elasticsearch, asked as Kibana asks, and the oracle. */
  async function differences(
    rules: readonly Rule[],
    types: (rule: Rule, events: readonly JsonObject[]) => Types,
    events: readonly JsonObject[],
  ) {
    const rows = await engine.run(
      rules.map((rule) => jobOf(rule, types(rule, events))),
      events,
    );
    const wrong: { query: string; event: JsonObject; oracle: string; engine: string }[] = [];
    let compared = 0;
    for (const [i, rule] of rules.entries())
      for (const [at, event] of events.entries()) {
        const verdict = rows[i]?.[at] ?? null;
        const oracle = evaluate(rule, event);
        if (verdict === null || oracle === "error") continue;
        compared++;
        if (verdict !== oracle) wrong.push({ query: rule.metadata.query, event, oracle, engine: verdict });
      }
    // one for each query
    return { wrong: wrong.filter((w, at) => wrong.findIndex((x) => x.query === w.query) === at), compared };
  }

  it("finds what we find", async () => {
    // a wildcard stands in as a keyword where the distribution has none, and still gets the requests of a wildcard
    const rules = queries.map((query) => {
      const rule = ruleOf(query, schemaFor(fields));
      if (rule === null) throw new Error(`we do not compile ${query}`);
      return rule;
    });
    const events = rules.flatMap((rule) =>
      generate(rule, rule.sources["events"]?.where ?? never(), { count: 10, seed: 7 }).events.map((e) => e.event),
    );
    const { wrong, compared } = await differences(rules, () => fields, [...events, ...nearby]);
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(50_000);
  });

  it.skipIf(!existsSync(root))("finds what we find for the corpus's queries (../shared/corpus/elastic)", async () => {
    const schema = layered("ecs", false, [ecsSchema()]);
    const texts = readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((f) => f.endsWith(".toml"))
      .sort()
      // the shape that detection rules have
      .map((f) => (parse(readFileSync(join(root, f), "utf8")) as { rule?: { language?: string; query?: string } }).rule)
      .flatMap((r) => (r?.language === "kuery" && r.query !== undefined ? [r.query] : []));
    // a rule that tests a field and one below it has no index
    const rules = texts.flatMap((query) => ruleOf(query, schema) ?? []).filter((rule) => mappingProblem(rule) === null);
    let compared = 0;
    for (let i = 0; i < rules.length; i += 25) {
      const some = rules.slice(i, i + 25);
      const events = some.flatMap((rule) =>
        generate(rule, rule.sources["events"]?.where ?? never(), { count: 14, seed: 7 }).events.map((e) => e.event),
      );
      const found = await differences(some, typesOf, events);
      expect(found.wrong).toEqual([]);
      compared += found.compared;
    }
    expect(rules.length).toBeGreaterThan(640);
    expect(compared).toBeGreaterThan(180_000);
  });
});

function never(): never {
  throw new Error("a query has one source");
}

const texts = [
  "a",
  "b",
  "a b",
  "A",
  "",
  "a*b",
  "ab",
  "axb",
  "a  b",
  "C:\\temp",
  "C:\temp",
  "C:\\Windows\\x",
  "C:\\Windows\\*",
  "Ab",
  '(){}:<>"\\',
  '(){}:<>"\\x',
  "a?b",
  "a?bc",
  "*",
  "**",
  "x*y",
  "a-b+c=d",
  "a&&b||c!",
  "(a){b}[c]^~?/",
  "<a>",
  "dir",
  ">",
  "d e",
  "a b c",
  "x a b y",
  "xa by",
  "\u3000a",
  "5",
  "true",
  "c",
  "cd",
];
const words = [
  "foo",
  "FOO bar",
  "foo  bar",
  "foo, bar",
  "foo.bar",
  "foo. bar",
  "foo-bar",
  "foo_bar",
  "foo bar baz",
  "bar foo",
  "foobar",
  "foo\u0301 bar",
  "foo\u200dbar",
  "foo x bar",
  "foo \u6f22 bar",
  "foo \u{1f600} bar",
  "foo #\ufe0f\u20e3 bar",
  "foo\nbar",
  "f\u014do",
  "Foo\u00a0Bar",
  "foo-bar_baz.qux",
  "foo bar_baz.qux",
  "foo-bar_baz qux",
  "C:\\Windows\\System32",
  "c windows system32",
  "C:Windows System32",
  "c:windows system32",
  "10.0.0.1",
  "10.0.0.1.",
  "10.0.0.12",
  "don't",
  "don\u2019t",
  "dont",
  "a_b 1,2 3.4",
  "a_b 1, 2 3.4",
  "->",
  "",
  "[System.Convert]::FromBase64String('x')",
  "System.Convert FromBase64String",
  "TRUE",
  "a:b",
  "a: b",
  "\u212a",
  "\u0130",
  `${"a".repeat(255)}foo bar`,
  `${"a".repeat(254)}.foo`,
  "qux foo bar",
];
const nearby: readonly JsonObject[] = [
  ...texts.flatMap((text) => [
    { k: text },
    { w: text },
    { k: ["zz", text] },
    { w: [text, "zz"], k2: text },
    { "a.x.v": text, "a.y.v": "x" },
  ]),
  ...words.flatMap((text) => [{ x: text }, { m: text }, { x: ["zz", text, "baz"] }, { m: [text, "foo"] }]),
  ...[5, 4, 4.5, "5", "5.0", 7, -1, 0, 9007199254740992, 2147483647].flatMap((n) => [{ n }, { d: n }, { n: [n, 100] }, { i: n, k: n }]),
  ...["10.0.0.1", "10.255.1.1", "11.0.0.0", "192.168.0.1", "::1", "2001:db8::5", "::ffff:10.0.0.1"].map((ip) => ({ ip })),
  ...[
    "2024-05-01",
    "2024-05-01T23:59:59.999Z",
    "2024-05-02",
    "2024-01-01",
    "2024-02-01",
    "2024-02-29",
    "2023-12-31T23:59:59.999Z",
    1714521600000,
    "2024-05-03T10:59:59.999Z",
    "2024-05-03T11:00:00Z",
    2024,
  ].map((t) => ({ t })),
  { b: true },
  { b: false },
  { b: "true" },
  { b: "" },
  { b: [true, false] },
];
