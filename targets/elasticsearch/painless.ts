/** Leaves that need a computation: a scalar test becomes a tree of calls into painless-library.ts over the values of the bound fields. */

import type { Code } from "../../src/diagnostics/diagnostic.ts";
import type { Any } from "../../src/ir/condition.ts";
import { fieldName, indexName } from "../../src/ir/field.ts";
import type { Fold } from "../../src/ir/fold.ts";
import type { WildcardPattern } from "../../src/ir/pattern.ts";
import type { Affix, Arithmetic, Call, Compare, InSet, Scalar, Wildcard } from "../../src/ir/scalar.ts";
import type { Value, ValueType } from "../../src/ir/value.ts";
import { familyOf } from "../../src/schema/es-type.ts";
import { assertNever } from "../../src/source/assert-never.ts";
import { type Context, refuse } from "./context.ts";
import type { Data } from "./json-text.ts";
import { networkText } from "./network.ts";
import { automatonData } from "./painless-automaton.ts";
import type { LibraryFunction } from "./painless-library.ts";
import type { PainlessExpression, PainlessScript } from "./painless-tree.ts";

interface Builder {
  readonly parameters: Record<string, Data>;
  readonly variables: ReadonlyMap<number, number>;
  readonly context: Context;
  canFail: boolean;
}

const nothing: PainlessExpression = { kind: "null" };
const flag = (value: boolean): PainlessExpression => ({ kind: "flag", value });
const call = (fn: LibraryFunction, ...args: readonly PainlessExpression[]): PainlessExpression => ({ kind: "call", function: fn, args });

/** The script of a leaf, or null, with the refusal recorded. */
export function leafScript(leaf: Any, context: Context): PainlessScript | null {
  const before = context.refusals.length;
  const parameters: Record<string, Data> = {};
  const fields = leaf.binds.map((bind, i) => {
    parameters[`f${i}`] = indexName(bind.field);
    const family = familyOf(bind.field.type);
    const { type } = bind.field;
    if (type === "text" || type === "match_only_text" || family === "none")
      refuse(
        context,
        "elasticsearch/field-type",
        leaf.span,
        `field \`${fieldName(bind.field)}\` of type ${type} has no values that a script could read`,
        "use a keyword sub-field if the index has one",
      );
    if (type === "unsigned_long")
      refuse(
        context,
        "elasticsearch/field-type",
        leaf.span,
        `a script reads values of \`${fieldName(bind.field)}\`, of type unsigned_long, beyond 2^63 as negative numbers`,
      );
    return `f${i}`;
  });
  const builder: Builder = {
    parameters,
    variables: new Map(leaf.binds.map((bind, i) => [bind.variable, i])),
    context,
    canFail: false,
  };
  const test = expression(leaf.test, builder);
  return context.refusals.length > before ? null : { fields, test, parameters, canFail: builder.canFail };
}

function parameter(builder: Builder, value: Data): PainlessExpression {
  const name = `c${Object.keys(builder.parameters).length - builder.variables.size}`;
  builder.parameters[name] = value;
  return { kind: "parameter", name };
}

function refused(builder: Builder, scalar: Scalar, code: Code, reason: string): PainlessExpression {
  refuse(builder.context, code, scalar.span, reason);
  return nothing;
}

const unavailable = "elasticsearch/script-unavailable";

function expression(scalar: Scalar, builder: Builder): PainlessExpression {
  switch (scalar.kind) {
    case "literal":
      return scalar.value === null ? nothing : parameter(builder, checked(scalar.value, scalar, builder));
    case "bound":
      return { kind: "variable", index: builder.variables.get(scalar.variable) ?? 0 };
    case "compare":
      return compareExpression(scalar, builder);
    case "in-set":
      return setExpression(scalar, builder);
    case "in-range":
      return refused(
        builder,
        scalar,
        "elasticsearch/field-type",
        "whether a value lies between two bounds is asked of an index, not of a script",
      );
    case "wildcard":
      return wildcardExpression(scalar, builder);
    case "regex": {
      const table = automatonData(scalar);
      if (table === null)
        return refused(builder, scalar, "elasticsearch/pattern-complexity", "the automaton of this pattern is too large for a script");
      return call("accepted", expression(scalar.value, builder), parameter(builder, table));
    }
    case "cidr":
      builder.canFail = true;
      return call("inNetwork", expression(scalar.value, builder), parameter(builder, scalar.networks.map(networkText)));
    case "affix":
      return affixExpression(scalar, builder);
    case "is-null":
      return call("isNull", expression(scalar.operand, builder));
    case "arithmetic":
      builder.canFail = true;
      return call(operations[scalar.op], expression(scalar.left, builder), expression(scalar.right, builder));
    case "negate":
      builder.canFail = true;
      return call("negate", expression(scalar.operand, builder));
    case "call":
      return callExpression(scalar, builder);
    default:
      return assertNever(scalar);
  }
}

/** A constant as a parameter. JSON has no infinity, and a whole number beyond 64 bits arrives as a type that Painless does not compute with. */
function checked(value: Exclude<Value, null>, at: Scalar, builder: Builder): Data {
  const long = typeof value === "bigint" && (value < -(2n ** 63n) || value >= 2n ** 63n);
  if (!long && !(typeof value === "number" && !Number.isFinite(value))) return value;
  refused(builder, at, "elasticsearch/number-range", `the number ${value} cannot be given to a script`);
  return null;
}

const operations = {
  "+": "add",
  "-": "subtract",
  "*": "multiply",
  "/": "divide",
  "%": "remainder",
} as const satisfies Record<Arithmetic["op"], LibraryFunction>;

type Kind = "numbers" | "texts" | "booleans" | "other";

/** How two operands compare; a null literal goes with anything. */
function kindOf(...types: readonly ValueType[]): Kind {
  const kinds = new Set(
    types
      .filter((t) => t !== "null")
      .map((t): Kind => (t === "long" || t === "double" ? "numbers" : t === "string" ? "texts" : t === "boolean" ? "booleans" : "other")),
  );
  const [only] = kinds;
  return kinds.size === 1 && only !== undefined ? only : kinds.size === 0 ? "booleans" : "other";
}

const numberTests = {
  "==": "equal",
  "<": "less",
  "<=": "lessOrEqual",
  ">": "greater",
  ">=": "greaterOrEqual",
} as const satisfies Record<Compare["op"], LibraryFunction>;
const textTests = {
  "==": "same",
  "<": "textLess",
  "<=": "textLessOrEqual",
  ">": "textGreater",
  ">=": "textGreaterOrEqual",
} as const satisfies Record<Compare["op"], LibraryFunction>;

function compareExpression(scalar: Compare, builder: Builder): PainlessExpression {
  const kind = kindOf(scalar.left.type, scalar.right.type);
  const operands = (): readonly PainlessExpression[] => [expression(scalar.left, builder), expression(scalar.right, builder)];
  switch (kind) {
    case "numbers":
      return call(numberTests[scalar.op], ...operands());
    case "texts":
      if (scalar.fold === "none" || scalar.op !== "==") return call(textTests[scalar.op], ...operands());
      return call("same", lowered(scalar.left, scalar.fold, builder), lowered(scalar.right, scalar.fold, builder));
    case "booleans":
      if (scalar.op === "==") return call("same", ...operands());
      return call(numberTests[scalar.op], ...operands().map((o) => call("rank", o)));
    case "other":
      return refused(builder, scalar, unavailable, `a script has no comparison of ${scalar.left.type} and ${scalar.right.type}`);
  }
}

function setExpression(scalar: InSet, builder: Builder): PainlessExpression {
  const values: Data[] = [];
  for (const option of scalar.options) if (option.value !== null) values.push(checked(option.value, option, builder));
  const kind = kindOf(scalar.value.type, ...scalar.options.map((o) => o.type));
  switch (kind) {
    case "numbers":
      return call("oneOfNumbers", expression(scalar.value, builder), parameter(builder, values));
    case "texts": {
      const texts = values.map((v) => (typeof v === "string" ? lowerText(v, scalar.fold) : v));
      return call("oneOf", lowered(scalar.value, scalar.fold, builder), parameter(builder, texts));
    }
    case "booleans":
      return call("oneOf", expression(scalar.value, builder), parameter(builder, values));
    case "other":
      return refused(builder, scalar, unavailable, `a script has no comparison of ${scalar.value.type} with these values`);
  }
}

/** Both sides of a test that ignores case are lowered, a constant here and a value in the script. `lucene-10` is a folding of patterns alone. */
function lowered(scalar: Scalar, fold: Fold, builder: Builder): PainlessExpression {
  if (scalar.kind === "literal" && typeof scalar.value === "string") return parameter(builder, lowerText(scalar.value, fold));
  const value = expression(scalar, builder);
  switch (fold) {
    case "none":
    case "lucene-10":
      return value;
    case "ascii":
      return call("lowerAscii", value);
    case "java-root":
      return call("lower", value);
    default:
      return assertNever(fold);
  }
}

/** JavaScript's mapping is Unicode's full one, the same as Java's toLowerCase(Locale.ROOT). */
function lowerText(text: string, fold: Fold): string {
  if (fold === "java-root") return text.toLowerCase();
  return fold === "ascii" ? text.replace(/[A-Z]/g, (c) => c.toLowerCase()) : text;
}

function wildcardExpression(scalar: Wildcard, builder: Builder): PainlessExpression {
  if (scalar.fold === "lucene-10")
    return refused(builder, scalar, unavailable, `a script has no wildcards with the folding ${scalar.fold}`);
  const folded = scalar.fold === "java-root";
  const value = expression(scalar.value, builder);
  return call(
    "like",
    folded ? call("lower", value) : value,
    parameter(
      builder,
      scalar.patterns.map((p) => patternData(p, folded)),
    ),
    flag(scalar.fold === "ascii"),
    flag(scalar.lines === "stop"),
  );
}

/** The form that `like` reads: a mark for each UTF-16 unit, `=` for itself. */
function patternData(pattern: WildcardPattern, lower: boolean): Data {
  let text = "";
  let marks = "";
  for (const part of pattern.parts) {
    const own = part.kind === "text" ? (lower ? lowerText(part.text, "java-root") : part.text) : part.kind === "one" ? "?" : "*";
    text += own;
    marks += part.kind === "text" ? "=".repeat(own.length) : own;
  }
  return { text, marks };
}

function affixExpression(scalar: Affix, builder: Builder): PainlessExpression {
  return call(scalar.where, lowered(scalar.value, scalar.fold, builder), lowered(scalar.needle, scalar.fold, builder));
}

function callExpression(scalar: Call, builder: Builder): PainlessExpression {
  const args = scalar.args.map((arg) => expression(arg, builder));
  const arg = (i: number): PainlessExpression => args[i] ?? nothing;
  const fold = flag(scalar.fold === "java-root");
  switch (scalar.fn) {
    case "length":
      return call("length", arg(0));
    case "string":
      return call("text", arg(0));
    case "concat":
      return call("concat", { kind: "list", items: args });
    case "substring":
      return call("substring", arg(0), arg(1), arg(2));
    case "index-of":
      return call("indexOf", arg(0), arg(1), arg(2), fold);
    case "between":
      builder.canFail = true;
      return call("between", arg(0), arg(1), arg(2), arg(3), fold);
    case "number":
      builder.canFail = true;
      return call("number", arg(0), arg(1));
    default:
      return refused(builder, scalar, "elasticsearch/function-unavailable", `no script for the function \`${scalar.fn}\``);
  }
}
