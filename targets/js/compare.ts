import type { Cidr, Compare, CompareOp, InSet, Literal } from "../../src/ir/scalar.ts";
import type { Value } from "../../src/ir/value.ts";
import { assertNever } from "../../src/source/assert-never.ts";
import { applied, type Computed, computed, isSure, propagated } from "./computed.ts";
import { type DateLiteral, isRounded, movedFrom, readDate } from "./date-literal.ts";
import { and, array, type BinaryOp, binary, boolean, helper, type Js, method, number, or, string } from "./js-tree.ts";
import type { Form, Module } from "./module.ts";
import { oneOf, setOf } from "./pieces.ts";
import { addressKey } from "./runtime/address.ts";
import { exact } from "./runtime/numbers.ts";
import { foldedConstant, formOf } from "./text-test.ts";

/** A comparison that can be refused: the literal is nothing that the field's type can hold. */
export type Refuse = (reason: string) => Computed;

const jsOp = (op: CompareOp): BinaryOp => (op === "==" ? "===" : op);
const isNumeric = (c: Computed): boolean => ["safe", "whole", "long", "double", "numeric"].includes(c.kind);
/** The forms of integers and doubles in which equal values are `===`. */
const isPlainNumber = (c: Computed): boolean => c.kind === "safe" || c.kind === "double";

/** A text in the form that is compared. */
export function inForm(c: Computed, form: Form): Js {
  if (c.form === form || form === "plain") return c.js;
  if (c.js.kind === "string") return string(foldedConstant(c.js.value, form));
  return form === "ascii" ? helper("asciiLower", c.js) : method(c.js, "toLowerCase");
}

/** Two values that are both computed. Dates and addresses have constants on the right: see `compareWith`. */
export function compareValues(scalar: Compare, left: Computed, right: Computed): Computed {
  if (left.kind === "null" || right.kind === "null") return { ...applied([left, right], () => boolean(false)), nullable: true };
  if (left.kind === "text" && right.kind === "text") return compareTexts(scalar, left, right);
  if (isNumeric(left) && isNumeric(right)) return compareNumbers(scalar.op, left, right);
  if (left.kind === right.kind) return applied([left, right], (a, b) => binary(jsOp(scalar.op), a, b));
  // values of different kinds never compare
  return applied([left, right], () => boolean(false));
}

function compareTexts(scalar: Compare, left: Computed, right: Computed): Computed {
  const form = formOf(scalar.fold);
  const folded = (c: Computed, js: Js): Js => inForm({ ...c, js }, form);
  if (scalar.op === "==") return applied([left, right], (a, b) => binary("===", folded(left, a), folded(right, b)));
  const op = jsOp(scalar.op);
  // below the surrogates the order of UTF-16 units is that of code points
  const simple = [left.js, right.js].some((js) => js.kind === "string" && !/[\ud800-\uffff]/.test(js.value));
  return applied([left, right], (a, b) => (simple ? binary(op, a, b) : binary(op, helper("compareText", a, b), number(0))));
}

function compareNumbers(op: CompareOp, left: Computed, right: Computed): Computed {
  const bothExact = (left.kind === "safe" || left.kind === "whole") && (right.kind === "safe" || right.kind === "whole");
  const same = bothExact || (isPlainNumber(left) && isPlainNumber(right)) || (left.kind === "long" && right.kind === "long");
  if (op === "==") {
    if (same) return applied([left, right], (a, b) => binary("===", a, b));
    return computed("boolean", helper("equal", left.js, right.js), propagated(left, right));
  }
  if (isSure(left) && isSure(right)) return computed("boolean", binary(op, left.js, right.js));
  return computed("boolean", helper(orderHelper[op], left.js, right.js), propagated(left, right));
}

const orderHelper = { "<": "less", "<=": "lessOrEqual", ">": "greater", ">=": "greaterOrEqual" } as const;

/** A date or an address against a constant of the rule. */
export function compareWith(
  module: Module,
  words: string,
  op: CompareOp,
  left: Computed,
  constant: Exclude<Value, null>,
  refuse: Refuse,
): Computed {
  if (left.kind === "date") {
    const date = typeof constant === "boolean" ? null : readDate(constant);
    return date === null ? refuse(`\`${String(constant)}\` is no date`) : compareDate(module, op, left, String(constant), date);
  }
  if (typeof constant !== "string") return applied([left], () => boolean(false));
  const network = op === "==" ? networkBounds(constant) : null;
  if (network !== null)
    return applied([left], (value) => helper("inNetworks", value, networks(module, words, [{ ...network, text: constant }])));
  const key = addressKey(constant);
  return key === null ? refuse(`\`${constant}\` is no address`) : applied([left], (value) => binary(jsOp(op), value, string(key)));
}

function compareDate(module: Module, op: CompareOp, left: Computed, text: string, date: Exclude<DateLiteral, null>): Computed {
  const single = date.kind === "fixed" ? date.period.first === date.period.last : !isRounded(date.steps);
  const at = (side: "first" | "last"): Js => {
    if (date.kind === "fixed") return number(date.period[side]);
    const ends = side === "last" && !single ? " end" : "";
    return module.moment(`${text}${ends}`, (now) => movedFrom(now, date.steps, side));
  };
  return applied([left], (value) => {
    switch (op) {
      case "==":
        return single ? binary("===", value, at("first")) : and([binary(">=", value, at("first")), binary("<=", value, at("last"))]);
      case "<":
      case ">=":
        return binary(op, value, at("first"));
      case "<=":
      case ">":
        return binary(op, value, at("last"));
      default:
        return assertNever(op);
    }
  });
}

/** First and last address of a network's text. */
function networkBounds(text: string): { readonly first: string; readonly last: string } | null {
  const [, base = "", length = ""] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const key = addressKey(base);
  const prefix = Number(length) + (base.includes(":") ? 0 : 96);
  return key === null || prefix > 128 ? null : boundsOf(BigInt(`0x${key}`), prefix);
}

function boundsOf(address: bigint, prefix: number): { readonly first: string; readonly last: string } {
  const hosts = (1n << BigInt(128 - prefix)) - 1n;
  const digits = (n: bigint): string => n.toString(16).padStart(32, "0");
  return { first: digits(address & ~hosts), last: digits(address | hosts) };
}

function networks(
  module: Module,
  words: string,
  of: readonly { readonly first: string; readonly last: string; readonly text: string }[],
): Js {
  const items = of.map((n) => array([string(n.first), string(n.last)]));
  return module.constant(`${words} networks`, { kind: "array", items, notes: of.map((n) => n.text) });
}

/** Does the address lie in one of the networks? The value is an address, or a text that may be one. */
export function cidrTest(module: Module, words: string, scalar: Cidr, value: Computed): Computed {
  const bounds = scalar.networks.map((n) => {
    const address = n.bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    return { ...boundsOf(address, n.prefix), text: n.text };
  });
  const list = networks(module, words, bounds);
  if (value.kind === "address") return applied([value], (v) => helper("inNetworks", v, list));
  if (value.kind === "text") return applied([value], (v) => helper("textInNetworks", v, list));
  return applied([value], () => boolean(false));
}

/** Is the value one of the constants? */
export function inSetTest(module: Module, words: string, scalar: InSet, value: Computed, refuse: Refuse): Computed {
  const constants = scalar.options.map((o: Literal) => o.value).filter((v) => v !== null);
  if (value.kind === "null") return { ...applied([value], () => boolean(false)), nullable: true };
  if (value.kind === "text") {
    const form = formOf(scalar.fold);
    const texts = constants.filter((c) => typeof c === "string").map((c) => foldedConstant(c, form));
    return applied([value], (v) =>
      texts.length === 0 ? boolean(false) : oneOf(module, `${words} values`, inForm({ ...value, js: v }, form), texts),
    );
  }
  if (value.kind === "date" || value.kind === "address") {
    const tests = constants.map((c) => compareWith(module, words, "==", computed(value.kind, value.js), c, refuse));
    return applied([value], (v) =>
      or(
        constants.map((c, i) =>
          v === value.js ? (tests[i]?.js ?? boolean(false)) : compareWith(module, words, "==", computed(value.kind, v), c, refuse).js,
        ),
      ),
    );
  }
  if (value.kind === "boolean")
    return applied([value], (v) => or(constants.filter((c) => typeof c === "boolean").map((c) => binary("===", v, boolean(c)))));
  return numberInSet(
    module,
    words,
    constants.filter((c) => typeof c === "bigint" || typeof c === "number"),
    value,
  );
}

function numberInSet(module: Module, words: string, constants: readonly (bigint | number)[], value: Computed): Computed {
  if (value.kind === "long" || value.kind === "numeric") {
    return applied([value], (v) => or(constants.map((c) => helper("equal", v, numberLiteral(c)))));
  }
  const forms = constants.flatMap((c): Js[] => {
    if (value.kind === "double") return Number.isInteger(Number(c)) && BigInt(Number(c)) !== BigInt(c) ? [] : [number(Number(c))];
    return typeof c === "bigint" || Number.isInteger(c) ? [numberLiteral(exact(c))] : [];
  });
  const [only, second] = forms;
  if (only === undefined) return applied([value], () => boolean(false));
  if (second === undefined) return applied([value], (v) => binary("===", v, only));
  const set = setOf(module, `${words} values`, forms);
  return applied([value], (v) => method(set, "has", v));
}

export const numberLiteral = (value: bigint | number): Js => (typeof value === "bigint" ? { kind: "bigint", value } : number(value));
