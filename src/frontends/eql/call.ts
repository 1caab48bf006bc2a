import { error } from "../../diagnostics/diagnostic.ts";
import type { FunctionDefinition, Parameter } from "../../functions/define.ts";
import type { Fold } from "../../ir/fold.ts";
import type { Scalar } from "../../ir/scalar.ts";
import type { ValueType } from "../../ir/value.ts";
import { assertNever } from "../../source/assert-never.ts";
import type { Span } from "../../source/span.ts";
import { affixTerm } from "./affix.ts";
import { arithmetic } from "./arithmetic.ts";
import type { Call, Expression } from "./ast.ts";
import { cidrTerm } from "./cidr.ts";
import { typeWords } from "./coerce.ts";
import { constantOfValue, nullOf } from "./constant.ts";
import { type EqlFunction, eqlFunction, insteadOf } from "./function-names.ts";
import { constantTerm, type Lowering, literal, resolve, scalarOf, scalarTerm, type Term, typeOfTerm } from "./lowering.ts";
import { matchTerm } from "./match.ts";
import type { Matching, PatternText } from "./patterns.ts";

/** The function that a call names, if there is one, it takes that many arguments, and has a form with `~` if one is written. Null: reported. */
export function functionOfCall(lowering: Lowering, e: Call): EqlFunction | null {
  const fn = eqlFunction(e.name);
  if (fn === null) {
    lowering.report(error("eql/unknown-function", `unknown function \`${e.name}\``, e.nameSpan, { help: insteadOf(e.name) }));
    return null;
  }
  const required = fn.parameters.filter((p) => !p.optional).length;
  if (e.args.length < required || (!fn.variadic && e.args.length > fn.parameters.length)) {
    lowering.report(
      error("eql/argument-count", `\`${fn.name}\` takes ${countWords(fn, required)}, not ${e.args.length}`, e.nameSpan, {
        help: `its arguments are ${fn.parameters.map((p) => `\`${p.name}\`${p.optional ? " (optional)" : ""}`).join(", ")}${fn.variadic ? ", …" : ""}`,
      }),
    );
    return null;
  }
  if (e.insensitive && !fn.folds) {
    lowering.report(
      error("eql/no-insensitive-form", `\`${fn.name}\` has no form with \`~\``, e.nameSpan, { help: `write \`${fn.name}(…)\`` }),
    );
    return null;
  }
  return fn;
}

const numberWords = ["no", "one", "two", "three", "four"];

function countWords(fn: EqlFunction, required: number): string {
  const most = fn.parameters.length;
  const word = (n: number): string => numberWords[n] ?? String(n);
  if (fn.variadic) return `at least ${word(required)} argument${required === 1 ? "" : "s"}`;
  return required === most ? `${word(most)} argument${most === 1 ? "" : "s"}` : `${word(required)} or ${word(most)} arguments`;
}

const ordinals = ["first", "second", "third", "fourth"];

/** Is this a possible argument? Elasticsearch complains of the whole call; the argument itself is underlined too. */
export function fits(lowering: Lowering, e: Call, fn: EqlFunction, index: number, type: ValueType, constant: boolean): boolean {
  const parameter = fn.parameters[Math.min(index, fn.parameters.length - 1)];
  if (parameter === undefined) return true;
  const span = e.args[index]?.span ?? e.span;
  const which = ordinals[index] ?? `${index + 1}th`;
  if (type !== "null" && !parameter.types.includes(type)) {
    lowering.report(
      error("eql/argument-type", `\`${fn.name}\` takes ${wordsOf(parameter)} as its ${which} argument, not ${typeWords[type]}`, e.span, {
        secondary: [{ span, text: typeWords[type] }],
      }),
    );
    return false;
  }
  if (parameter.constant && !constant) {
    lowering.report(
      error("eql/argument-constant", `\`${fn.name}\` takes only constants as its ${which} argument`, e.span, {
        secondary: [{ span, text: "this depends on the event" }],
      }),
    );
    return false;
  }
  return true;
}

function wordsOf(parameter: Parameter): string {
  const words = [...new Set(parameter.types.map((t) => (t === "boolean" ? "a boolean" : typeWords[t])))];
  return words.join(" or ");
}

/** A call as a value. `lowerArg` lowers its arguments into the same leaf. */
export function lowerCall(lowering: Lowering, e: Call, lowerArg: (e: Expression) => Term | null): Term | null {
  const fn = functionOfCall(lowering, e);
  if (fn === null) return null;
  const args: Term[] = [];
  let failed = false;
  for (const [i, arg] of e.args.entries()) {
    if (arg.kind === "field") resolve(lowering, arg, e.span);
    const term = lowerArg(arg);
    if (term === null) failed = true;
    else if (!failed && !fits(lowering, e, fn, i, typeOfTerm(term), term.kind === "constant")) failed = true;
    if (term !== null) args.push(term);
  }
  const [first, second] = args;
  if (failed || first === undefined) return null;
  switch (fn.meaning.kind) {
    case "affix":
      return second === undefined ? null : affixTerm(lowering, fn.meaning.where, first, second, e.insensitive, e.span);
    case "arithmetic":
      return second === undefined ? null : arithmetic(lowering, fn.meaning.op, first, second, e.span);
    case "wildcard":
      return matchTerm(lowering, first, wildcardMatching(fn, e, args.slice(1)));
    case "cidr":
      return cidrTerm(lowering, first, args.slice(1), e.span);
    case "call":
      return callTerm(lowering, fn.meaning.definition, args, e.insensitive, e.span);
    default:
      return assertNever(fn.meaning);
  }
}

/** The patterns of `wildcard()`. A null among them matches nothing. */
export function wildcardMatching(fn: EqlFunction, e: Call, patterns: readonly Term[]): Matching {
  const texts = patterns.flatMap((p): readonly PatternText[] =>
    p.kind === "constant" && typeof p.constant.value === "string" ? [{ text: p.constant.value, span: p.span }] : [],
  );
  return { kind: "wildcard", name: fn.name, insensitive: e.insensitive, patterns: texts, span: e.span };
}

/** Java's type of whole results: `number()` reads a long, positions and lengths are ints. */
const wholeOf = (fn: FunctionDefinition): "integer" | "long" => (fn.name === "number" ? "long" : "integer");

function callTerm(lowering: Lowering, fn: FunctionDefinition, args: readonly Term[], insensitive: boolean, span: Span): Term | null {
  const fold: Fold = insensitive ? "java-root" : "none";
  const missing = fn.variadic ? [] : fn.parameters.slice(args.length);
  if (args.every((a) => a.kind === "constant")) {
    const outcome = fn.evaluate([...args.map((a) => (a.kind === "constant" ? a.constant.value : null)), ...missing.map(() => null)], fold);
    const constants = args.flatMap((a) => (a.kind === "constant" ? [a.constant] : []));
    if (outcome.ok) return constantTerm(outcome.value === null ? nullOf(...constants) : constantOfValue(outcome.value, wholeOf(fn)), span);
    lowering.report(error("eql/constant-call", outcome.error, span, { help: "Elasticsearch fails on this whatever the event" }));
    return null;
  }
  const scalars = [...args.map((a) => scalarOf(lowering, a)), ...missing.map((p) => omitted(lowering, p, span))];
  const type = typeof fn.result === "string" ? fn.result : fn.result(scalars.map((s) => s.type));
  const node: Scalar = { kind: "call", id: lowering.ids.node(), span, type, fn: fn.name, args: scalars, fold };
  return scalarTerm(node);
}

/** What an optional argument is when it is left out: false for a switch, else null. */
const omitted = (lowering: Lowering, parameter: Parameter, span: Span): Scalar =>
  parameter.types.includes("boolean") ? literal(lowering, "boolean", false, span) : literal(lowering, "null", null, span);
