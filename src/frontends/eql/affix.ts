import { warning } from "../../diagnostics/diagnostic.ts";
import { functionOf } from "../../functions/index.ts";
import type { Field } from "../../ir/field.ts";
import type { Affix, Scalar } from "../../ir/scalar.ts";
import { mapScalars } from "../../ir/walk.ts";
import type { Span } from "../../source/span.ts";
import { booleanConstant, nullOf } from "./constant.ts";
import {
  any,
  bound,
  constantTerm,
  exists,
  known,
  type LeafBinds,
  type Lowering,
  literal,
  open,
  scalarOf,
  scalarTerm,
  type Term,
  type Truth,
} from "./lowering.ts";

type Where = Affix["where"];

/** `startsWith(field, "constant")` and its kin on the index. Any string starts and ends with "" and, here, contains it. */
export function affixField(
  lowering: Lowering,
  where: Where,
  field: Field,
  at: Span,
  needle: Extract<Term, { kind: "constant" }>,
  insensitive: boolean,
  span: Span,
): Truth {
  const { value: text } = needle.constant;
  if (typeof text !== "string") return known(null);
  if (text === "") return open(exists(lowering, field, span));
  warnOfWildcards(lowering, where, text, needle.span);
  const leaf: LeafBinds = { binds: [] };
  const value = bound(lowering, field, "index", at, leaf);
  const fold = insensitive ? "ascii" : "none";
  const test: Affix = {
    kind: "affix",
    id: lowering.ids.node(),
    span,
    type: "boolean",
    where,
    value,
    needle: literal(lowering, "string", text, needle.span),
    fold,
  };
  return open(any(lowering, leaf, test));
}

/**
 * Elasticsearch splices the string unescaped into a wildcard pattern (seen in QueryTranslator; `prefix` is taken literally), so that these characters would be
 * live there. The documentation says otherwise, and so do we.
 */
function warnOfWildcards(lowering: Lowering, where: Where, text: string, span: Span): void {
  const found = where === "starts" ? null : /[*?\\]/.exec(text);
  if (found === null) return;
  lowering.report(
    warning(
      "eql/needle-wildcards",
      `\`${found[0]}\` is taken literally here; some versions of Elasticsearch read it as part of a pattern`,
      span,
      {
        help: "to be safe write a test with `like` or `:`",
      },
    ),
  );
}

/** The same on computed values or with a computed needle: a script, which folds in Unicode, and where nothing contains "" and "" contains nothing. */
export function affixTerm(lowering: Lowering, where: Where, text: Term, needle: Term, insensitive: boolean, span: Span): Term | null {
  const needleText = needle.kind === "constant" ? needle.constant.value : undefined;
  const whole = text.kind === "constant" ? text.constant.value : undefined;
  if (needleText === null || whole === null)
    return constantTerm(nullOf(...[text, needle].flatMap((t) => (t.kind === "constant" ? [t.constant] : []))), span);
  if (typeof needleText === "string" && typeof whole === "string")
    return constantTerm(booleanConstant(holds(where, whole, needleText, insensitive)), span);
  if (where === "contains" && (needleText === "" || whole === "")) return constantTerm(booleanConstant(false), span);
  const value = scalarOf(lowering, text);
  const part = scalarOf(lowering, needle);
  const test: Affix = {
    kind: "affix",
    id: lowering.ids.node(),
    span,
    type: "boolean",
    where,
    value,
    needle: part,
    fold: insensitive ? "java-root" : "none",
  };
  return scalarTerm(where === "contains" && needle.kind === "scalar" ? unlessEmpty(lowering, test, part, span) : test);
}

function holds(where: Where, whole: string, part: string, insensitive: boolean): boolean {
  const text = insensitive ? whole.toLowerCase() : whole;
  const needle = insensitive ? part.toLowerCase() : part;
  switch (where) {
    case "starts":
      return text.startsWith(needle);
    case "ends":
      return text.endsWith(needle);
    case "contains":
      return text !== "" && needle !== "" && text.includes(needle);
  }
}

/** `contains == (length(needle) > 0)`: false for an empty needle, which every string contains, and the same as `contains` for any other. */
function unlessEmpty(lowering: Lowering, test: Affix, needle: Scalar, span: Span): Scalar {
  const length = functionOf("length");
  const again = copied(lowering, needle);
  const size: Scalar = {
    kind: "call",
    id: lowering.ids.node(),
    span,
    type: "long",
    fn: length?.name ?? "length",
    args: [again],
    fold: "none",
  };
  const filled: Scalar = {
    kind: "compare",
    id: lowering.ids.node(),
    span,
    type: "boolean",
    op: ">",
    left: size,
    right: literal(lowering, "long", 0n, span),
    fold: "none",
  };
  return { kind: "compare", id: lowering.ids.node(), span, type: "boolean", op: "==", left: test, right: filled, fold: "none" };
}

/** The same scalar once more, of the same variables, with ids of its own. */
function copied(lowering: Lowering, scalar: Scalar): Scalar {
  return mapScalars(scalar, (s) => ({ ...s, id: lowering.ids.node() }));
}
