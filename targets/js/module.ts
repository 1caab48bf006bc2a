import type { Code } from "../../src/diagnostics/diagnostic.ts";
import { type Field, fieldName } from "../../src/ir/field.ts";
import { familyOf } from "../../src/schema/es-type.ts";
import type { Span } from "../../src/source/span.ts";
import type { Refusal } from "../../src/target/fidelity.ts";
import { array, arrow, call, helper, type Js, method, name, type Statement, string } from "./js-tree.ts";
import { createNames } from "./names.ts";
import { printExpression } from "./print.ts";
import type { HelperName } from "./runtime.generated.ts";

/** In which form the values of a field are compared: as they are, or with their case folded. */
export type Form = "plain" | "ascii" | "lower";

/** One module while it is being built: what is hoisted to its top, what `match` has read so far, and what could not be said. */
export interface Module {
  /** A constant at the top, named by what it holds; the same value is hoisted once. */
  constant(words: string, value: Js): Js;
  /** The variable in `match` that holds the values of a field. */
  field(field: Field, form: Form): Js;
  /** Declarations of the variables that `field` has made since the last call. */
  takeDeclarations(): readonly Statement[];
  readonly constants: readonly Statement[];
  refuse(code: Code, span: Span, reason: string, help?: string): void;
  readonly refusals: readonly Refusal[];
}

/** The helper that reads a field's values in the form in which they compare. */
export function readerOf(field: Field): HelperName | null {
  switch (familyOf(field.type)) {
    case "string":
      return "texts";
    case "boolean":
      return "booleans";
    default:
      return null;
  }
}

export function createModule(): Module {
  const names = createNames();
  const hoisted = new Map<string, Js>();
  const constants: Statement[] = [];
  const variables = new Map<string, Js>();
  let declarations: Statement[] = [];
  const refusals: Refusal[] = [];

  const constant = (words: string, value: Js): Js => {
    const text = printExpression(value);
    const known = hoisted.get(text);
    if (known !== undefined) return known;
    const variable = name(names.constant(words));
    if (variable.kind === "name") constants.push({ kind: "const", name: variable.name, value });
    hoisted.set(text, variable);
    return variable;
  };

  const declare = (words: string, value: Js): Js => {
    const variable = names.variable(words);
    declarations.push({ kind: "const", name: variable, value });
    return name(variable);
  };

  const field = (f: Field, form: Form): Js => {
    const key = `${form} ${fieldName(f)}`;
    const known = variables.get(key);
    if (known !== undefined) return known;
    const made = form === "plain" ? declare(fieldName(f), read(f)) : declare(`${fieldName(f)} ${form}`, folded(f, form));
    variables.set(key, made);
    return made;
  };
  const read = (f: Field): Js => {
    if (!f.mapped) return array([]);
    const place = constant(fieldName(f), helper("path", ...f.path.map(string)));
    return helper(readerOf(f) ?? "values", name("event"), place);
  };
  const folded = (f: Field, form: "ascii" | "lower"): Js => {
    const plain = field(f, "plain");
    const lower: Js = form === "ascii" ? { kind: "helper", name: "asciiLower" } : arrow(["value"], method(name("value"), "toLowerCase"));
    return call({ kind: "member", object: plain, property: "map" }, lower);
  };

  return {
    constant,
    field,
    takeDeclarations() {
      const taken = declarations;
      declarations = [];
      return taken;
    },
    constants,
    refuse(code, span, reason, help) {
      refusals.push({ code, span, reason, help: help ?? null });
    },
    refusals,
  };
}
