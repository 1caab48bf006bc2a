import { comparisonsOf, type Scalar } from "../../src/ir/scalar.ts";
import { assertNever } from "../../src/source/assert-never.ts";
import { foldRegex } from "../../src/target/folding.ts";
import { arithmeticOf, isNumber, negateOf } from "./arithmetic.ts";
import { calls } from "./call.ts";
import { cidrTest, compareValues, compareWith, inForm, inSetTest, numberLiteral } from "./compare.ts";
import { applied, type Computed, computed, missing } from "./computed.ts";
import { and, array, binary, boolean, helper, type Js, nothing, string } from "./js-tree.ts";
import type { Module } from "./module.ts";
import { regexTest } from "./regex-test.ts";
import { exact } from "./runtime/numbers.ts";
import { affixTest, formOf, wildcardTest } from "./text-test.ts";

/** What an `any` computes with: its variables, and the words that name what is hoisted for it. */
export interface Scope {
  readonly module: Module;
  readonly words: string;
  readonly bound: ReadonlyMap<number, Computed>;
}

/** A scalar as an expression with the value, null and failure of the IR (see computed.ts). What cannot be said is refused in the module. */
export function compute(scope: Scope, scalar: Scalar): Computed {
  const { module, words } = scope;
  const refuse = (reason: string): Computed => {
    module.refuse("js/unwritten", scalar.span, reason);
    return computed("boolean", boolean(false));
  };
  switch (scalar.kind) {
    case "literal":
      return literal(scalar.value);
    case "bound":
      return scope.bound.get(scalar.variable) ?? missing;
    case "compare":
      return comparison(scope, scalar, refuse);
    case "in-set":
      return inSetTest(module, words, scalar, compute(scope, scalar.value), (reason) => constantRefused(scope, scalar, reason));
    case "in-range": {
      const [low, high] = comparisonsOf(scalar).map((c) => comparison(scope, c, refuse));
      return low === undefined || high === undefined ? missing : { ...low, js: and([low.js, high.js]), fails: low.fails || high.fails };
    }
    case "wildcard":
      return onText(module, compute(scope, scalar.value), scalar, (value, c) => {
        const form = formOf(scalar.fold);
        return wildcardTest(module, words, inForm({ ...c, js: value }, form), scalar, form);
      });
    case "regex":
      return onText(module, compute(scope, scalar.value), scalar, (value) =>
        regexTest(module, words, value, foldRegex(scalar.pattern, scalar.fold)),
      );
    case "cidr":
      return cidrTest(module, words, scalar, compute(scope, scalar.value));
    case "affix": {
      const [value, needle] = [compute(scope, scalar.value), compute(scope, scalar.needle)];
      const form = formOf(scalar.fold);
      if (value.kind !== "text" || needle.kind !== "text") return applied([value, needle], () => boolean(false));
      return applied([value, needle], (v, n) =>
        affixTest(inForm({ ...value, js: v }, form), scalar.where, inForm({ ...needle, js: n }, form)),
      );
    }
    case "is-null": {
      const operand = compute(scope, scalar.operand);
      if (operand.fails) return computed("boolean", helper("isNull", operand.js), { fails: true });
      return computed("boolean", operand.nullable ? binary("===", operand.js, nothing) : boolean(false));
    }
    case "arithmetic": {
      const [left, right] = [compute(scope, scalar.left), compute(scope, scalar.right)];
      if (left.kind === "null" || right.kind === "null") return { ...applied([left, right], () => nothing), kind: "null", nullable: true };
      return isNumber(left) && isNumber(right) ? arithmeticOf(scalar.op, left, right) : refuse(`\`${scalar.op}\` on what is no number`);
    }
    case "negate": {
      const operand = compute(scope, scalar.operand);
      if (operand.kind === "null") return operand;
      return isNumber(operand) ? negateOf(operand) : refuse("`-` on what is no number");
    }
    case "call": {
      if (scalar.fn === "has-words") return hasWords(scope, scalar, refuse);
      const args = scalar.args.map((arg) => compute(scope, arg));
      // a null argument of a function that takes text makes the result null: only the optional ones have a meaning when they are missing
      const made = Object.hasOwn(calls, scalar.fn) ? calls[scalar.fn]?.(scalar, args) : null;
      if (made !== null && made !== undefined) return made;
      return args[0]?.kind === "null" ? args[0] : refuse(`the function \`${scalar.fn}\` on such arguments`);
    }
    default:
      return assertNever(scalar);
  }
}

/** The phrases are constants of the rule, each the words of a list. */
function hasWords(scope: Scope, scalar: Extract<Scalar, { kind: "call" }>, refuse: (reason: string) => Computed): Computed {
  const [subject, ...phrases] = scalar.args;
  const texts = phrases.map((p) => (p.kind === "literal" && typeof p.value === "string" ? p.value : null));
  const value = subject === undefined ? missing : compute(scope, subject);
  if (value.kind !== "text" || texts.includes(null)) return refuse("words of what is no text");
  const lists = array(texts.map((t) => array((t ?? "").split(" ").map((word) => string(word)))));
  const all = scope.module.constant(`${scope.words} phrases`, lists);
  return onText(scope.module, value, scalar, (text) => helper("hasWords", text, all));
}

function literal(value: string | bigint | number | boolean | null): Computed {
  if (value === null) return missing;
  if (typeof value === "string") return computed("text", string(value));
  if (typeof value === "boolean") return computed("boolean", boolean(value));
  if (typeof value === "number") return computed("double", numberLiteral(value));
  const whole = exact(value);
  return typeof whole === "number"
    ? computed("safe", numberLiteral(whole), { range: [whole, whole] })
    : computed("whole", numberLiteral(whole));
}

function constantRefused(scope: Scope, scalar: Scalar, reason: string): Computed {
  scope.module.refuse("js/constant", scalar.span, reason);
  return computed("boolean", boolean(false));
}

const flipped = { "==": "==", "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;

function comparison(scope: Scope, scalar: Extract<Scalar, { kind: "compare" }>, refuse: (reason: string) => Computed): Computed {
  if (scalar.left.kind === "literal" && scalar.right.kind !== "literal")
    return comparison(scope, { ...scalar, op: flipped[scalar.op], left: scalar.right, right: scalar.left }, refuse);
  const left = compute(scope, scalar.left);
  if (left.kind === "date" || left.kind === "address") {
    if (scalar.right.kind === "literal" && scalar.right.value !== null)
      return compareWith(scope.module, scope.words, scalar.op, left, scalar.right.value, (reason) =>
        constantRefused(scope, scalar, reason),
      );
    const right = compute(scope, scalar.right);
    return right.kind === "null" || (left.kind === "address" && right.kind === "address")
      ? compareValues(scalar, left, right)
      : refuse("a date compared with what is no constant");
  }
  return compareValues(scalar, left, compute(scope, scalar.right));
}

function onText(module: Module, value: Computed, scalar: Scalar, test: (value: Js, c: Computed) => Js | null): Computed {
  if (value.kind === "address") {
    const text = helper("lift", { kind: "helper", name: "addressText" }, value.js);
    return onText(module, { ...value, kind: "text", js: text }, scalar, test);
  }
  if (value.kind !== "text") return applied([value], () => boolean(false));
  return applied([value], (v) => {
    const js = test(v, value);
    if (js === null) module.refuse("js/pattern-too-complex", scalar.span, "the pattern needs a table of too many states");
    return js ?? boolean(false);
  });
}
