import fc from "fast-check";
import { wordsOf } from "../../src/functions/words.ts";
import type { Condition } from "../../src/ir/condition.ts";
import type { Fold } from "../../src/ir/fold.ts";
import type { Scalar } from "../../src/ir/scalar.ts";
import { builder } from "../ir-builder.ts";
import { fields, text } from "./arbitrary.ts";

/** Leaves that need readings which SQL cannot make: two texts without regard to case, what `string()` writes, words. Fields and texts are those of arbitrary.ts. */
const b = builder();

const textField = fc.constantFrom(fields.s, fields.u, fields.list);
const where = fc.constantFrom("starts" as const, "ends" as const, "contains" as const);
const position = fc.bigInt({ min: -4n, max: 5n });

/** A text made of a field's, of a number and of a constant. */
const made = (v: Scalar, n: Scalar): fc.Arbitrary<Scalar> =>
  fc.oneof(
    fc.constant(v),
    fc
      .tuple(position, fc.option(position))
      .map(([x, y]) => b.call("substring", "string", [v, b.literal(x), ...(y === null ? [] : [b.literal(y)])])),
    text.map((t) => b.call("concat", "string", [v, b.literal(t)])),
    fc
      .tuple(text, position)
      .map(([t, x]) => b.call("concat", "string", [b.literal(t), b.call("substring", "string", [v, b.literal(x)]), n])),
    fc
      .tuple(text, position)
      .map(([t, x]) => b.call("substring", "string", [b.call("concat", "string", [v, b.literal(t), n]), b.literal(x)])),
  );

/** Leaves of two texts and a number. */
const two = (make: (v: Scalar, w: Scalar, n: Scalar) => fc.Arbitrary<Scalar>): fc.Arbitrary<Condition> =>
  fc.tuple(textField, textField).chain(([x, y]) => {
    let test: fc.Arbitrary<Scalar> | null = null;
    const any = b.any([x, y, fields.n], (v, w, n) => {
      test = make(v, w, n);
      return v;
    });
    return (test ?? fc.constant(any.test)).map((t) => ({ ...any, test: t }));
  });

const folded = two((v, w, n) =>
  fc.oneof(
    fc.tuple(where, made(v, n), made(w, n)).map(([p, x, y]) => b.affix(p, x, y, "java-root")),
    fc.tuple(made(v, n), made(w, n)).map(([x, y]) => b.compare("==", x, y, "java-root")),
    fc.tuple(made(v, n), fc.array(text, { minLength: 1, maxLength: 3 })).map(([x, ts]) => b.inSet(x, [...ts, "ΑΣ"], "java-root")),
    fc
      .tuple(made(v, n), fc.option(position), position)
      .map(([x, s, k]) =>
        b.compare("==", b.call("index-of", "long", [x, w, ...(s === null ? [] : [b.literal(s)])], "java-root"), b.literal(k)),
      ),
    fc
      .tuple(made(v, n), made(w, n))
      .map(([x, y]) =>
        b.compare("==", b.affix("contains", x, y, "java-root"), b.compare(">", b.call("length", "long", [y]), b.literal(0n))),
      ),
    made(v, n).map((x) => b.isNull(b.affix("starts", x, w, "java-root"))),
  ),
);

const addressText = fc.constantFrom("10.0.0.1", "0.0.0.1", "::1", "FE80::1", "e8", "1", "", ".");
const address = fc.oneof(
  fc
    .tuple(where, addressText, fc.constantFrom<Fold>("none", "java-root"))
    .map(([p, t, fo]) => b.any([fields.ip], (v) => b.affix(p, b.call("string", "string", [v]), b.literal(t), fo))),
  fc
    .tuple(where, textField, fc.constantFrom<Fold>("none", "java-root"))
    .map(([p, f, fo]) => b.any([fields.ip, f], (v, w) => b.affix(p, b.call("concat", "string", [v, b.literal("")]), w, fo))),
  where.map((p) => b.any([fields.ip, fields.ip], (v, w) => b.affix(p, b.call("string", "string", [v]), b.call("string", "string", [w])))),
);

const decimal = fc
  .constantFrom("0.0", "-0.5", "0.1", "1.0", "2.5", "7.0", "1.0E10", "-3.0", "9.007199254740992E15", "1.0E300")
  .map((t) => b.any([fields.d], (v) => b.compare("==", b.call("string", "string", [v]), b.literal(t))));

const words = fc
  .tuple(textField, fc.array(fc.array(text, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }))
  .map(([f, phrases]) =>
    b.any([f], (v) => b.call("has-words", "boolean", [v, ...phrases.map((p) => b.literal(wordsOf(p.join(" ")).join(" ")))])),
  );

export const derivedLeaf: fc.Arbitrary<Condition> = fc.oneof({ weight: 4, arbitrary: folded }, address, decimal, words);
