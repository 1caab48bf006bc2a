import type { Regex } from "../../src/ir/pattern.ts";
import { assertNever } from "../../src/source/assert-never.ts";
import type { HelperName } from "./runtime.generated.ts";

export type BinaryOp = "===" | "!==" | "<" | "<=" | ">" | ">=" | "+" | "-" | "*" | "/" | "%";

/** JavaScript expressions, as far as matchers need them. Nothing in here is source text: print.ts makes that. */
export type Js =
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "bigint"; readonly value: bigint }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "null" }
  /** A variable or a global: an identifier, made by names.ts or written in the emitter. */
  | { readonly kind: "name"; readonly name: string }
  /** A function of the runtime: printing the module brings it along. */
  | { readonly kind: "helper"; readonly name: HelperName }
  /** `notes`: on what each element stands for. */
  | { readonly kind: "array"; readonly items: readonly Js[]; readonly notes: readonly string[] | null }
  | { readonly kind: "object"; readonly properties: readonly (readonly [key: string, value: Js])[] }
  | { readonly kind: "member"; readonly object: Js; readonly property: string }
  | { readonly kind: "call"; readonly callee: Js; readonly args: readonly Js[] }
  | { readonly kind: "new"; readonly callee: Js; readonly args: readonly Js[] }
  | { readonly kind: "not"; readonly operand: Js }
  | { readonly kind: "binary"; readonly op: BinaryOp; readonly left: Js; readonly right: Js }
  | { readonly kind: "logical"; readonly op: "&&" | "||"; readonly operands: readonly Js[] }
  | { readonly kind: "conditional"; readonly test: Js; readonly then: Js; readonly otherwise: Js }
  | { readonly kind: "arrow"; readonly parameters: readonly string[]; readonly body: Js }
  /** A literal with the flags `su`. The pattern has no folding left in it and none of the kinds that only automata have. */
  | { readonly kind: "regex"; readonly pattern: Regex; readonly start: boolean; readonly end: boolean };

export type Statement =
  | { readonly kind: "const"; readonly name: string; readonly value: Js }
  | { readonly kind: "comment"; readonly text: string }
  /** `if (test) return value;` */
  | { readonly kind: "return-if"; readonly test: Js; readonly value: Js }
  | { readonly kind: "return"; readonly value: Js };

export const string = (value: string): Js => ({ kind: "string", value });
export const number = (value: number): Js => ({ kind: "number", value });
export const boolean = (value: boolean): Js => ({ kind: "boolean", value });
export const nothing: Js = { kind: "null" };
export const name = (text: string): Js => ({ kind: "name", name: text });
export const array = (items: readonly Js[]): Js => ({ kind: "array", items, notes: null });
export const object = (properties: Readonly<Record<string, Js>>): Js => ({ kind: "object", properties: Object.entries(properties) });
export const member = (object: Js, property: string): Js => ({ kind: "member", object, property });
export const call = (callee: Js, ...args: readonly Js[]): Js => ({ kind: "call", callee, args });
export const method = (object: Js, property: string, ...args: readonly Js[]): Js => call(member(object, property), ...args);
export const helper = (name: HelperName, ...args: readonly Js[]): Js => call({ kind: "helper", name }, ...args);
export const binary = (op: BinaryOp, left: Js, right: Js): Js => ({ kind: "binary", op, left, right });
export const arrow = (parameters: readonly string[], body: Js): Js => ({ kind: "arrow", parameters, body });
/** How many values there are; asked of nothing but arrays and strings, so it is a number. */
const isLength = (js: Js): boolean => js.kind === "member" && js.property === "length";
export const isEmpty = (values: Js): Js => binary("===", member(values, "length"), number(0));
export const isFilled = (values: Js): Js => binary(">", member(values, "length"), number(0));
export const not = (operand: Js): Js => {
  if (operand.kind === "not") return operand.operand;
  if (operand.kind === "boolean") return boolean(!operand.value);
  if (operand.kind === "binary" && operand.op === "===") return { ...operand, op: "!==" };
  if (
    operand.kind === "binary" &&
    operand.op === ">" &&
    isLength(operand.left) &&
    operand.right.kind === "number" &&
    operand.right.value === 0
  )
    return { ...operand, op: "===" };
  return { kind: "not", operand };
};

/** All of them; constants are decided here. */
export function and(operands: readonly Js[]): Js {
  if (operands.some((o) => o.kind === "boolean" && !o.value)) return boolean(false);
  return chain("&&", operands, true);
}

/** One of them at least; constants are decided here. */
export function or(operands: readonly Js[]): Js {
  if (operands.some((o) => o.kind === "boolean" && o.value)) return boolean(true);
  return chain("||", operands, false);
}

function chain(op: "&&" | "||", operands: readonly Js[], empty: boolean): Js {
  const left: Js[] = [];
  for (const operand of operands) {
    if (operand.kind === "logical" && operand.op === op) left.push(...operand.operands);
    else if (operand.kind !== "boolean") left.push(operand);
  }
  const [only, second] = left;
  if (only === undefined) return boolean(empty);
  return second === undefined ? only : { kind: "logical", op, operands: left };
}

/** Are they the same, node by node? Patterns of regular expressions are compared as they stand. */
export function sameExpression(a: Js, b: Js): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case "string":
    case "number":
    case "bigint":
    case "boolean":
      return b.kind === a.kind && a.value === b.value;
    case "null":
      return b.kind === "null";
    case "name":
    case "helper":
      return b.kind === a.kind && a.name === b.name;
    case "member":
      return b.kind === "member" && a.property === b.property && sameExpression(a.object, b.object);
    case "call":
    case "new":
      return b.kind === a.kind && sameExpression(a.callee, b.callee) && sameList(a.args, b.args, sameExpression);
    case "not":
      return b.kind === "not" && sameExpression(a.operand, b.operand);
    case "binary":
      return b.kind === "binary" && a.op === b.op && sameExpression(a.left, b.left) && sameExpression(a.right, b.right);
    case "logical":
      return b.kind === "logical" && a.op === b.op && sameList(a.operands, b.operands, sameExpression);
    case "conditional":
      return (
        b.kind === "conditional" &&
        sameExpression(a.test, b.test) &&
        sameExpression(a.then, b.then) &&
        sameExpression(a.otherwise, b.otherwise)
      );
    case "arrow":
      return b.kind === "arrow" && sameList(a.parameters, b.parameters, Object.is) && sameExpression(a.body, b.body);
    case "array":
      return b.kind === "array" && sameList(a.items, b.items, sameExpression) && sameList(a.notes ?? [], b.notes ?? [], Object.is);
    case "object":
      return b.kind === "object" && sameList(a.properties, b.properties, (x, y) => x[0] === y[0] && sameExpression(x[1], y[1]));
    case "regex":
      return b.kind === "regex" && a.start === b.start && a.end === b.end && JSON.stringify(a.pattern) === JSON.stringify(b.pattern);
    default:
      return assertNever(a);
  }
}

const sameList = <T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): boolean =>
  a.length === b.length && a.every((x, i) => same(x, b[i] ?? x));

/** Adds every helper that these statements call, directly. */
export function addHelpers(statements: readonly Statement[], found: Set<HelperName>): void {
  for (const statement of statements) {
    if (statement.kind === "return-if") addHelpersOf(statement.test, found);
    if (statement.kind !== "comment") addHelpersOf(statement.value, found);
  }
}

/** Adds every helper that the expression calls, directly. */
export function addHelpersOf(js: Js, found: Set<HelperName>): void {
  switch (js.kind) {
    case "helper":
      found.add(js.name);
      break;
    case "array":
      for (const item of js.items) addHelpersOf(item, found);
      break;
    case "object":
      for (const [, value] of js.properties) addHelpersOf(value, found);
      break;
    case "member":
      addHelpersOf(js.object, found);
      break;
    case "call":
    case "new":
      addHelpersOf(js.callee, found);
      for (const arg of js.args) addHelpersOf(arg, found);
      break;
    case "not":
      addHelpersOf(js.operand, found);
      break;
    case "binary":
      addHelpersOf(js.left, found);
      addHelpersOf(js.right, found);
      break;
    case "logical":
      for (const operand of js.operands) addHelpersOf(operand, found);
      break;
    case "conditional":
      addHelpersOf(js.test, found);
      addHelpersOf(js.then, found);
      addHelpersOf(js.otherwise, found);
      break;
    case "arrow":
      addHelpersOf(js.body, found);
      break;
    case "string":
    case "number":
    case "bigint":
    case "boolean":
    case "null":
    case "name":
    case "regex":
      break;
    default:
      assertNever(js);
  }
}
