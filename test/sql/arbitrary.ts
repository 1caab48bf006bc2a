import fc from "fast-check";
import type { Condition } from "../../src/ir/condition.ts";
import type { Field } from "../../src/ir/field.ts";
import type { Fold } from "../../src/ir/fold.ts";
import type { Network, Regex } from "../../src/ir/pattern.ts";
import type { CompareOp, Scalar } from "../../src/ir/scalar.ts";
import type { JsonObject } from "../../src/source/json.ts";
import { builder, field } from "../ir-builder.ts";

/** Conditions and events that meet each other: a few fields of every type, and texts over a small and nasty alphabet. */
const b = builder();

export const fields = {
  s: field("s.t"),
  u: field("u"),
  list: field("l", "keyword", { array: true }),
  n: field("n.p", "long"),
  m: field("m", "long", { array: true }),
  d: field("d", "double"),
  b: field("b", "boolean"),
  ip: field("i.p", "ip"),
  at: field("when", "date"),
  gone: field("gone", "keyword", { mapped: false }),
} satisfies Record<string, Field>;

const characters = [
  "a",
  "b",
  "A",
  "B",
  "k",
  "K",
  "s",
  "\u212a",
  "\u017f",
  "é",
  "É",
  "ß",
  "i",
  "\u0130",
  "\u0131",
  "σ",
  "Σ",
  "*",
  "?",
  "[",
  "]",
  "^",
  "-",
  "\\",
  "%",
  "_",
  "!",
  "'",
  "\n",
  "😀",
  "𐐀",
  "𐐨",
  "0",
  "7",
  " ",
];
const short = fc.string({ unit: fc.constantFrom(...characters), maxLength: 5 });
export const text = fc.oneof(
  { weight: 4, arbitrary: short },
  { weight: 1, arbitrary: fc.constantFrom("ab", "aab", "42", "-7", "3.7", "true", "", "0x1f", "1e3", "abab") },
);

const small = fc.oneof(fc.bigInt({ min: -9n, max: 9n }), fc.constantFrom(42n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n)));
const double = fc.constantFrom(0, -0.5, 0.1, 1, 2.5, 7, 1e10, -3, 9007199254740992, 1e300, -1e300);
const address = fc.constantFrom("10.0.0.1", "10.255.0.1", "192.168.1.1", "::1", "fe80::1", "::ffff:10.0.0.1", "255.255.255.255", "0.0.0.0");
const date = fc.constantFrom(
  "2024-05-01",
  "2024-05-01T10:00:00Z",
  "2024-05-01T10:00:00.123Z",
  "2024-05-01T23:59:59.999+02:00",
  "2023",
  "2024-05",
  1714557600000,
);

const junk = fc.constantFrom(null, [], {}, "x", true, 5, "1.2.3", "999999999999999999999");
const one = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 5, arbitrary: value }, { weight: 3, arbitrary: fc.array(value, { maxLength: 3 }) }, { weight: 1, arbitrary: junk });
const numberJson = fc.oneof(
  fc.integer({ min: -9, max: 9 }),
  double,
  fc.constantFrom("42", "-7", " 5 ", "3.7", 9007199254740992, "9223372036854775807"),
);

/** Dotted and nested spellings, lists, junk of other types. */
export const event: fc.Arbitrary<JsonObject> = fc
  .record(
    {
      "s.t": one(text),
      s: fc.oneof(fc.record({ t: one(text) }), fc.array(fc.record({ t: text }, { requiredKeys: [] }), { maxLength: 2 })),
      u: one(text),
      l: one(text),
      n: fc.record({ p: one(numberJson) }),
      m: one(numberJson),
      d: one(fc.oneof(double, fc.constantFrom("2.5", "x"))),
      b: one(fc.constantFrom(true, false, "true", "false", "")),
      i: fc.record({ p: one(address) }),
      when: one(date),
    },
    { requiredKeys: [] },
  )
  .map((record) => JSON.parse(JSON.stringify(record)) as JsonObject);

const op: fc.Arbitrary<CompareOp> = fc.constantFrom("==", "==", "<", "<=", ">", ">=");
const fold: fc.Arbitrary<Fold> = fc.constantFrom("none", "none", "ascii", "java-root");
const textField = fc.constantFrom(fields.s, fields.u, fields.list);

const pattern = fc.string({ unit: fc.constantFrom(...characters, "*", "*", "?", "?"), maxLength: 6 });

const codePoint = fc.constantFrom(...characters).map((c) => c.codePointAt(0) ?? 0);
export const regex: fc.Arbitrary<Regex> = fc.letrec<{ r: Regex }>((tie) => ({
  r: fc.oneof(
    { maxDepth: 3 },
    codePoint.map((c): Regex => ({ kind: "char", codePoint: c })),
    fc.constant<Regex>({ kind: "any" }),
    fc.constant<Regex>({ kind: "empty" }),
    fc
      .tuple(
        fc.boolean(),
        fc.array(
          fc.oneof(
            codePoint.map((c) => ({ kind: "single" as const, codePoint: c })),
            fc.tuple(codePoint, codePoint).map(([x, y]) => ({ kind: "range" as const, from: Math.min(x, y), to: Math.max(x, y) })),
          ),
          { minLength: 1, maxLength: 3 },
        ),
      )
      .map(([negated, items]): Regex => ({ kind: "class", negated, items })),
    fc.array(tie("r"), { minLength: 1, maxLength: 3 }).map((parts): Regex => ({ kind: "concat", parts })),
    fc.array(tie("r"), { minLength: 1, maxLength: 3 }).map((options): Regex => ({ kind: "choice", options })),
    fc
      .tuple(tie("r"), fc.constantFrom<readonly [number, number | null]>([0, null], [1, null], [0, 1], [2, 2], [1, 3]))
      .map(([of, [min, max]]): Regex => ({ kind: "repeat", of, min, max })),
    fc.tuple(tie("r"), tie("r")).map(([x, y]): Regex => ({ kind: "all", operands: [x, y] })),
    tie("r").map((of): Regex => ({ kind: "except", of })),
    fc.constantFrom<Regex>({ kind: "interval", from: 0, to: 42, digits: 0 }, { kind: "interval", from: 7, to: 12, digits: 2 }),
  ),
})).r;

const network = fc.constantFrom<Network>(
  { text: "10.0.0.0/8", bytes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 10, 0, 0, 0], prefix: 104, span: { start: 0, end: 0 } },
  { text: "fe80::/10", bytes: [254, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], prefix: 10, span: { start: 0, end: 0 } },
  { text: "192.168.1.0/25", bytes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 192, 168, 1, 0], prefix: 121, span: { start: 0, end: 0 } },
);

/** Leaves that a database compares without computing. */
export const simpleLeaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.constantFrom(...Object.values(fields)).map((f) => b.exists(f)),
  fc.tuple(textField, op, text, fold).map(([f, o, t, fo]) => b.any([f], (v) => b.compare(o, v, b.literal(t), o === "==" ? fo : "none"))),
  fc.tuple(textField, fc.array(text, { minLength: 1, maxLength: 3 }), fold).map(([f, ts, fo]) => b.any([f], (v) => b.inSet(v, ts, fo))),
  fc
    .tuple(
      textField,
      fc.array(pattern, { minLength: 1, maxLength: 2 }),
      fold,
      fc.constantFrom("cross" as const, "cross" as const, "stop" as const),
    )
    .map(([f, ps, fo, lines]) => b.any([f], (v) => b.wildcard(v, ps, fo, lines))),
  fc
    .tuple(textField, regex, fc.constantFrom<Fold>("none", "ascii", "lucene-10"))
    .map(([f, r, fo]) => b.any([f], (v) => b.regex(v, r, "", fo))),
  fc
    .tuple(textField, fc.constantFrom("starts" as const, "ends" as const, "contains" as const), text, fold)
    .map(([f, w, t, fo]) => b.any([f], (v) => b.affix(w, v, b.literal(t), fo))),
  fc
    .tuple(fc.constantFrom(fields.n, fields.m), op, fc.oneof(small, double))
    .map(([f, o, n]) => b.any([f], (v) => b.compare(o, v, b.literal(n)))),
  fc.tuple(op, fc.oneof(small, double)).map(([o, n]) => b.any([fields.d], (v) => b.compare(o, v, b.literal(n)))),
  fc
    .tuple(fc.constantFrom(fields.n, fields.d), fc.array(fc.oneof(small, double), { minLength: 1, maxLength: 3 }))
    .map(([f, ns]) => b.any([f], (v) => b.inSet(v, ns))),
  fc.tuple(op, fc.boolean()).map(([o, t]) => b.any([fields.b], (v) => b.compare(o, v, b.literal(t)))),
  fc.tuple(op, address).map(([o, a]) => b.any([fields.ip], (v) => b.compare(o, v, b.ipLiteral(a)))),
  fc.constantFrom("10.0.0.0/8", "::/0", "fe80::1/128").map((n) => b.any([fields.ip], (v) => b.compare("==", v, b.literal(n)))),
  fc.array(network, { minLength: 1, maxLength: 2 }).map((ns) => b.any([fields.ip], (v) => b.cidr(v, ns))),
  fc.tuple(op, date).map(([o, d]) => b.any([fields.at], (v) => b.compare(o, v, b.dateLiteral(typeof d === "number" ? BigInt(d) : d)))),
  fc.tuple(network, fc.boolean()).map(([n, t]) => b.any([fields.ip], (v) => b.compare("==", b.cidr(v, [n]), b.literal(t)))),
  fc
    .tuple(textField, textField, fold)
    .map(([x, y, fo]) => b.any([x, y], (v, w) => b.affix("contains", v, w, fo === "java-root" ? "ascii" : fo))),
  fc
    .tuple(fc.constantFrom("starts" as const, "ends" as const), textField, text)
    .map(([w, f, t]) => b.any([f], (v) => b.affix(w, b.literal(t), v))),
  fc
    .tuple(fc.constantFrom(fields.n, fields.m), fc.bigInt({ min: -2n, max: 5n }))
    .map(([f, n]) => b.any([f], (v) => b.isNull(b.compare(">", v, b.literal(n))))),
);

const position = fc.oneof(fc.bigInt({ min: -4n, max: 5n }), fc.constantFrom(2n ** 31n, 2n ** 32n + 1n));

/** A text computed from one or two texts and a number. */
const computedText = (v: Scalar, w: Scalar, n: Scalar): fc.Arbitrary<Scalar> =>
  fc.oneof(
    fc
      .tuple(position, fc.option(position))
      .map(([x, y]) => b.call("substring", "string", [v, b.literal(x), ...(y === null ? [] : [b.literal(y)])])),
    fc.option(position).map((y) => b.call("substring", "string", [v, n, ...(y === null ? [] : [b.literal(y)])])),
    text.map((t) => b.call("substring", "string", [v, b.call("index-of", "long", [v, b.literal(t)])])),
    text.map((t) => b.call("substring", "string", [v, b.literal(0n), b.call("index-of", "long", [v, b.literal(t)])])),
    fc.tuple(text, fc.boolean()).map(([t, x]) => b.call("concat", "string", x ? [v, b.literal(t), w] : [b.literal(t), n, v])),
    fc.constant(b.call("string", "string", [n])),
    fc
      .tuple(text, text, fc.option(fc.boolean()), fc.constantFrom<Fold>("none", "java-root"))
      .map(([l, r, g, fo]) => b.call("between", "string", [v, b.literal(l), b.literal(r), ...(g === null ? [] : [b.literal(g)])], fo)),
  );
const computedLong = (v: Scalar, w: Scalar, n: Scalar): fc.Arbitrary<Scalar> =>
  fc.oneof(
    fc.constant(b.call("length", "long", [v])),
    fc
      .tuple(text, fc.option(position), fc.constantFrom<Fold>("none", "java-root"))
      .map(([t, s, fo]) => b.call("index-of", "long", [v, b.literal(t), ...(s === null ? [] : [b.literal(s)])], fo)),
    fc.constant(b.call("index-of", "long", [v, w, n])),
    fc
      .tuple(fc.constantFrom("+" as const, "-" as const, "*" as const, "/" as const, "%" as const), small)
      .map(([o, k]) => b.arithmetic(o, n, b.literal(k))),
    fc
      .tuple(fc.constantFrom("+" as const, "-" as const, "*" as const, "/" as const, "%" as const), small)
      .map(([o, k]) => b.arithmetic(o, b.literal(k), n)),
    small.map((k) => b.arithmetic("+", b.call("index-of", "long", [v, w]), b.literal(k))),
    fc.constant(b.negate(n)),
  );

const anyOp = fc.constantFrom("+" as const, "-" as const, "*" as const, "/" as const);

/** Floating arithmetic on a double and a long, and texts read as numbers. */
const numberLeaf: fc.Arbitrary<Condition> = fc.oneof(
  fc
    .tuple(anyOp, double, op, double)
    .map(([o, k, c, x]) => b.any([fields.d], (d) => b.compare(c, b.arithmetic(o, d, b.literal(k)), b.literal(x)))),
  fc.tuple(anyOp, op, double).map(([o, c, x]) => b.any([fields.d, fields.n], (d, n) => b.compare(c, b.arithmetic(o, d, n), b.literal(x)))),
  fc.tuple(op, double).map(([c, x]) => b.any([fields.d], (d) => b.compare(c, b.negate(d), b.literal(x)))),
  fc
    .tuple(textField, op, fc.oneof(fc.bigInt({ min: -9n, max: 42n }), double), fc.constantFrom(null, null, 10n, 16n))
    .map(([f, c, x, base]) =>
      b.any([f], (v) => b.compare(c, b.call("number", "double", base === null ? [v] : [v, b.literal(base)]), b.literal(x))),
    ),
);

/** Leaves that compute. */
export const computingLeaf: fc.Arbitrary<Condition> = fc
  .tuple(textField, textField, fc.constantFrom(fields.n, fields.m), fc.nat(10))
  .chain(([x, y, n, kind]) => {
    const leaf = (make: (v: Scalar, w: Scalar, k: Scalar) => fc.Arbitrary<Scalar>): fc.Arbitrary<Condition> => {
      let made: fc.Arbitrary<Scalar> | null = null;
      const any = b.any([x, y, n], (v, w, k) => {
        made = make(v, w, k);
        return v;
      });
      return (made ?? fc.constant(any.test)).map((test) => ({ ...any, test }));
    };
    if (kind < 4)
      return leaf((v, w, k) =>
        fc
          .tuple(computedText(v, w, k), fold, fc.oneof(text, pattern), fc.boolean())
          .map(([t, fo, s, wild]) => (wild ? b.wildcard(t, [s], fo) : b.compare("==", t, b.literal(s), fo))),
      );
    if (kind < 8)
      return leaf((v, w, k) =>
        fc.tuple(computedLong(v, w, k), op, fc.bigInt({ min: -3n, max: 9n })).map(([l, o, c]) => b.compare(o, l, b.literal(c))),
      );
    if (kind === 8) return numberLeaf;
    return leaf((v, w, k) => fc.oneof(computedLong(v, w, k), computedText(v, w, k)).map((t) => b.isNull(t)));
  });

export const logic = (leaf: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> =>
  fc.letrec<{ c: Condition }>((tie) => ({
    c: fc.oneof(
      { maxDepth: 3 },
      leaf,
      tie("c").map((c) => b.not(c)),
      fc.array(tie("c"), { minLength: 1, maxLength: 3 }).map((cs) => b.and(...cs)),
      fc.array(tie("c"), { minLength: 1, maxLength: 3 }).map((cs) => b.or(...cs)),
    ),
  })).c;
