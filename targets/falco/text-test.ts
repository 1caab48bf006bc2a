import type { Fold } from "../../src/ir/fold.ts";
import type { Regex, WildcardPart } from "../../src/ir/pattern.ts";
import type { Affix, CompareOp, Literal, Scalar, Wildcard } from "../../src/ir/scalar.ts";
import { assertNever } from "../../src/source/assert-never.ts";
import { foldRegex, needleFolding, type Where } from "../../src/target/folding.ts";
import { unquotable } from "./print.ts";

/**
 * What a scalar test asks of one text, in the few shapes that Falco's operators can answer. `patterns`: the whole text matches one of them, where `fold`
 * is what Falco's `tolower` and `iglob` do (ASCII). `regex`: folding is already written out. `length`: in UTF-16 code units, as Elasticsearch counts.
 */
export type TextTest =
  | { readonly kind: "patterns"; readonly patterns: readonly Pattern[]; readonly fold: "none" | "ascii" }
  | { readonly kind: "regex"; readonly regex: Regex }
  | { readonly kind: "length"; readonly op: CompareOp; readonly length: bigint };

export type Pattern = readonly WildcardPart[];

export type TextTestResult = { readonly ok: true; readonly test: TextTest } | { readonly ok: false; readonly reason: string };

const done = (test: TextTest): TextTestResult => ({ ok: true, test });
const refused = (reason: string): TextTestResult => ({ ok: false, reason });

const many: WildcardPart = { kind: "many" };
const words = (text: string): Pattern => (text === "" ? [] : [{ kind: "text", text }]);

/** Reads the test of an `any` leaf with one bound text. A test of any other shape is refused with a reason. */
export function textTestOf(test: Scalar): TextTestResult {
  switch (test.kind) {
    case "compare":
      return test.left.kind === "call" || test.right.kind === "call" ? lengthTest(test) : equality(test);
    case "in-set": {
      if (test.value.kind !== "bound") return refused("a computed value cannot be compared in Falco");
      const texts = test.options.map(textOf);
      return texts.every((t) => t !== null) ? oneOf(texts, test.fold, "whole") : refused("a text is compared with values of another type");
    }
    case "wildcard":
      return test.value.kind === "bound" ? wildcard(test) : refused("a wildcard over a computed value has no Falco form");
    case "affix":
      return affix(test);
    case "regex": {
      if (test.value.kind !== "bound") return refused("a regular expression over a computed value has no Falco form");
      if (test.fold === "java-root") return refused("a regular expression under full Unicode folding has no Falco form");
      return done({ kind: "regex", regex: foldRegex(test.pattern, test.fold) });
    }
    case "literal":
    case "bound":
    case "in-range":
    case "cidr":
    case "is-null":
    case "arithmetic":
    case "negate":
    case "call":
      return refused(`a test of kind \`${test.kind}\` on a text has no Falco form`);
    default:
      return assertNever(test);
  }
}

/** Texts compare with the JSON text of numbers and booleans, as Elasticsearch indexes them in a keyword field. */
const textOf = (literal: Literal): string | null => (literal.value === null ? null : String(literal.value));

function equality(test: Extract<Scalar, { kind: "compare" }>): TextTestResult {
  const literal = test.right.kind === "literal" ? test.right : test.left.kind === "literal" ? test.left : null;
  const bound = test.right.kind === "bound" || test.left.kind === "bound";
  if (literal === null || !bound) return refused("Falco compares a field with a constant only");
  if (test.op !== "==") return refused("Falco's `<` and `>` compare numbers only, not texts");
  const text = textOf(literal);
  return text === null ? refused("a text is compared with null") : oneOf([text], test.fold, "whole");
}

function lengthTest(test: Extract<Scalar, { kind: "compare" }>): TextTestResult {
  const flipped: Readonly<Record<CompareOp, CompareOp>> = { "==": "==", "<": ">", "<=": ">=", ">": "<", ">=": "<=" };
  const [call, literal, op] = test.left.kind === "call" ? [test.left, test.right, test.op] : [test.right, test.left, flipped[test.op]];
  if (call.kind !== "call" || call.fn !== "length" || call.args[0]?.kind !== "bound")
    return refused(`the function \`${call.kind === "call" ? call.fn : "?"}\` has no Falco form`);
  if (literal.kind !== "literal" || typeof literal.value !== "bigint")
    return refused("a length is compared with something else than a whole number");
  return done({ kind: "length", op, length: literal.value });
}

function affix(test: Affix): TextTestResult {
  if (test.value.kind !== "bound" || test.needle.kind !== "literal")
    return refused("Falco looks for a constant in a field, not the other way round");
  const needle = textOf(test.needle);
  return needle === null ? refused("a text is compared with null") : oneOf([needle], test.fold, test.where);
}

const around = (text: string, where: Where): Pattern => {
  const before = where === "ends" || where === "contains" ? [many] : [];
  const after = where === "starts" || where === "contains" ? [many] : [];
  return [...before, ...words(text), ...after];
};

function oneOf(texts: readonly string[], fold: Fold, where: Where): TextTestResult {
  const problem = texts.map(unquotable).find((p) => p !== null);
  if (problem !== undefined) return refused(problem);
  if (fold === "none" || fold === "ascii") return done({ kind: "patterns", patterns: texts.map((t) => around(t, where)), fold });
  const options: Regex[] = [];
  for (const text of texts) {
    const folding = needleFolding(text, fold, where);
    if (!folding.ok) return refused(folding.reason);
    const letters = folding.classes.map(classOf);
    const before = where === "ends" || where === "contains" ? [anything] : [];
    const after = where === "starts" || where === "contains" ? [anything] : [];
    options.push({ kind: "concat", parts: [...before, ...letters, ...after] });
  }
  return done({ kind: "regex", regex: { kind: "choice", options } });
}

const classOf = (codePoints: readonly number[]): Regex => ({
  kind: "class",
  negated: false,
  items: codePoints.map((codePoint) => ({ kind: "single", codePoint })),
});
const anything: Regex = { kind: "repeat", of: { kind: "any" }, min: 0, max: null };

/** What java.util.regex stops at without DOTALL. */
const lineTerminators = [0x0a, 0x0d, 0x85, 0x2028, 0x2029];
const noTerminator: Regex = {
  kind: "class",
  negated: true,
  items: lineTerminators.map((codePoint) => ({ kind: "single", codePoint })),
};

function wildcard(test: Wildcard): TextTestResult {
  const patterns = test.patterns.map((p) => p.parts);
  const problem = patterns.flat().map((part) => (part.kind === "text" ? unquotable(part.text) : null));
  const first = problem.find((p) => p !== null);
  if (first !== undefined) return refused(first);
  if (test.fold === "java-root") return refused("a wildcard under full Unicode folding has no Falco form");
  if (test.lines === "cross" && (test.fold === "none" || test.fold === "ascii"))
    return done({ kind: "patterns", patterns, fold: test.fold });
  const one: Regex = test.lines === "stop" ? noTerminator : { kind: "any" };
  return done({ kind: "regex", regex: foldRegex({ kind: "choice", options: patterns.map((p) => regexOf(p, one)) }, test.fold) });
}

/** A wildcard pattern as a regular expression in which `one` is what `?` stands for. */
export function regexOf(pattern: Pattern, one: Regex = { kind: "any" }): Regex {
  const parts = pattern.flatMap((part): readonly Regex[] => {
    switch (part.kind) {
      case "text":
        return [...part.text].map((c) => ({ kind: "char", codePoint: c.codePointAt(0) ?? 0 }));
      case "one":
        return [one];
      case "many":
        return [{ kind: "repeat", of: one, min: 0, max: null }];
      default:
        return assertNever(part);
    }
  });
  return { kind: "concat", parts };
}

/** Does the test hold for the empty text? Decides whether a field that is empty where it is missing needs a guard. */
export function acceptsEmpty(test: TextTest): boolean {
  switch (test.kind) {
    case "patterns":
      return test.patterns.some((p) => p.every((part) => part.kind === "many" || (part.kind === "text" && part.text === "")));
    case "regex":
      return nullable(test.regex);
    case "length":
      return compareLength(0n, test.op, test.length);
    default:
      return assertNever(test);
  }
}

function compareLength(length: bigint, op: CompareOp, with_: bigint): boolean {
  switch (op) {
    case "==":
      return length === with_;
    case "<":
      return length < with_;
    case "<=":
      return length <= with_;
    case ">":
      return length > with_;
    case ">=":
      return length >= with_;
    default:
      return assertNever(op);
  }
}

function nullable(regex: Regex): boolean {
  switch (regex.kind) {
    case "empty":
      return true;
    case "nothing":
    case "char":
    case "any":
    case "class":
    case "interval":
      return false;
    case "concat":
      return regex.parts.every(nullable);
    case "choice":
      return regex.options.some(nullable);
    case "all":
      return regex.operands.every(nullable);
    case "repeat":
      return regex.min === 0 || nullable(regex.of);
    case "except":
      return !nullable(regex.of);
    default:
      return assertNever(regex);
  }
}
