import type { Condition } from "../../src/ir/condition.ts";
import type { JsonObject } from "../../src/source/json.ts";
import { any, compare, exists, field, inSet, literal, not, wildcard } from "./rules.ts";

interface Probe {
  readonly name: string;
  readonly where: Condition;
  readonly match: readonly JsonObject[];
  readonly noMatch: readonly JsonObject[];
}

const f = field("a.b");
const eq = (text: string): Condition => any(f, compare("==", literal(text)));

/** What every SQL engine must say, on the document layout. */
export const probes: readonly Probe[] = [
  {
    name: "dotted, nested and objects in arrays are one field",
    where: eq("x"),
    match: [{ "a.b": "x" }, { a: { b: "x" } }, { a: [{ b: "y" }, { b: ["z", "x"] }] }, { "a.b": "y", a: { b: "x" } }],
    noMatch: [{}, { a: { b: null } }, { a: { b: [] } }, { a: { b: "X" } }, { a: "x" }, { b: "x" }],
  },
  {
    name: "a negation matches where the field is missing",
    where: not(eq("x")),
    match: [{}, { "a.b": "y" }],
    noMatch: [{ "a.b": ["y", "x"] }],
  },
  { name: "exists", where: exists(f), match: [{ "a.b": "" }], noMatch: [{}, { "a.b": [null] }] },
  {
    name: "numbers and booleans in a keyword",
    where: any(f, inSet(["42", "true"])),
    match: [{ "a.b": 42 }, { "a.b": true }],
    noMatch: [{ "a.b": 1 }],
  },
  {
    name: "ascii folding",
    where: any(f, compare("==", literal("Kß"), "ascii")),
    match: [{ "a.b": "kß" }],
    noMatch: [{ "a.b": "\u212aß" }, { "a.b": "kẞ" }],
  },
  { name: "ascii set", where: any(f, inSet(["A", "é"], "ascii")), match: [{ "a.b": "a" }, { "a.b": "é" }], noMatch: [{ "a.b": "É" }] },
  {
    name: "wildcards",
    where: any(f, wildcard(["a?c*[x]!%_\\*"])),
    match: [{ "a.b": "abc[x]!%_\\" }, { "a.b": "a😀c\n\n[x]!%_\\z" }],
    noMatch: [{ "a.b": "ac[x]!%_\\" }, { "a.b": "abc[x]!%%\\" }, { "a.b": "abcx!%_\\" }, { "a.b": "Abc[x]!%_\\" }],
  },
  {
    name: "insensitive wildcards",
    where: any(f, wildcard(["*É[k]_%*", "?Z"], "ascii")),
    match: [{ "a.b": "É[K]_%" }, { "a.b": "éz" }, { "a.b": "\nz" }],
    noMatch: [{ "a.b": "é[k]_%" }, { "a.b": "É[\u212a]_%" }, { "a.b": "Z" }, { "a.b": "É[k]a%" }],
  },
  { name: "any text", where: any(f, wildcard(["*"])), match: [{ "a.b": "" }], noMatch: [{}] },
  {
    name: "longs",
    where: any(field("n", "long"), compare(">", literal(2.5), "none", "long")),
    match: [{ n: 3 }, { n: "3" }, { n: [1, 3.7] }],
    noMatch: [{ n: 2.9 }, { n: "x" }, { n: true }, {}],
  },
  {
    name: "doubles",
    where: any(field("n", "double"), compare("==", literal(2n), "none", "double")),
    match: [{ n: 2 }, { n: "2.0" }],
    noMatch: [{ n: 2.1 }],
  },
  {
    name: "booleans",
    where: any(field("n", "boolean"), compare("==", literal(true))),
    match: [{ n: true }, { n: ["false", "true"] }],
    noMatch: [{ n: "" }, {}],
  },
  { name: "order of texts", where: any(f, compare(">", literal("\uffff"))), match: [{ "a.b": "😀" }], noMatch: [{ "a.b": "é" }, {}] },
  {
    name: "a rounded date",
    where: any(field("t", "date"), compare("==", literal("2024-05-01", "date"))),
    match: [{ t: "2024-05-01T23:59:59.999Z" }, { t: 1714521600000 }],
    noMatch: [{ t: "2024-05-02" }, { t: "2024-05-01T00:00:00+01:00" }],
  },
  {
    name: "addresses",
    where: any(field("i", "ip"), compare("==", literal("10.0.0.1", "ip"))),
    match: [{ i: "10.0.0.1" }, { i: "::ffff:10.0.0.1" }, { i: "::ffff:a00:1" }],
    noMatch: [{ i: "10.0.0.2" }, { i: "::a00:1" }, { i: "x" }],
  },
  { name: "a strange field name", where: exists(field('q"\\ü$[0]')), match: [{ 'q"\\ü$[0]': 1 }], noMatch: [{ q: 1 }] },
];
