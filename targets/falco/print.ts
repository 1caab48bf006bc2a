import { assertNever } from "../../src/source/assert-never.ts";
import { remember } from "../../src/source/remember.ts";
import { utf8Length } from "../../src/source/utf8-length.ts";
import type { Expression, FalcoCondition } from "./condition.ts";

/** A constant on the right of an operator may hold this many bytes; a longer one stops the file from loading ("filter parameter too long"). */
export const longestLiteral = 255;

/** What is looked for before anything else: hardly any text holds one of these. */
const suspect = /[\0\ud800-\udfff]/;

/**
 * Why a text cannot be a constant in any form, or null. Falco's strings end at NUL, and its parser rejects one; a lone surrogate has no UTF-8.
 */
export function unquotable(text: string): string | null {
  if (!suspect.test(text)) return null;
  if (text.includes("\0")) return "a NUL character ends Falco's strings";
  if (/\p{Surrogate}/u.test(text)) return "a lone surrogate is no character and has no UTF-8 form";
  return null;
}

const escapes: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  '"': '\\"',
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** What cannot stand in a constant as it is: what needs an escape, and what `unquotable` refuses. */
const special = /[\\"\b\f\n\r\t\0\ud800-\udfff]/;

/**
 * The one way in which text of a rule enters a condition: a double-quoted constant. Other control characters are legal as they are (YAML escapes them).
 * Falco's lexer takes `\"` for an escaped quote whatever stands before it, so a constant cannot end in `\\`: there the last backslash is written
 * `\ ` (backslash, blank), an escape that yields the backslash alone (libsinsp filter/escaping.cpp).
 */
export function quote(text: string): string {
  if (!special.test(text)) return `"${text}"`;
  const problem = unquotable(text);
  if (problem !== null) throw new Error(`not quotable: ${problem}`);
  const body = text.endsWith("\\") ? text.slice(0, -1) : text;
  const escaped = body.replace(/[\\"\b\f\n\r\t]/g, (c) => escapes[c] ?? c);
  return `"${escaped}${body === text ? "" : "\\ "}"`;
}

/** Pieces of at most `longestLiteral` bytes, cut between characters. */
export function pieces(text: string): readonly string[] {
  const cut: string[] = [];
  let piece = "";
  let size = 0;
  for (const character of text) {
    const bytes = utf8Length(character);
    if (size + bytes > longestLiteral) {
      cut.push(piece);
      piece = "";
      size = 0;
    }
    piece += character;
    size += bytes;
  }
  return [...cut, piece];
}

const constant = (text: string): string =>
  utf8Length(text) <= longestLiteral ? quote(text) : `concat(${pieces(text).map(quote).join(", ")})`;

/** `[0]`, `[PATH]`: anything but letters, digits, `_`, `.` and `-` is quoted. */
const argumentText = (argument: string): string => (/^[\w.-]+$/.test(argument) ? argument : quote(argument));

export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case "field":
      return expression.argument === null ? expression.name : `${expression.name}[${argumentText(expression.argument)}]`;
    case "tolower":
    case "basename":
    case "len":
      return `${expression.kind}(${printExpression(expression.of)})`;
    case "joined": {
      const parts = expression.parts.map((p) => (p.kind === "text" ? quote(p.text) : printExpression(p))).join(", ");
      return expression.separator === null ? `concat(${parts})` : `join(${quote(expression.separator)}, (${parts}))`;
    }
    default:
      return assertNever(expression);
  }
}

const list = (items: readonly string[]): string => `(${items.join(", ")})`;

/** The same texts are looked for in each of many arguments. */
const quotedList = remember((texts: readonly string[]): string => list(texts.map(quote)));

function printCheck(check: Exclude<FalcoCondition, { kind: "constant" | "and" | "or" | "not" }>): string {
  const left = printExpression(check.left);
  switch (check.kind) {
    case "text":
      return `${left} ${check.op} ${constant(check.value)}`;
    case "text-in":
      return `${left} in ${quotedList(check.values)}`;
    case "number":
      return `${left} ${check.op} ${check.value}`;
    case "number-in":
      return `${left} in ${list(check.values.map(String))}`;
    case "name":
      return `${left} ${check.op} ${check.value}`;
    case "name-in":
      return `${left} in ${list(check.values)}`;
    case "network-in":
      return `${left} in ${list(check.networks.map(quote))}`;
    case "same":
      return `${left} = val(${printExpression(check.right)})`;
    case "exists":
      return `${left} exists`;
    default:
      return assertNever(check);
  }
}

const isCheck = (c: FalcoCondition): boolean => c.kind !== "and" && c.kind !== "or" && c.kind !== "not";

/** Conditions are printed whole, then part by part where they are laid out, and compared by their text: each is made into text once. */
const printed = remember(printOnce);

/** A condition on one line. A constant has no spelling in Falco: callers have removed it. */
export const print = (condition: FalcoCondition): string =>
  condition.kind === "and" || condition.kind === "or" ? printed(condition) : printOnce(condition);

function printOnce(condition: FalcoCondition): string {
  switch (condition.kind) {
    case "and":
      return condition.operands.map((c) => (c.kind === "or" ? `(${print(c)})` : print(c))).join(" and ");
    case "or":
      // `and` binds tighter, so the brackets are for the reader only
      return condition.operands.map((c) => (c.kind === "and" ? `(${print(c)})` : print(c))).join(" or ");
    case "not":
      return isCheck(condition.operand) ? `not ${print(condition.operand)}` : `not (${print(condition.operand)})`;
    case "constant":
      throw new Error("a constant has no form in a Falco condition");
    default:
      return printCheck(condition);
  }
}

/** Brackets around brackets: Falco's parser takes 198 (its depth limit of 1000 is 5 a pair). */
export function nesting(condition: FalcoCondition): number {
  switch (condition.kind) {
    case "and":
    case "or":
      return Math.max(...condition.operands.map((c) => nesting(c) + (isCheck(c) || c.kind === "not" ? 0 : 1)));
    case "not":
      return nesting(condition.operand) + (isCheck(condition.operand) ? 0 : 1);
    default:
      return 0;
  }
}

/**
 * A condition laid out for readers: one operand of the outer connectives a line. Falco takes any white space between tokens; constants hold no raw line
 * break, since `quote` escapes it.
 */
export function layout(condition: FalcoCondition, width = 120, indent = ""): string {
  const flat = condition.kind === "constant" ? "" : print(condition);
  if (flat.length + indent.length <= width || (condition.kind !== "and" && condition.kind !== "or")) return flat;
  const inner = `${indent}  `;
  const lines = condition.operands.map((operand) => {
    if (operand.kind !== "and" && operand.kind !== "or") return print(operand);
    const bracket = layout(operand, width, inner);
    return bracket.includes("\n") ? `(\n${inner}${bracket}\n${indent})` : `(${bracket})`;
  });
  return lines.join(`\n${indent}${condition.kind} `);
}
