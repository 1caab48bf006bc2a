import { assertNever } from "../../src/source/assert-never.ts";
import { keys, type Layout, layout, lines, object, quote } from "./json-text.ts";
import { type LibraryFunction, librarySource } from "./painless-library.ts";
import type { PainlessExpression, PainlessScript } from "./painless-tree.ts";

/** How a script's source is written: as JSON has it, or on lines of its own, which only Kibana's console reads. */
export type ScriptForm = "json" | "lines";

const scriptKeys = keys("lang", "source", "params");

/** A script as queries take it. */
export function scriptJson(script: PainlessScript, form: ScriptForm): Layout {
  const source = scriptSource(script);
  return object(scriptKeys, [quote("painless"), form === "lines" ? lines(source) : quote(source), layout(script.parameters)]);
}

/**
 * The script's source: library functions, a loop for each field, the test in the middle. No text of a rule is in it, so equal tests share one compilation on the
 * server. Parameters' names are made here and by painless.ts, never by a rule.
 */
function scriptSource(script: PainlessScript): string {
  const functions = new Set<LibraryFunction>(["values"]);
  collect(script.test, functions);
  const test = `if (${expressionText(script.test)} == true) { return true; }`;
  // what fails is false for these values, and the next are tried: an exception would fail the whole search
  const guarded = script.canFail ? `try { ${test} } catch (ArithmeticException e) { } catch (IllegalArgumentException e) { }` : test;
  const loops = script.fields.reduceRight(
    (inner, name, i) =>
      `for (def x${i} : values(doc, params.${name})) {\n${inner
        .split("\n")
        .map((line) => `  ${line}`)
        .join("\n")}\n}`,
    guarded,
  );
  return `${librarySource(functions)}\n${loops}\nreturn false;`;
}

function collect(expression: PainlessExpression, functions: Set<LibraryFunction>): void {
  if (expression.kind === "call") {
    functions.add(expression.function);
    for (const arg of expression.args) collect(arg, functions);
  } else if (expression.kind === "list") for (const item of expression.items) collect(item, functions);
}

function expressionText(expression: PainlessExpression): string {
  switch (expression.kind) {
    case "parameter":
      return `params.${expression.name}`;
    case "variable":
      return `x${expression.index}`;
    case "flag":
      return String(expression.value);
    case "null":
      return "null";
    case "list":
      return `[${expression.items.map(expressionText).join(", ")}]`;
    case "call":
      return `${expression.function}(${expression.args.map(expressionText).join(", ")})`;
    default:
      return assertNever(expression);
  }
}
