import { toInt, toText } from "../../../src/functions/text.ts";
import type { Call, Scalar } from "../../../src/ir/scalar.ts";
import { lowerBetween } from "./between.ts";
import { type Context, refuse } from "./context.ts";
import type { TextFunctions } from "./dialect.ts";
import { noLowerCase, rootLower, rootLowered, rootProblem } from "./fold.ts";
import { lowerLiteral } from "./literal.ts";
import { type Environment, type Lowered, refused } from "./lowered.ts";
import { lowerScalar } from "./scalar.ts";
import { binary, call, integer, type Sql, text, when } from "./tree.ts";

/** The functions that have SQL; every other is refused. */
export function lowerCall(context: Context, fn: Call, environment: Environment): Lowered | null {
  switch (fn.fn) {
    case "length":
      return withText(context, fn.args[0], environment, (value) => context.dialect.text.utf16Length(value));
    case "unit-length":
      return withText(context, fn.args[0], environment, (value) => context.dialect.text.length(value));
    case "concat":
      return lowerConcat(context, fn, environment);
    case "string":
      return lowerString(context, fn.args[0], environment);
    case "substring":
    case "unit-substring":
      return lowerSubstring(context, fn, environment);
    case "index-of":
    case "unit-index-of":
      return lowerIndexOf(context, fn, environment);
    case "between":
      return lowerBetween(context, fn, environment);
    case "number":
      refuse(context, "sql/scalar", fn.span, "a number read from a text can only be compared with a constant here");
      return refused;
    case "has-words":
      refuse(context, "sql/scalar", fn.span, "only a field has its words ready: no SQL takes a text apart as Unicode bounds words");
      return refused;
    default:
      refuse(context, "sql/scalar", fn.span, `there is no SQL for \`${fn.fn}\``);
      return refused;
  }
}

function withText(context: Context, arg: Scalar | undefined, environment: Environment, make: (value: Sql) => Sql): Lowered | null {
  const value = arg === undefined ? null : lowerScalar(context, arg, environment);
  return value === null ? null : { ...value, sql: make(value.sql) };
}

/** Java's `toString` of a value of this static type. */
function lowerString(context: Context, arg: Scalar | undefined, environment: Environment): Lowered | null {
  if (arg === undefined) return null;
  if (arg.kind === "literal" && arg.value !== null) return lowerLiteral(context, { ...arg, type: "string", value: toText(arg.value) });
  switch (arg.type) {
    case "string":
      return lowerScalar(context, arg, environment);
    case "long":
      return withText(context, arg, environment, (value) => context.dialect.text.fromLong(value));
    case "boolean": {
      const value = lowerScalar(context, arg, environment);
      if (value === null) return null;
      const negative = value.nullable ? when({ kind: "not", operand: value.sql }, text("false")) : text("false");
      return { ...value, sql: when(value.sql, text("true"), negative) };
    }
    case "null":
      return null;
    default:
      refuse(context, "sql/scalar", arg.span, `a ${arg.type} is not written as Java writes it by any SQL function`);
      return refused;
  }
}

function lowerConcat(context: Context, fn: Call, environment: Environment): Lowered | null {
  const parts: Lowered[] = [];
  for (const arg of fn.args) {
    const part = lowerString(context, arg, environment);
    if (part === null) return null;
    parts.push(part);
  }
  const [only] = parts;
  return {
    sql: parts.length === 1 && only !== undefined ? only.sql : context.dialect.text.concat(parts.map((p) => p.sql)),
    guards: parts.flatMap((p) => p.guards),
    nullable: parts.some((p) => p.nullable),
  };
}

/** A position as a Java int: a constant where it is one. Null: the rule's null. */
type Position = { readonly constant: number } | { readonly lowered: Lowered };

function lowerPosition(context: Context, arg: Scalar | undefined, environment: Environment): Position | null {
  if (arg === undefined) return null;
  if (arg.kind === "literal") {
    const { value } = arg;
    return typeof value === "bigint" || typeof value === "number" ? { constant: toInt(value) } : null;
  }
  const lowered = lowerScalar(context, arg, environment);
  if (lowered === null) return null;
  if (arg.type !== "long") {
    refuse(context, "sql/scalar", arg.span, "a position that is no whole number");
    return { lowered: refused };
  }
  const isSmall = arg.kind === "call" && (arg.fn === "length" || arg.fn === "index-of");
  return { lowered: isSmall ? lowered : { ...lowered, sql: context.dialect.text.toInt(lowered.sql) } };
}

/**
 * A slice as Python takes it, in UTF-16 units, hence of the doubled text (`unit-substring`: of a text that has a code point for each unit). A null start gives the whole; that can also come about at run time, where
 * start is not found by index-of.
 */
function lowerSubstring(context: Context, fn: Call, environment: Environment): Lowered | null {
  const [arg, start, end] = fn.args;
  const value = arg === undefined ? null : lowerScalar(context, arg, environment);
  if (value === null) return null;
  const from = lowerPosition(context, start, environment);
  const to = lowerPosition(context, end, environment);
  if (from === null) return value;
  const fns = unitFunctions(context, fn);
  const doubled = fns.double(value.sql);
  const length = fns.length(doubled);
  const place = (p: Position): Sql => {
    const zero = integer(0);
    if ("constant" in p) return p.constant >= 0 ? integer(p.constant) : fns.greatest(zero, binary("+", length, integer(p.constant)));
    // greatest() leaves null out, so the null of an end that is not there is gone before
    const at = p.lowered.nullable ? call("coalesce", p.lowered.sql, length) : p.lowered.sql;
    return fns.greatest(zero, when(binary("<", at, zero), binary("+", at, length), at));
  };
  const first = place(from);
  // a null end, known or found at run time, is the end of the text
  const last = to === null ? null : place(to);
  const count = last === null ? null : countOf(context, first, last);
  const sliced = fns.undouble(fns.slice(doubled, first, count));
  const lowered = [from, to].flatMap((p) => (p !== null && "lowered" in p ? [p.lowered] : []));
  const fromIsNullable = "lowered" in from && from.lowered.nullable;
  return {
    sql: fromIsNullable ? when({ kind: "is-null", operand: from.lowered.sql }, value.sql, sliced) : sliced,
    guards: [...value.guards, ...lowered.flatMap((l) => l.guards)],
    nullable: value.nullable,
  };
}

const same = (value: Sql): Sql => value;

/** A text in which code points are units needs no doubling. */
const unitFunctions = ({ dialect }: Context, { fn }: Call): TextFunctions =>
  fn.startsWith("unit-") ? { ...dialect.text, double: same, undouble: same } : dialect.text;

function countOf(context: Context, first: Sql, last: Sql): Sql {
  if (first.kind === "integer" && last.kind === "integer") return integer(last.value > first.value ? last.value - first.value : 0n);
  const difference = first.kind === "integer" && first.value === 0n ? last : binary("-", last, first);
  return context.dialect.text.greatest(integer(0), difference);
}

/** From 0, null if not found; the search starts at a position held within the text. The insensitive form counts in the lower-cased text. */
function lowerIndexOf(context: Context, fn: Call, environment: Environment): Lowered | null {
  const [arg, search, start] = fn.args;
  const value = arg === undefined ? null : lowerScalar(context, arg, environment);
  const needle = search === undefined ? null : lowerScalar(context, search, environment);
  if (value === null || needle === null) return null;
  const from = lowerPosition(context, start, environment);
  const fns = unitFunctions(context, fn);
  const constant = search?.kind === "literal" && typeof search.value === "string" ? search.value : null;
  if (fn.fold !== "none" && !canFold(context, fn, constant === null ? null : [constant])) return refused;
  const folds = fn.fold !== "none" && constant !== null;
  const doubled = fns.double(folds ? rootLowered(context.dialect, value.sql, [constant]) : value.sql);
  const sought = fns.double(folds ? text(rootLower(constant)) : needle.sql);
  const common = { guards: [...value.guards, ...needle.guards], nullable: true };
  if (from === null || ("constant" in from && from.constant <= 0)) {
    return { ...common, sql: binary("-", call("nullif", fns.position(doubled, sought), integer(0)), integer(1)) };
  }
  const length = fns.length(doubled);
  const given = "constant" in from ? integer(from.constant) : fns.greatest(integer(0), call("coalesce", from.lowered.sql, integer(0)));
  const skipped = fns.least(length, given);
  const found = call("nullif", fns.position(fns.slice(doubled, skipped, null), sought), integer(0));
  return {
    ...common,
    guards: [...common.guards, ...("lowered" in from ? from.lowered.guards : [])],
    sql: binary("-", binary("+", found, skipped), integer(1)),
  };
}

/** Insensitive forms look for constants in the lower-cased text; null: one of them is no constant. Refuses. */
export function canFold(context: Context, fn: Call, constants: readonly string[] | null): boolean {
  const problem = constants === null ? noLowerCase : rootProblem(constants);
  if (problem !== null) refuse(context, "sql/folding", fn.span, problem);
  return problem === null;
}
