import type { WildcardPart } from "../../../src/ir/pattern.ts";
import type { Affix, Compare, InSet, Scalar, Wildcard } from "../../../src/ir/scalar.ts";
import { scalarsOf } from "../../../src/ir/walk.ts";
import { networkBounds } from "./address.ts";
import { lowerComparison } from "./comparison.ts";
import { type Context, refuse } from "./context.ts";
import { lowerLiteral } from "./literal.ts";
import { among, and, between, boolean, isNull, not, or, type Sql } from "./tree.ts";
import { matchesAll, plainText } from "./wildcard.ts";

/** What stands for each bound variable: an expression that is not null, or null where the field is missing. */
export type Environment = ReadonlyMap<number, Sql | null>;

/** A scalar as SQL. It never fails; `guards` must be true for its value to count. Null stands for the null of the rule. */
export interface Lowered {
  readonly sql: Sql;
  readonly guards: readonly Sql[];
}

export const plain = (sql: Sql): Lowered => ({ sql, guards: [] });

/** No test is true when any of its variables is null. */
export const isStrict = (test: Scalar): boolean => [...scalarsOf(test)].every((s) => s.kind !== "is-null" && s.kind !== "call");

/** The test of an `any` as SQL; null counts as false where it stands. */
export function lowerTest(context: Context, test: Scalar, environment: Environment): Sql {
  const lowered = lowerScalar(context, test, environment);
  return lowered === null ? boolean(false) : and(...lowered.guards, lowered.sql);
}

export function lowerScalar(context: Context, scalar: Scalar, environment: Environment): Lowered | null {
  switch (scalar.kind) {
    case "literal":
      return lowerLiteral(context, scalar);
    case "bound": {
      const sql = environment.get(scalar.variable) ?? null;
      return sql === null ? null : plain(sql);
    }
    case "compare":
      return lowerCompare(context, scalar, environment);
    case "in-set":
      return lowerInSet(context, scalar, environment);
    case "wildcard":
      return lowerWildcard(context, scalar, environment);
    case "affix":
      return lowerAffix(context, scalar, environment);
    case "cidr": {
      const value = lowerScalar(context, scalar.value, environment);
      if (value === null) return null;
      const ranges = scalar.networks.map((n) => networkBounds(n.bytes, n.prefix));
      return {
        ...value,
        sql: or(...ranges.map((r) => between(value.sql, { kind: "text", value: r.low }, { kind: "text", value: r.high }))),
      };
    }
    case "is-null": {
      const operand = lowerScalar(context, scalar.operand, environment);
      if (operand === null) return plain(boolean(true));
      return { ...operand, sql: scalar.operand.kind === "bound" ? boolean(false) : isNull(operand.sql) };
    }
    case "regex":
    case "arithmetic":
    case "negate":
    case "call":
      refuse(context, "sql/scalar", scalar.span, "not written yet");
      return plain(boolean(false));
  }
}

function lowerCompare(context: Context, compare: Compare, environment: Environment): Lowered | null {
  const left = lowerScalar(context, compare.left, environment);
  const right = lowerScalar(context, compare.right, environment);
  if (left === null || right === null) return null;
  return { sql: lowerComparison(context, compare, left.sql, right.sql), guards: [...left.guards, ...right.guards] };
}

function lowerInSet(context: Context, set: InSet, environment: Environment): Lowered | null {
  const value = lowerScalar(context, set.value, environment);
  if (value === null) return null;
  if (set.value.type === "string" && set.fold === "ascii") {
    const texts = set.options.flatMap((o) => (typeof o.value === "string" ? [o.value] : []));
    for (const option of set.options) lowerLiteral(context, option);
    return { ...value, sql: context.dialect.ascii.equal(value.sql, texts) };
  }
  if (set.value.type === "string" && set.fold === "none") {
    const options = set.options.flatMap((o) => lowerLiteral(context, o)?.sql ?? []);
    return { ...value, sql: among(value.sql, options) };
  }
  const tests = set.options.map((option) =>
    lowerComparison(
      context,
      { kind: "compare", id: set.id, span: option.span, type: "boolean", op: "==", left: set.value, right: option, fold: set.fold },
      value.sql,
      lowerLiteral(context, option)?.sql ?? boolean(false),
    ),
  );
  return { ...value, sql: or(...tests) };
}

/** Patterns without wildcards become one comparison with a set. */
function lowerWildcard(context: Context, wildcard: Wildcard, environment: Environment): Lowered | null {
  const value = lowerScalar(context, wildcard.value, environment);
  if (value === null) return null;
  const { dialect } = context;
  if (wildcard.fold === "java-root" || wildcard.fold === "lucene-10") {
    refuse(context, "sql/folding", wildcard.span, "not written yet");
    return plain(boolean(false));
  }
  for (const pattern of wildcard.patterns) {
    for (const part of pattern.parts) {
      const problem = part.kind === "text" ? dialect.syntax.quote.problem(part.text) : null;
      if (problem !== null) refuse(context, "sql/text", pattern.span, problem);
    }
  }
  const texts = wildcard.patterns.flatMap((p) => plainText(p) ?? []);
  const patterns = wildcard.patterns.filter((p) => plainText(p) === null);
  const equality =
    wildcard.fold === "ascii"
      ? dialect.ascii.equal(value.sql, texts)
      : among(
          value.sql,
          texts.map((t) => ({ kind: "text", value: t })),
        );
  return {
    ...value,
    sql: or(
      ...(texts.length === 0 ? [] : [equality]),
      ...patterns.map((p) => {
        if (wildcard.lines === "stop") return stopAtLines(context, wildcard, value.sql);
        if (matchesAll(p)) return not(isNull(value.sql));
        return wildcard.fold === "ascii" ? dialect.ascii.like(value.sql, p) : dialect.wildcard(value.sql, p);
      }),
    ),
  };
}

function stopAtLines(context: Context, wildcard: Wildcard, _value: Sql): Sql {
  refuse(context, "sql/scalar", wildcard.span, "not written yet");
  return boolean(false);
}

/** A constant needle makes a wildcard pattern. */
function lowerAffix(context: Context, affix: Affix, environment: Environment): Lowered | null {
  const { needle } = affix;
  if (needle.kind !== "literal" || typeof needle.value !== "string") {
    refuse(context, "sql/scalar", affix.span, "not written yet");
    return plain(boolean(false));
  }
  const many: WildcardPart = { kind: "many" };
  const parts: WildcardPart[] = [
    ...(affix.where === "starts" ? [] : [many]),
    { kind: "text", text: needle.value },
    ...(affix.where === "ends" ? [] : [many]),
  ];
  const { kind: _, ...node } = affix;
  return lowerWildcard(
    context,
    { ...node, kind: "wildcard", patterns: [{ parts, span: needle.span }], fold: affix.fold, lines: "cross" },
    environment,
  );
}
