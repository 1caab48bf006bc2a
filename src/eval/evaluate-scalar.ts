import { failure, type Outcome, value } from "../functions/define.ts";
import { functionOf } from "../functions/index.ts";
import type { Affix, Arithmetic, Call, Cidr, Compare, InRange, InSet, Negate, RegexMatch, Scalar, Wildcard } from "../ir/scalar.ts";
import type { Value, ValueType } from "../ir/value.ts";
import { assertNever } from "../source/assert-never.ts";
import { inNetwork, parseAddress } from "./address.ts";
import { compareValues } from "./compare.ts";
import { foldText } from "./fold-case.ts";
import { matchesRegex } from "./match-regex.ts";
import { wildcardRegex } from "./wildcard-regex.ts";

/** What scalars are evaluated with: the values of the binds, and the clock's milliseconds if the caller has one. */
export interface Environment {
  readonly bound: ReadonlyMap<number, Value>;
  readonly now: number | null;
}

/** The value of a scalar. Operands are evaluated first, all of them: a failure in one is a failure of the whole, even beside a null. */
export function evaluateScalar(scalar: Scalar, environment: Environment): Outcome {
  switch (scalar.kind) {
    case "literal":
      return value(scalar.value);
    case "bound":
      return value(environment.bound.get(scalar.variable) ?? null);
    case "compare":
      return compare(scalar, environment);
    case "in-set":
      return inSet(scalar, environment);
    case "in-range":
      return inRange(scalar, environment);
    case "wildcard":
      return onText(scalar.value, environment, (text) => matchesWildcard(scalar, text));
    case "regex":
      return onText(scalar.value, environment, (text) => matchesPattern(scalar, text));
    case "cidr":
      return onText(scalar.value, environment, (text) => inNetworks(scalar, text));
    case "affix":
      return affix(scalar, environment);
    case "is-null": {
      const operand = evaluateScalar(scalar.operand, environment);
      return operand.ok ? value(operand.value === null) : operand;
    }
    case "arithmetic":
      return arithmetic(scalar, environment);
    case "negate":
      return negate(scalar, environment);
    case "call":
      return call(scalar, environment);
    default:
      return assertNever(scalar);
  }
}

/** Evaluates in order and hands the values on, unless one fails. */
function all(scalars: readonly Scalar[], environment: Environment, then: (values: readonly Value[]) => Outcome): Outcome {
  const values: Value[] = [];
  for (const scalar of scalars) {
    const outcome = evaluateScalar(scalar, environment);
    if (!outcome.ok) return outcome;
    values.push(outcome.value);
  }
  return then(values);
}

/** Null for null; false for what is no text (the types forbid it). */
function onText(scalar: Scalar, environment: Environment, test: (text: string) => boolean): Outcome {
  return all([scalar], environment, ([v = null]) => (v === null ? value(null) : value(typeof v === "string" && test(v))));
}

/** A date or an address on one side makes the other one of its kind: literals are written as strings. */
const comparedAs = (left: ValueType, right: ValueType): ValueType => (right === "date" || right === "ip" ? right : left);

function compare(scalar: Compare, environment: Environment): Outcome {
  return all([scalar.left, scalar.right], environment, ([left = null, right = null]) => {
    if (left === null || right === null) return value(null);
    const outcome = compareValues(scalar.op, left, right, comparedAs(scalar.left.type, scalar.right.type), scalar.fold, environment.now);
    return typeof outcome === "boolean" ? value(outcome) : failure(outcome.error);
  });
}

function inSet(scalar: InSet, environment: Environment): Outcome {
  return all([scalar.value], environment, ([v = null]) => {
    if (v === null) return value(null);
    let failed: Outcome | null = null;
    for (const option of scalar.options) {
      if (option.value === null) continue;
      const outcome = compareValues("==", v, option.value, comparedAs(scalar.value.type, option.type), scalar.fold, environment.now);
      if (outcome === true) return value(true);
      if (outcome !== false) failed ??= failure(outcome.error);
    }
    return failed ?? value(false);
  });
}

/** Both bounds are looked at: one that fails makes the whole fail. */
function inRange(scalar: InRange, environment: Environment): Outcome {
  return all([scalar.value], environment, ([v = null]) => {
    if (v === null) return value(null);
    let inside = true;
    for (const [op, bound] of [
      [scalar.fromIncluded ? ">=" : ">", scalar.from],
      [scalar.toIncluded ? "<=" : "<", scalar.to],
    ] as const) {
      if (bound.value === null) return value(null);
      const outcome = compareValues(op, v, bound.value, comparedAs(scalar.value.type, bound.type), "none", environment.now);
      if (typeof outcome !== "boolean") return failure(outcome.error);
      inside &&= outcome;
    }
    return value(inside);
  });
}

function matchesWildcard(scalar: Wildcard, text: string): boolean {
  if (scalar.fold !== "java-root") return scalar.patterns.some((p) => matchesRegex(wildcardRegex(p, scalar.lines), text, scalar.fold));
  const lowered = text.toLowerCase();
  return scalar.patterns.some((p) => {
    const parts = p.parts.map((part) => (part.kind === "text" ? { kind: part.kind, text: part.text.toLowerCase() } : part));
    return matchesRegex(wildcardRegex({ ...p, parts }, scalar.lines), lowered, "none");
  });
}

const matchesPattern = (scalar: RegexMatch, text: string): boolean => matchesRegex(scalar.pattern, text, scalar.fold);

function inNetworks(scalar: Cidr, text: string): boolean {
  const address = parseAddress(text);
  return address !== null && scalar.networks.some((n) => inNetwork(address, n.bytes, n.prefix));
}

function affix(scalar: Affix, environment: Environment): Outcome {
  return all([scalar.value, scalar.needle], environment, ([text = null, needle = null]) => {
    if (text === null || needle === null) return value(null);
    if (typeof text !== "string" || typeof needle !== "string") return value(false);
    const fold = scalar.fold === "lucene-10" ? "none" : scalar.fold;
    const [where, what] = [foldText(text, fold), foldText(needle, fold)];
    switch (scalar.where) {
      case "starts":
        return value(where.startsWith(what));
      case "ends":
        return value(where.endsWith(what));
      case "contains":
        return value(where.includes(what));
      default:
        return assertNever(scalar.where);
    }
  });
}

const longMin = -(2n ** 63n);
const longMax = 2n ** 63n - 1n;

const long = (n: bigint): Outcome => (n < longMin || n > longMax ? failure("the result does not fit into 64 bits") : value(n));

function arithmetic(scalar: Arithmetic, environment: Environment): Outcome {
  return all([scalar.left, scalar.right], environment, ([left = null, right = null]) => {
    if (left === null || right === null) return value(null);
    if (typeof left === "bigint" && typeof right === "bigint") return longArithmetic(scalar, left, right);
    if (!isNumber(left) || !isNumber(right)) return failure(`${scalar.op} takes numbers`);
    return value(doubleArithmetic(scalar, Number(left), Number(right)));
  });
}

const isNumber = (v: Value): v is bigint | number => typeof v === "bigint" || typeof v === "number";

function longArithmetic(scalar: Arithmetic, left: bigint, right: bigint): Outcome {
  switch (scalar.op) {
    case "+":
      return long(left + right);
    case "-":
      return long(left - right);
    case "*":
      return long(left * right);
    case "/":
      return right === 0n ? failure("division by zero") : long(left / right);
    case "%":
      return right === 0n ? failure("division by zero") : long(left % right);
    default:
      return assertNever(scalar.op);
  }
}

function doubleArithmetic(scalar: Arithmetic, left: number, right: number): number {
  switch (scalar.op) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "%":
      return left % right;
    default:
      return assertNever(scalar.op);
  }
}

function negate(scalar: Negate, environment: Environment): Outcome {
  return all([scalar.operand], environment, ([v = null]) => {
    if (v === null) return value(null);
    if (typeof v === "bigint") return long(-v);
    return typeof v === "number" ? value(-v) : failure("- takes a number");
  });
}

function call(scalar: Call, environment: Environment): Outcome {
  const fn = functionOf(scalar.fn);
  if (fn === null) return failure(`no function ${scalar.fn}`);
  return all(scalar.args, environment, (given) => {
    const missing = Math.max(0, fn.parameters.length - given.length);
    return fn.evaluate([...given, ...Array<Value>(missing).fill(null)], scalar.fold);
  });
}
