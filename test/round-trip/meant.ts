import type { Condition } from "../../src/ir/condition.ts";
import { fieldName } from "../../src/ir/field.ts";
import type { Regex, WildcardPattern } from "../../src/ir/pattern.ts";
import type { Scalar } from "../../src/ir/scalar.ts";
import { scalarsOf } from "../../src/ir/walk.ts";
import {
  allOf,
  anyOf,
  type Claim,
  computed,
  constant,
  exists,
  matches as matching,
  normalised,
  not,
  type Pattern,
  type Piece,
  unreadable,
} from "./meaning.ts";

/** What values can be to a product. */
export interface Values {
  /** Can a test find this text, as the `whole` value that it is compared with or as a part of a pattern? A pattern with another one in it is matched by none. */
  holds(text: string, whole: boolean): boolean;
  /** Is an empty text no value of this field? Then one with a character at least is any. */
  neverEmpty(field: string): boolean;
}

const isFound = (values: Values, pattern: Pattern, fold: "none" | "ascii"): boolean =>
  pattern.every((p) => typeof p !== "object" || values.holds(p.text, pattern.length === 1 && fold === "none"));

/** What an artefact says of such values: a pattern that none of them can match is false, however it is written. */
export function saidOf(claim: Claim, values: Values): Claim {
  switch (claim.kind) {
    case "constant":
      return claim;
    case "and":
      return allOf(claim.operands.map((c) => saidOf(c, values)));
    case "or":
      return anyOf(claim.operands.map((c) => saidOf(c, values)));
    case "not":
      return not(saidOf(claim.operand, values));
    case "atom":
      return claim.test.kind === "matches" && !isFound(values, claim.test.pattern, claim.test.fold) ? constant(false) : claim;
  }
}

/** What a condition of these tests means. */
export function meant(condition: Condition, values: Values): Claim {
  const matches = (field: string, pattern: Pattern, fold: "none" | "ascii"): Claim => {
    if (!isFound(values, pattern, fold)) return constant(false);
    return values.neverEmpty(field) && normalised(pattern).join() === "one,many" ? exists(field) : matching(field, pattern, fold);
  };
  const meantBy = reader(matches, values);
  const go = (c: Condition): Claim => meant(c, values);
  switch (condition.kind) {
    case "constant":
      return constant(condition.value);
    case "and":
      return allOf(condition.operands.map(go));
    case "or":
      return anyOf(condition.operands.map(go));
    case "not":
      return not(go(condition.operand));
    case "exists":
      return exists(fieldName(condition.field));
    case "nested":
      return unreadable("a nested query");
    case "any": {
      const [bind] = condition.binds;
      return bind === undefined ? unreadable("a test of no field") : meantBy(condition.test, fieldName(bind.field));
    }
  }
}

const reader =
  (matches: typeof matching, values: Values) =>
  (test: Scalar, field: string): Claim => {
    const fold = "fold" in test && test.fold === "ascii" ? "ascii" : "none";
    const text = (t: unknown): Piece => ({ text: String(t) });
    if (test.kind === "compare" && test.op === "==" && test.left.kind === "bound" && test.right.kind === "literal")
      return matches(field, [text(test.right.value)], fold);
    if (test.kind === "in-set" && test.value.kind === "bound") return anyOf(test.options.map((o) => matches(field, [text(o.value)], fold)));
    if (test.kind === "wildcard" && test.value.kind === "bound")
      return anyOf(test.patterns.map((p) => matches(field, ofWildcard(p), fold)));
    if (test.kind === "regex" && test.value.kind === "bound") return matches(field, ofRegex(test.pattern), fold);
    if (test.kind === "affix" && test.value.kind === "bound" && test.needle.kind === "literal") {
      const before: Pattern = test.where === "starts" ? [] : ["many"];
      const after: Pattern = test.where === "ends" ? [] : ["many"];
      return matches(field, [...before, text(test.needle.value), ...after], fold);
    }
    if (test.kind === "is-null" && test.operand.kind === "bound") return not(exists(field));
    // nothing that is computed of such values is equal to a text that none of them can be
    if (test.kind === "compare" && test.op === "==" && test.right.kind === "literal" && !values.holds(String(test.right.value), true))
      return constant(false);
    return computed(
      field,
      [...scalarsOf(test)].flatMap((s) => (s.kind === "literal" && typeof s.value === "string" ? [s.value] : [])),
    );
  };

const ofWildcard = (pattern: WildcardPattern): Pattern => pattern.parts.map((p) => (p.kind === "text" ? { text: p.text } : p.kind));

function ofRegex(regex: Regex): Pattern {
  if (regex.kind === "empty") return [];
  if (regex.kind === "char") return [{ text: String.fromCodePoint(regex.codePoint) }];
  if (regex.kind === "any") return ["one"];
  if (regex.kind === "concat") return regex.parts.flatMap(ofRegex);
  if (regex.kind === "repeat" && regex.of.kind === "any" && regex.min === 0 && regex.max === null) return ["many"];
  return unreadable(`a regular expression with ${regex.kind}`);
}
