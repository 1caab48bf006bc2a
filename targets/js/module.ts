import type { Code } from "../../src/diagnostics/diagnostic.ts";
import { type Field, fieldName } from "../../src/ir/field.ts";
import type { Span } from "../../src/source/span.ts";
import type { Refusal } from "../../src/target/fidelity.ts";
import { readValues } from "./field.ts";
import { arrow, call, helper, type Js, member, method, name, type Statement, sameExpression, string } from "./js-tree.ts";
import { createNames } from "./names.ts";

/** In which form the letters of a text are compared: as they are, A-Z as a-z, or in lower case. */
export type Form = "plain" | "ascii" | "lower";

/** One module while it is being built: what is hoisted to its top, what `match` has read so far, and what could not be said. */
export interface Module {
  /** A constant at the top, named by what it holds; the same value is hoisted once. */
  constant(words: string, value: Js): Js;
  /** A name for a function of the module. */
  function(words: string): string;
  /** The variable in `match` that holds the values of a field. */
  field(field: Field, form: Form): Js;
  /** The object of a list that fields are read from, instead of the event. */
  readonly within: { readonly path: string; readonly variable: string } | null;
  /** A name for an object of a list. */
  object(words: string): string;
  /** The variable in `match` that holds a moment relative to now. */
  moment(words: string, from: (now: Js) => Js): Js;
  /** Names for the parameters of one arrow, different from each other and from everything around. */
  parameters(words: readonly string[]): readonly string[];
  /** Declarations of the variables that `field` has made since the last call. */
  takeDeclarations(): readonly Statement[];
  /** What follows belongs to another function: its variables are its own. */
  newFunction(): void;
  /** Does the function read the clock? It has its time in a variable `now`, which whoever makes the function declares. */
  readsClock(): boolean;
  readonly constants: readonly Statement[];
  refuse(code: Code, span: Span, reason: string, help?: string): void;
  readonly refusals: readonly Refusal[];
}

export function createModule(): Module {
  const names = createNames();
  const constants: Extract<Statement, { kind: "const" }>[] = [];
  let variables = new Map<string, Js>();
  let declarations: Statement[] = [];
  let clock = false;
  const refusals: Refusal[] = [];

  const constant = (words: string, value: Js): Js => {
    const known = constants.find((c) => sameExpression(c.value, value));
    if (known !== undefined) return name(known.name);
    const variable = names.constant(words);
    constants.push({ kind: "const", name: variable, value });
    return name(variable);
  };

  const field = (f: Field, form: Form): Js => {
    const key = `${form} ${fieldName(f)}`;
    const known = variables.get(key);
    if (known !== undefined) return known;
    const value =
      form === "plain" ? readValues(f, (place) => constant(place, helper("path", string(place)))) : folded(field(f, "plain"), form);
    const variable = names.variable(form === "plain" ? fieldName(f) : `${fieldName(f)} ${form === "ascii" ? "caseless" : "lower"}`);
    declarations.push({ kind: "const", name: variable, value });
    variables.set(key, name(variable));
    return name(variable);
  };
  const folded = (plain: Js, form: "ascii" | "lower"): Js =>
    call(
      member(plain, "map"),
      form === "ascii" ? { kind: "helper", name: "asciiLower" } : arrow(["value"], method(name("value"), "toLowerCase")),
    );

  return {
    constant,
    function: (words) => names.function(words),
    field,
    within: null,
    object: (words) => names.variable(words),
    moment(words, from) {
      clock = true;
      const value = from(name("now"));
      if (value.kind === "name") return value;
      const key = `moment ${words}`;
      const known = variables.get(key) ?? name(names.moment(words));
      if (!variables.has(key) && known.kind === "name") declarations.push({ kind: "const", name: known.name, value });
      variables.set(key, known);
      return known;
    },
    parameters: (words) => names.parameters(words),
    takeDeclarations() {
      const taken = declarations;
      declarations = [];
      return taken;
    },
    newFunction() {
      variables = new Map();
      clock = false;
      names.newFunction();
    },
    readsClock: () => clock,
    constants,
    refuse(code, span, reason, help) {
      refusals.push({ code, span, reason, help: help ?? null });
    },
    refusals,
  };
}
