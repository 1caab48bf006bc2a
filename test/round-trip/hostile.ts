import fc from "fast-check";
import type { Condition } from "../../src/ir/condition.ts";
import type { Field } from "../../src/ir/field.ts";
import type { Fold } from "../../src/ir/fold.ts";
import type { Regex, WildcardPart } from "../../src/ir/pattern.ts";
import type { Metadata, Rule } from "../../src/ir/rule.ts";
import type { Scalar } from "../../src/ir/scalar.ts";
import { type Builder, builder, ruleOf } from "../ir-builder.ts";

/** Texts that mean something in one of the languages that rules are compiled to. */
export const hostileTexts: readonly string[] = [
  "plain",
  "Plain Text 7",
  "",
  " ",
  " leading and trailing ",
  "'",
  "''",
  "it's",
  '"',
  '""',
  'say "x"',
  "\\",
  "\\\\",
  "a\\",
  "\\'",
  '\\"',
  "\\\\'",
  "C:\\temp\\new",
  "\\n\\u0041\\x41",
  "`",
  "*/",
  "/* x */",
  "--",
  "-- x",
  "#",
  "# x",
  "//",
  ";",
  "'; DROP TABLE events; --",
  '"); process.exit(); ("',
  '" or evt.num > 0 or proc.name = "',
  "</script><!--",
  "\0",
  "a\0b",
  "\u0001\u001f\u007f",
  "\b\f\v\u001b",
  "\n",
  "two\nlines",
  "\r\n",
  "tab\there",
  "\u0085\u2028\u2029",
  "\ufeffmark",
  "\ufffe\uffff",
  "\u202e\u2066turned",
  "\ud800",
  "a\udfffb",
  "\u{1f600}",
  "é\u00c9ß\u0130\u017f\u212a",
  "- a",
  "a: b",
  "key: [x, y]",
  "&anchor *alias !tag",
  "|",
  ">",
  "%TAG",
  "@at",
  "{a: 1}",
  "? q",
  "yes",
  "null",
  "0x1F",
  "1_000",
  "2024-05-01",
  "~",
  "$HOME",
  "$$",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template of another language
  "${x}",
  "{{x}}",
  "{{{x}}}",
  "{{#each x}}",
  "%",
  "%s%d",
  "100%!",
  "_",
  "a_b",
  "*",
  "a*b",
  "?",
  "a?b",
  "[",
  "[a-z]",
  "]",
  "^a$",
  "(a|b)",
  "a.b+c{2}",
  ".*",
  "a&b~c<1-3>@#",
  "E'x'",
  "U&'\\0041'",
  "chr(0)",
  "proc.name",
  "(z)",
  "a,b",
  "x=y",
  "val(proc.name)",
  "=cmd",
  `${"long".repeat(40)}é${"\\".repeat(50)}'${'"'.repeat(50)}`,
  Array.from({ length: 150 }, (_, i) => `w${i}`).join(" "),
];

export const hasLoneSurrogate = (text: string): boolean => /\p{Surrogate}/u.test(text);

/** A text put together from stretches of the hostile ones. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...hostileTexts.slice(0, -1)) },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.constantFrom(..."abZ0 '\"\\`*?%_[](){}$^|.&~<>@#;:,-/=!\n\t\r", "--", "/*", "*/", "\u2028", "é", "\u{1f600}", "${", "{{"), {
        maxLength: 9,
      })
      .map((t) => t.join("")),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
);

/** Every place where a text of the rule can stand in its condition. */
export type Place = (b: Builder, field: Field, text: string, other: string) => Condition;

const folds: readonly Fold[] = ["none", "ascii"];
const one: WildcardPart = { kind: "one" };
const many: WildcardPart = { kind: "many" };
const word = (text: string): WildcardPart => ({ kind: "text", text });

/** `pattern` by its parts, since its text may hold `*` and `?` itself. */
const wildcard = (b: Builder, value: Scalar, patterns: readonly (readonly WildcardPart[])[], fold: Fold): Scalar => {
  const made = b.wildcard(value, [], fold);
  const span = { start: 0, end: 0 };
  return made.kind === "wildcard"
    ? { ...made, patterns: patterns.map((parts) => ({ parts: parts.filter((p) => p.kind !== "text" || p.text !== ""), span })) }
    : made;
};

const anything: Regex = { kind: "repeat", of: { kind: "any" }, min: 0, max: null };
const characters = (text: string): readonly Regex[] => [...text].map((c) => ({ kind: "char", codePoint: c.codePointAt(0) ?? 0 }));
/** In Lucene's dialect a backslash makes any character stand for itself. */
const luceneText = (text: string): string => [...text].map((c) => (/[a-z0-9]/i.test(c) ? c : `\\${c}`)).join("");

const folded = (name: string, make: (fold: Fold) => Place): Record<string, Place> =>
  Object.fromEntries(folds.map((fold) => [fold === "none" ? name : `${name}, no case`, make(fold)]));

/** Those of which the whole pattern is read back. */
export const directPlaces: Readonly<Record<string, Place>> = {
  ...folded("equality", (fold) => (b, f, text) => b.any([f], (x) => b.compare("==", x, b.literal(text), fold))),
  ...folded("in", (fold) => (b, f, text, other) => b.any([f], (x) => b.inSet(x, [text, other, `${text}${other}`], fold))),
  ...folded("starts with", (fold) => (b, f, text) => b.any([f], (x) => b.affix("starts", x, b.literal(text), fold))),
  ...folded("ends with", (fold) => (b, f, text) => b.any([f], (x) => b.affix("ends", x, b.literal(text), fold))),
  ...folded("contains", (fold) => (b, f, text) => b.any([f], (x) => b.affix("contains", x, b.literal(text), fold))),
  ...folded(
    "wildcards",
    (fold) => (b, f, text, other) =>
      b.any([f], (x) =>
        wildcard(
          b,
          x,
          [
            [word(text), many],
            [word(other), many, word(text)],
            [many, word(text), one],
          ],
          fold,
        ),
      ),
  ),
  ...folded("wildcard in the middle", (fold) => (b, f, text) => b.any([f], (x) => wildcard(b, x, [[word(text), one, word(text)]], fold))),
  ...folded(
    "regex",
    (fold) => (b, f, text) =>
      b.any([f], (x) => b.regex(x, { kind: "concat", parts: [...characters(text), anything] }, `${luceneText(text)}.*`, fold)),
  ),
  "regex with .": (b, f, text) =>
    b.any([f], (x) => b.regex(x, { kind: "concat", parts: [anything, ...characters(text), { kind: "any" }] }, `.*${luceneText(text)}.`)),
};

/** Those of which the constants are read back. */
export const functionPlaces: Readonly<Record<string, Place>> = {
  concat: (b, f, text, other) =>
    b.any([f], (x) => b.compare("==", b.call("concat", "string", [b.literal(other), x, b.literal(text)]), b.literal(`${text}=`))),
  "index of": (b, f, text) =>
    b.any([f], (x) => b.compare(">=", b.call("index-of", "long", [x, b.literal(text), b.literal(null)]), b.literal(0n))),
  between: (b, f, text, other) =>
    b.any([f], (x) =>
      b.compare("==", b.call("between", "string", [x, b.literal(`<${text}`), b.literal(`${other}>`), b.literal(false)]), b.literal(text)),
    ),
  substring: (b, f, text) =>
    b.any([f], (x) => b.compare("==", b.call("substring", "string", [x, b.literal(1n), b.literal(null)]), b.literal(text))),
  "constant in a field": (b, f, text) => b.any([f], (x) => b.affix("starts", b.literal(text), x)),
};

/** A tree of tests, each with a text of its own in one of the places. */
export function conditions(fields: readonly Field[], places: Readonly<Record<string, Place>>): fc.Arbitrary<Condition> {
  const b = builder();
  const leaf = fc
    .tuple(fc.constantFrom(...fields), fc.constantFrom(...Object.values(places)), hostileText, hostileText)
    .map(([f, place, text, other]) => place(b, f, text, other));
  const present = fc.constantFrom(...fields).map((f): Condition => b.exists(f));
  const absent = fc.constantFrom(...fields).map((f): Condition => b.any([f], (x) => b.isNull(x)));
  return fc.letrec<{ tree: Condition }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "small", maxDepth: 4, withCrossShrink: true },
      {
        weight: 5,
        arbitrary: fc.oneof({ weight: 6, arbitrary: leaf }, { weight: 1, arbitrary: present }, { weight: 1, arbitrary: absent }),
      },
      { weight: 2, arbitrary: fc.array(tie("tree"), { minLength: 2, maxLength: 3 }).map((cs) => b.and(...cs)) },
      { weight: 2, arbitrary: fc.array(tie("tree"), { minLength: 2, maxLength: 3 }).map((cs) => b.or(...cs)) },
      { weight: 2, arbitrary: tie("tree").map((c) => b.not(c)) },
    ),
  })).tree;
}

/** The rule with this text in everything that travels beside the condition. */
export function dressed(where: Condition, text: string, ruleId = "0b0c7c2e-1111-4222-8333-444455556666"): Rule {
  const rule = ruleOf(where);
  const metadata: Metadata = {
    ...rule.metadata,
    ruleId,
    name: text,
    description: `${text}\n${text}`,
    query: text,
    tags: [text, `tag ${text}`],
    note: `${text}\r\n${text}`,
    setup: text,
    author: [text],
    license: text,
    references: [text],
    falsePositives: [text],
    threat: [
      {
        framework: "MITRE ATT&CK",
        tactic: { id: `TA ${text}`, name: text, reference: text },
        technique: [{ id: `T ${text}`, name: text, reference: text, subtechnique: [{ id: `T.1 ${text}`, name: text, reference: text }] }],
      },
    ],
  };
  return { ...rule, metadata };
}
