import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDocument } from "../../src/rules/read-document.ts";
import type { RuleDocument } from "../../src/rules/rule-document.ts";

/** A stretch of query as a document spells it: `raw` stands in the file and means `value`; `plain` ones map unit by unit. */
interface Spelling {
  readonly raw: string;
  readonly value: string;
  readonly plain: boolean;
}

const plain = (text: string): Spelling => ({ raw: text, value: text, plain: true });
const escaped = (raw: string, value: string): Spelling => ({ raw, value, plain: false });

const words = fc.stringMatching(/^[a-z äß€🙂(){}:*?.]{0,12}$/u).map(plain);
const basicEscapes = fc.constantFrom(
  escaped("\\\\", "\\"),
  escaped('\\"', '"'),
  escaped("\\t", "\t"),
  escaped("\\n", "\n"),
  escaped("\\u00e9", "é"),
  escaped("\\U0001F600", "😀"),
  escaped("\\u005c", "\\"),
);
const newlines = fc.constantFrom(plain("\n"), plain("\r\n"), plain("\n\n  "));
// what follows is no blank, which the continuation would swallow too
const continuations = fc
  .constantFrom(escaped("\\\n    ", ""), escaped("\\\r\n\t", ""), escaped("\\   \n\n ", ""))
  .map((c): readonly Spelling[] => [c, plain("z")]);
const jsonEscapes = fc.constantFrom(
  escaped("\\\\", "\\"),
  escaped('\\"', '"'),
  escaped("\\/", "/"),
  escaped("\\n", "\n"),
  escaped("\\u00e9", "é"),
  escaped("\\u2028", "\u2028"),
);

const kinds: Readonly<
  Record<string, { readonly open: string; readonly close: string; readonly parts: fc.Arbitrary<Spelling | readonly Spelling[]> }>
> = {
  basic: { open: '"', close: '"', parts: fc.oneof(words, basicEscapes) },
  literal: { open: "'", close: "'", parts: fc.oneof(words, fc.constant(plain('\\"'))) },
  "multi-line basic": { open: '"""\n', close: '"""', parts: fc.oneof(words, basicEscapes, newlines, continuations) },
  "multi-line basic, CRLF": { open: '"""\r\n', close: '"""', parts: fc.oneof(words, basicEscapes, newlines) },
  "multi-line basic, same line": { open: '"""', close: '"""', parts: fc.oneof(words, basicEscapes) },
  "multi-line literal": { open: "'''\n", close: "'''", parts: fc.oneof(words, newlines, fc.constant(plain("\\n'"))) },
};

const document = (query: string): string => `# a comment with query = "no"
[metadata]
maturity = "production"

[rule]
name = "spans"
description = "query = 'no'"
rule_id = "3c6e1f0a-0c1a-4b57-9d5e-6f0f3a8f1b11"
severity = "low"
risk_score = 21
type = "eql"
query = ${query}
`;

function only(text: string, name: string): RuleDocument {
  const { rules, diagnostics } = readDocument({ name, text });
  expect(diagnostics).toEqual([]);
  const [rule] = rules;
  if (rule === undefined) throw new Error("no rule");
  return rule;
}

/** Every span of the value against the spelling: the same text where all is plain, otherwise from the first touched part to the last, whole escapes. */
function checkAll(rule: RuleDocument, parts: readonly Spelling[], rawStart: number): void {
  expect(rule.query).toBe(parts.map((p) => p.value).join(""));
  const starts: number[] = [];
  const ends: number[] = [];
  let raw = rawStart;
  for (const part of parts) {
    for (let i = 0; i < part.value.length; i++) {
      starts.push(part.plain ? raw + i : raw);
      ends.push(part.plain ? raw + i + 1 : raw + part.raw.length);
    }
    raw += part.raw.length;
  }
  for (let start = 0; start < starts.length; start++) {
    for (const end of [start + 1, Math.min(start + 5, starts.length), starts.length]) {
      expect(rule.place({ start, end })).toEqual({ start: starts[start], end: ends[end - 1] });
    }
    expect(rule.place({ start, end: start })).toEqual({ start: starts[start], end: starts[start] });
  }
  expect(rule.place({ start: rule.query.length, end: rule.query.length })).toEqual({ start: raw, end: raw });
}

// a leading newline would be trimmed, a trailing quote would be part of the closing ones
const listOf = (parts: fc.Arbitrary<Spelling | readonly Spelling[]>): fc.Arbitrary<readonly Spelling[]> =>
  fc.array(parts, { maxLength: 8 }).map((list) => [plain("any where "), ...list.flat(), plain(" x")]);

describe("spans of the query in TOML", () => {
  for (const [name, { open, close, parts }] of Object.entries(kinds)) {
    it(name, () => {
      fc.assert(
        fc.property(listOf(parts), fc.boolean(), (list, bom) => {
          const raw = open + list.map((p) => p.raw).join("") + close;
          const text = (bom ? "\ufeff" : "") + document(raw);
          checkAll(only(text, "spans.toml"), list, text.lastIndexOf(raw) + open.length);
        }),
        { numRuns: 60 },
      );
    });
  }

  it("finds a query that is written with a dotted or quoted key, or in an inline table", () => {
    const fields = 'name = "n", type = "eql", description = "d", severity = "low", risk_score = 1, rule_id = "r"';
    for (const text of [
      `rule = { ${fields}, query = "any where a\\t" }`,
      `[rule]\n"query" = "any where a\\t"\n${fields.replaceAll(", ", "\n")}`,
    ]) {
      const rule = only(text, "a.toml");
      const placed = rule.place({ start: 10, end: 12 });
      expect(text.slice(placed.start, placed.end)).toBe("a\\t");
    }
  });
});

describe("spans of a query whose text stands elsewhere too", () => {
  const query = 'any where process.name == "a"';
  for (const [name, before] of Object.entries({
    "in a comment": `# ${query}\n`,
    "in another field": `note = '''${query}'''\n`,
    "in a field like it": `setup = """\nquery = '''\n${query}'''\n"""\n`,
  }))
    it(name, () => {
      const text = document(`"""\n${query}"""`).replace('query = """', `${before}query = """`);
      const placed = only(text, "a.toml").place({ start: 0, end: query.length });
      expect(placed).toEqual({ start: text.lastIndexOf(query), end: text.lastIndexOf(query) + query.length });
    });

  it("in another field, and escaped in its own", () => {
    const escaped = query.replaceAll('"', '\\"').replace("any", "\\u0061ny");
    const text = document(`"${escaped}"`).replace('query = "\\', `note = '''\n${query}'''\nquery = "\\`);
    const rule = only(text, "a.toml");
    expect(rule.query).toBe(query);
    expect(rule.place({ start: 0, end: query.length })).toEqual({
      start: text.indexOf(escaped),
      end: text.indexOf(escaped) + escaped.length,
    });
  });
});

describe("spans of the query in JSON", () => {
  it("string", () => {
    fc.assert(
      fc.property(listOf(fc.oneof(words, jsonEscapes)), (list) => {
        const raw = list.map((p) => p.raw).join("");
        const text = `{"rule_id":"a","name":"n","description":"query","severity":"low","risk_score":1,"type":"eql",\n "query" : "${raw}"}`;
        checkAll(only(text, "a.json"), list, text.length - 2 - raw.length);
      }),
      { numRuns: 60 },
    );
  });
});
