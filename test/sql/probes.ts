import type { Condition } from "../../src/ir/condition.ts";
import type { JsonObject } from "../../src/source/json.ts";
import { builder, field } from "../ir-builder.ts";

interface Probe {
  readonly name: string;
  readonly where: Condition;
  readonly match: readonly JsonObject[];
  readonly noMatch: readonly JsonObject[];
}

const b = builder();
const f = field("a.b");
const eq = (text: string): Condition => b.any([f], (v) => b.compare("==", v, b.literal(text)));

/** What every SQL engine must say of these events, as far as it can hold them. */
export const probes: readonly Probe[] = [
  {
    name: "dotted, nested and objects in arrays are one field",
    where: eq("x"),
    match: [{ "a.b": "x" }, { a: { b: "x" } }, { a: [{ b: "y" }, { b: ["z", "x"] }] }, { "a.b": "y", a: { b: "x" } }],
    noMatch: [{}, { a: { b: null } }, { a: { b: [] } }, { a: { b: "X" } }, { a: "x" }, { b: "x" }],
  },
  {
    name: "a negation matches where the field is missing",
    where: b.not(eq("x")),
    match: [{}, { "a.b": "y" }],
    noMatch: [{ "a.b": ["y", "x"] }, { "a.b": "x" }],
  },
  { name: "exists", where: b.exists(f), match: [{ "a.b": "" }], noMatch: [{}, { "a.b": [null] }] },
  {
    name: "numbers and booleans in a keyword",
    where: b.any([f], (v) => b.inSet(v, ["42", "true"])),
    match: [{ "a.b": 42 }, { "a.b": true }],
    noMatch: [{ "a.b": 1 }],
  },
  {
    name: "ASCII folding",
    where: b.any([f], (v) => b.compare("==", v, b.literal("Kß"), "ascii")),
    match: [{ "a.b": "kß" }],
    noMatch: [{ "a.b": "\u212aß" }, { "a.b": "kẞ" }],
  },
  {
    name: "an insensitive set",
    where: b.any([f], (v) => b.inSet(v, ["A", "é"], "ascii")),
    match: [{ "a.b": "a" }, { "a.b": "é" }],
    noMatch: [{ "a.b": "É" }],
  },
  {
    name: "wildcards",
    where: b.any([f], (v) => b.wildcard(v, ["a?c*[x]!%_\\*"])),
    match: [{ "a.b": "abc[x]!%_\\" }, { "a.b": "a😀c\n\n[x]!%_\\z" }],
    noMatch: [{ "a.b": "ac[x]!%_\\" }, { "a.b": "abc[x]!%%\\" }, { "a.b": "abcx!%_\\" }, { "a.b": "Abc[x]!%_\\" }],
  },
  {
    name: "insensitive wildcards",
    where: b.any([f], (v) => b.wildcard(v, ["*É[k]_%*", "?Z"], "ascii")),
    match: [{ "a.b": "É[K]_%" }, { "a.b": "éz" }, { "a.b": "\nz" }],
    noMatch: [{ "a.b": "é[k]_%" }, { "a.b": "É[\u212a]_%" }, { "a.b": "Z" }, { "a.b": "É[k]a%" }],
  },
  { name: "any text", where: b.any([f], (v) => b.wildcard(v, ["*"])), match: [{ "a.b": "" }], noMatch: [{}] },
  {
    name: "whole numbers",
    where: b.any([field("n", "long")], (v) => b.compare(">", v, b.literal(2.5))),
    match: [{ n: 3 }, { n: "3" }, { n: [1, 3.7] }],
    noMatch: [{ n: 2.9 }, { n: "x" }, { n: true }, {}],
  },
  {
    name: "whole numbers beyond 53 bits",
    where: b.any([field("n", "long")], (v) => b.compare("==", v, b.literal(9007199254740993n))),
    match: [{ n: "9007199254740993" }],
    noMatch: [{ n: "9007199254740992" }, { n: "9007199254740994" }],
  },
  {
    name: "floating numbers",
    where: b.any([field("n", "double")], (v) => b.compare("==", v, b.literal(2n))),
    match: [{ n: 2 }, { n: "2.0" }],
    noMatch: [{ n: 2.1 }],
  },
  {
    name: "booleans",
    where: b.any([field("n", "boolean")], (v) => b.compare("==", v, b.literal(true))),
    match: [{ n: true }, { n: ["false", "true"] }],
    noMatch: [{ n: "" }, {}],
  },
  {
    name: "the order of texts",
    where: b.any([f], (v) => b.compare(">", v, b.literal("\uffff"))),
    match: [{ "a.b": "😀" }],
    noMatch: [{ "a.b": "é" }, {}],
  },
  {
    name: "capitals before small letters",
    where: b.any([f], (v) => b.compare("<", v, b.literal("a"))),
    match: [{ "a.b": "Z" }],
    noMatch: [{ "a.b": "b" }, { "a.b": "é" }],
  },
  {
    name: "a rounded date",
    where: b.any([field("t", "date")], (v) => b.compare("==", v, b.dateLiteral("2024-05-01"))),
    match: [{ t: "2024-05-01T23:59:59.999Z" }, { t: 1714521600000 }],
    noMatch: [{ t: "2024-05-02" }, { t: "2024-05-01T00:00:00+01:00" }],
  },
  {
    name: "addresses",
    where: b.any([field("i", "ip")], (v) => b.compare("==", v, b.ipLiteral("10.0.0.1"))),
    match: [{ i: "10.0.0.1" }, { i: "::ffff:10.0.0.1" }, { i: "::ffff:a00:1" }],
    noMatch: [{ i: "10.0.0.2" }, { i: "::a00:1" }, { i: "x" }],
  },
  { name: "a strange field name", where: b.exists(field('q"\\ü$[0]')), match: [{ 'q"\\ü$[0]': 1 }], noMatch: [{ q: 1 }] },
];
