import fc from "fast-check";
import type { Condition } from "../../src/ir/condition.ts";
import type { Field } from "../../src/ir/field.ts";
import type { Fold } from "../../src/ir/fold.ts";
import type { Network, Regex } from "../../src/ir/pattern.ts";
import type { CompareOp, Scalar } from "../../src/ir/scalar.ts";
import { parseLucene } from "../../src/regex/parse-lucene.ts";
import { familyOf } from "../../src/schema/es-type.ts";
import { isJsonObject, type Json, type JsonObject } from "../../src/source/json.ts";
import { type Builder, builder, field } from "../ir-builder.ts";

/** Conditions and events over a few fields of every type, made to meet: short texts of letters that fold oddly, numbers around each other, neighbouring networks. */

export const fields = {
  texts: [field("a.k"), field("a.b.c"), field("m", "match_only_text"), field("gone", "keyword", { mapped: false })],
  integers: [field("n", "long"), field("a.s", "byte"), field("u", "unsigned_long")],
  doubles: [field("d", "double")],
  booleans: [field("a.f", "boolean")],
  dates: [field("t", "date")],
  addresses: [field("i", "ip")],
} as const;
const all: readonly Field[] = Object.values(fields).flat();

const letters = [
  ..."aAbkKsS.*?\\-7",
  "é",
  "É",
  "\u212a",
  "ſ",
  "İ",
  "ı",
  "i",
  "\u0307",
  "Σ",
  "σ",
  "ς",
  "\n",
  "\u0085",
  "\u{1f600}",
  "\uffee",
  '"',
  "'",
  "\0",
  "\u2028",
];
export const text = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.constantFrom(..."aAkKsb.*"), { maxLength: 4 }).map((l) => l.join("")) },
  { weight: 3, arbitrary: fc.array(fc.constantFrom(...letters), { maxLength: 5 }).map((l) => l.join("")) },
  { weight: 1, arbitrary: fc.constantFrom("true", "5", "5.0", "-3", "0x1f", " 7 ", "1e3", "9223372036854775807", "NaN") },
);
const integer = fc.oneof(
  fc.constantFrom(0n, 1n, -1n, 5n, 127n, -128n, 255n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 64n - 1n),
  fc.bigInt({ min: -10n, max: 10n }),
);
const double = fc.constantFrom(0, 0.5, 1, 2.5, -3, 5, 1e-5, 1e7, 9007199254740992, 1e300, -0);
const date = fc.constantFrom(
  "2024-05-01",
  "2024-05-01T10",
  "2024-05",
  "2024-05-01T10:20:30.500Z",
  "2024-05-01T10:20:30+02:00",
  "1714558830500",
  "2024-05-01||+1M/d",
  "2024-05-31||+1M",
  "2024-05-01T10:20||/h",
);
const address = fc.constantFrom(
  "10.0.0.1",
  "10.0.0.255",
  "10.0.1.0",
  "::ffff:10.0.0.1",
  "2001:db8::1",
  "2001:DB8:0:0:0:0:0:1",
  "::1",
  "::",
  "0.0.0.0",
  "1::2:0:0:3",
);
const cidrs: readonly Network[] = [
  { text: "10.0.0.0/24", bytes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 10, 0, 0, 0], prefix: 120, span: { start: 0, end: 0 } },
  { text: "2001:db8::/33", bytes: [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], prefix: 33, span: { start: 0, end: 0 } },
  { text: "::/0", bytes: Array(16).fill(0), prefix: 0, span: { start: 0, end: 0 } },
  { text: "0.0.0.0/0", bytes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 0, 0, 0, 0], prefix: 96, span: { start: 0, end: 0 } },
];

const patterns = fc
  .array(
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom("*", "?") }, { weight: 4, arbitrary: fc.constantFrom(..."aAkKs.é\u212a\u{1f600}\n") }),
    { maxLength: 6 },
  )
  .map((p) => p.join(""));
const fold = fc.constantFrom<Fold>("none", "ascii", "java-root");
const op = fc.constantFrom<CompareOp>("==", "<", "<=", ">", ">=");

const regexAtom = fc.constantFrom(
  "a",
  "A",
  "k",
  "s",
  ".",
  "[a-c]",
  "[^k]",
  "é",
  ".*",
  "(a|b)",
  "a+",
  "k?",
  "(ab|a)*",
  "<1-12>",
  "~(a.*)",
  "\\d",
  "\\.",
  "[sK]{1,3}",
  "(.a)+",
  "@",
  "İ",
);
const regex = fc
  .array(regexAtom, { minLength: 1, maxLength: 4 })
  .chain((atoms) => fc.constantFrom("", "|", "&").map((joint) => atoms.join(joint)))
  .map((source): { readonly source: string; readonly regex: Regex } => {
    const read = parseLucene(source, false);
    return { source, regex: read.ok ? read.regex : { kind: "nothing" } };
  });

interface Typed {
  readonly text: fc.Arbitrary<Scalar>;
  readonly number: fc.Arbitrary<Scalar>;
}

/** Texts and numbers computed from the bound fields, up to a depth. */
function scalars(b: Builder, bound: readonly Scalar[], depth: number): Typed {
  const texts = bound.filter((s) => s.type === "string");
  const numbers = bound.filter((s) => s.type === "long" || s.type === "double");
  const leafText = fc.oneof(...(texts.length > 0 ? [{ weight: 4, arbitrary: fc.constantFrom(...texts) }] : []), {
    weight: 1,
    arbitrary: text.map((t): Scalar => b.literal(t)),
  });
  const small = fc.oneof(fc.bigInt({ min: -3n, max: 6n }), fc.constant(null)).map((n): Scalar => b.literal(n));
  const leafNumber = fc.oneof(
    ...(numbers.length > 0 ? [{ weight: 4, arbitrary: fc.constantFrom(...numbers) }] : []),
    { weight: 2, arbitrary: integer.map((n): Scalar => b.literal(n)) },
    { weight: 1, arbitrary: double.map((n): Scalar => b.literal(n)) },
  );
  if (depth === 0) return { text: leafText, number: leafNumber };
  const inner = scalars(b, bound, depth - 1);
  const smallFold = fc.constantFrom<Fold>("none", "java-root");
  const scalarText = fc.oneof(
    leafText,
    fc.tuple(inner.text, small, small).map(([t, s, e]) => b.call("substring", "string", [t, s, e])),
    fc
      .tuple(inner.text, inner.text, inner.text, fc.constantFrom(true, false, null), smallFold)
      .map(([t, l, r, g, f]) => b.call("between", "string", [t, l, r, b.literal(g)], f)),
    fc.array(fc.oneof(inner.text, inner.number), { minLength: 1, maxLength: 3 }).map((parts) => b.call("concat", "string", parts)),
    fc
      .oneof(inner.number, ...bound.filter((s) => s.type !== "date").map((s) => fc.constant(s)))
      .map((v) => b.call("string", "string", [v])),
  );
  const scalarNumber = fc.oneof(
    leafNumber,
    inner.text.map((t) => b.call("length", "long", [t])),
    fc.tuple(inner.text, inner.text, small, smallFold).map(([t, s, n, f]) => b.call("index-of", "long", [t, s, n], f)),
    fc.tuple(inner.text, fc.constantFrom(null, 10n, 16n)).map(([t, base]) => b.call("number", "double", [t, b.literal(base)])),
    fc.tuple(fc.constantFrom("+", "-", "*", "/", "%"), inner.number, inner.number).map(([o, l, r]) => b.arithmetic(o, l, r)),
    inner.number.map((n) => b.negate(n)),
  );
  return { text: scalarText, number: scalarNumber };
}

function tests(b: Builder, bound: readonly Scalar[], depth: number): fc.Arbitrary<Scalar> {
  const { text: t, number: n } = scalars(b, bound, depth);
  const where = fc.constantFrom("starts", "ends", "contains");
  const direct = bound.flatMap((s): fc.Arbitrary<Scalar>[] => {
    if (s.type === "boolean") return [fc.tuple(op, fc.boolean()).map(([o, v]) => b.compare(o, s, b.literal(v)))];
    if (s.type === "date")
      return [
        fc.tuple(op, fc.oneof(date, fc.constant(1714558830500n))).map(([o, v]) => b.compare(o, s, b.dateLiteral(v))),
        fc.array(date, { minLength: 1, maxLength: 3 }).map((vs) => b.inSet(s, vs)),
      ];
    if (s.type === "ip")
      return [
        fc.tuple(op, address).map(([o, v]) => b.compare(o, s, b.ipLiteral(v))),
        fc.constantFrom("10.0.0.0/8", "2001:db8::/32").map((v) => b.compare("==", s, b.ipLiteral(v))),
        fc.array(address, { minLength: 1, maxLength: 3 }).map((vs) => b.inSet(s, vs)),
        fc.subarray([...cidrs], { minLength: 1 }).map((ns) => b.cidr(s, ns)),
      ];
    return [];
  });
  const general = fc.oneof(
    fc.tuple(t, t, fold).map(([l, r, f]) => b.compare("==", l, r, f)),
    fc.tuple(op, t, t).map(([o, l, r]) => b.compare(o, l, r)),
    fc.tuple(op, n, n).map(([o, l, r]) => b.compare(o, l, r)),
    fc.tuple(t, fc.array(text, { minLength: 1, maxLength: 4 }), fold).map(([v, os, f]) => b.inSet(v, os, f)),
    fc.tuple(n, fc.array(fc.oneof(integer, double), { minLength: 1, maxLength: 4 })).map(([v, os]) => b.inSet(v, os)),
    fc
      .tuple(t, fc.array(patterns, { minLength: 1, maxLength: 3 }), fold, fc.constantFrom("cross", "stop"))
      .map(([v, ps, f, lines]) => b.wildcard(v, ps, f, lines)),
    fc.tuple(t, regex, fc.constantFrom<Fold>("none", "ascii", "lucene-10")).map(([v, r, f]) => b.regex(v, r.regex, r.source, f)),
    fc.tuple(where, t, t, fold).map(([w, v, needle, f]) => b.affix(w, v, needle, f)),
    fc.oneof(t, n).map((v) => b.isNull(v)),
  );
  const simple = direct.length > 0 ? fc.oneof(general, ...direct) : general;
  return fc.oneof({ weight: 6, arbitrary: simple }, { weight: 1, arbitrary: simple.map((s) => b.isNull(s)) });
}

const leaf = (b: Builder): fc.Arbitrary<Condition> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(...all).map((f): Condition => b.exists(f)) },
    {
      weight: 8,
      arbitrary: fc.tuple(fc.array(fc.constantFrom(...all), { minLength: 1, maxLength: 3 }), fc.nat({ max: 2 })).chain(([fs, depth]) => {
        const shell = b.any(fs.slice(0, depth === 0 ? 1 : fs.length), () => b.literal(true));
        const bound = shell.binds.map((bind): Scalar => {
          const family = familyOf(bind.field.type);
          return { kind: "bound", id: 0, span: shell.span, type: family === "none" ? "string" : family, variable: bind.variable };
        });
        return tests(b, bound, depth).map((test): Condition => ({ ...shell, test }));
      }),
    },
  );

export const condition: fc.Arbitrary<Condition> = fc.constant(null).chain(() => {
  const b = builder();
  const { tree } = fc.letrec<{ tree: Condition; leaf: Condition }>((tie) => ({
    leaf: leaf(b),
    tree: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      { weight: 3, arbitrary: tie("leaf") },
      { weight: 1, arbitrary: fc.array(tie("tree"), { minLength: 1, maxLength: 3 }).map((cs) => b.and(...cs)) },
      { weight: 1, arbitrary: fc.array(tie("tree"), { minLength: 1, maxLength: 3 }).map((cs) => b.or(...cs)) },
      { weight: 1, arbitrary: tie("tree").map((c) => b.not(c)) },
    ),
  }));
  return tree;
});

const scalarJson: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: text },
  { weight: 1, arbitrary: integer.map(Number) },
  { weight: 1, arbitrary: integer.map(String) },
  { weight: 1, arbitrary: double },
  { weight: 1, arbitrary: fc.constantFrom<Json>(true, false, null, "", "true", 3.7, -3.7, 1e19, "5.9", {}) },
  { weight: 1, arbitrary: date },
  { weight: 1, arbitrary: address },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Json>(
      1714558830500,
      1714558830500.7,
      "2024-02-30",
      "10.0.0.256",
      "01.2.3.4",
      "1:2",
      "2024-05-01T10:20:30.5Z",
    ),
  },
);
/** Values that suit the field, mostly. */
const suited = (f: Field): fc.Arbitrary<Json> => {
  switch (familyOf(f.type)) {
    case "string":
    case "none":
      return text;
    case "long":
      return fc.oneof(integer.map(Number), integer.map(String), fc.integer({ min: -10, max: 10 }));
    case "double":
      return fc.oneof(double, fc.integer({ min: -10, max: 10 }));
    case "boolean":
      return fc.boolean();
    case "date":
      return fc.oneof(date, fc.constantFrom<Json>(1714521600000, 1714558830500, 1717113600000));
    case "ip":
      return address;
  }
};
const jsonFor = (f: Field): fc.Arbitrary<Json> => {
  const one = fc.oneof({ weight: 5, arbitrary: suited(f) }, { weight: 1, arbitrary: scalarJson });
  return fc.oneof(
    { weight: 3, arbitrary: one },
    {
      weight: 2,
      arbitrary: fc.array(fc.oneof({ weight: 5, arbitrary: one }, { weight: 1, arbitrary: fc.array(one, { maxLength: 2 }) }), {
        maxLength: 3,
      }),
    },
  );
};

/** Puts a value at a path, split into keys at some of the dots, in an object of its own. */
const placed = (path: readonly string[], value: Json, cut: number): JsonObject => {
  const [head = "", ...rest] = path;
  if (rest.length === 0) return { [head]: value };
  const [next = "", ...others] = rest;
  if ((cut & 1) === 1) return placed([`${head}.${next}`, ...others], value, cut >> 1);
  const inner = placed(rest, value, cut >> 1);
  return { [head]: (cut & 4) === 4 ? [inner, {}] : inner };
};

function merged(a: Json | undefined, b: Json): Json {
  if (a === undefined) return b;
  if (isJsonObject(a) && isJsonObject(b)) {
    const out: Record<string, Json> = { ...a };
    for (const [key, value] of Object.entries(b)) out[key] = merged(out[key], value);
    return out;
  }
  return [a, b];
}

export const event: fc.Arbitrary<JsonObject> = fc
  .tuple(...all.map((f) => fc.option(fc.tuple(fc.constant(f), jsonFor(f), fc.nat({ max: 7 })), { freq: 3 })))
  .map((parts) =>
    parts.reduce<JsonObject>((e, part) => (part === null ? e : (merged(e, placed(part[0].path, part[1], part[2])) as JsonObject)), {}),
  ); // objects merge to objects
