import { nearest } from "../../diagnostics/suggest.ts";
import type { FunctionDefinition, Parameter } from "../../functions/define.ts";
import { functions } from "../../functions/index.ts";
import type { ArithmeticOp } from "../../ir/scalar.ts";
import type { ValueType } from "../../ir/value.ts";

/** What a function of EQL becomes: a node of its own in the IR, or a call. */
export type Meaning =
  | { readonly kind: "affix"; readonly where: "starts" | "ends" | "contains" }
  | { readonly kind: "wildcard" }
  | { readonly kind: "cidr" }
  | { readonly kind: "arithmetic"; readonly op: ArithmeticOp }
  | { readonly kind: "call"; readonly definition: FunctionDefinition };

export interface EqlFunction {
  /** As the documentation spells it; any case is understood. */
  readonly name: string;
  readonly meaning: Meaning;
  readonly parameters: readonly Parameter[];
  readonly variadic: boolean;
  /** Has a form with `~`. */
  readonly folds: boolean;
}

const parameter = (name: string, types: readonly ValueType[], constant = false): Parameter => ({ name, types, optional: false, constant });
const strings: readonly ValueType[] = ["string"];
const numbers: readonly ValueType[] = ["long", "double"];

const affix = (name: string, where: "starts" | "ends" | "contains"): EqlFunction => ({
  name,
  meaning: { kind: "affix", where },
  parameters: [parameter("text", strings), parameter("part", strings)],
  variadic: false,
  folds: true,
});
const arithmetic = (name: string, op: ArithmeticOp): EqlFunction => ({
  name,
  meaning: { kind: "arithmetic", op },
  parameters: [parameter("left", numbers), parameter("right", numbers)],
  variadic: false,
  folds: false,
});

/** Every function of EQL. */
export const eqlFunctions: readonly EqlFunction[] = [
  affix("startsWith", "starts"),
  affix("endsWith", "ends"),
  affix("stringContains", "contains"),
  arithmetic("add", "+"),
  arithmetic("subtract", "-"),
  arithmetic("multiply", "*"),
  arithmetic("divide", "/"),
  arithmetic("modulo", "%"),
  {
    name: "wildcard",
    meaning: { kind: "wildcard" },
    parameters: [parameter("text", strings), parameter("pattern", strings, true)],
    variadic: true,
    folds: true,
  },
  {
    name: "cidrMatch",
    meaning: { kind: "cidr" },
    parameters: [parameter("address", ["ip"]), parameter("network", strings, true)],
    variadic: true,
    folds: false,
  },
  ...functions.flatMap((definition) =>
    (definition.names["eql"] ?? []).map(
      (name): EqlFunction => ({
        name,
        meaning: { kind: "call", definition },
        parameters: definition.parameters,
        variadic: definition.variadic,
        folds: definition.folds,
      }),
    ),
  ),
];

const byName = new Map(eqlFunctions.map((f) => [f.name.toLowerCase(), f]));

/** Names of functions may be written in any case. */
export const eqlFunction = (name: string): EqlFunction | null => byName.get(name.toLowerCase()) ?? null;

/** Functions of Endgame's EQL, and what to write in their place. */
const removed: ReadonlyMap<string, string> = new Map([
  ["arraycontains", "a test of a field holds if any of its values satisfies it: write `field : (…)`"],
  ["arraysearch", "a test of a field holds if any of its values satisfies it: write the test without the function"],
  ["arraycount", "the number of values cannot be asked for; ECS has `process.args_count`"],
  ["match", "write `field regex (…)`"],
  ["matchlite", "write `field regex (…)`"],
  ["safe", "leave it away: a test of a missing field is false"],
]);

/** What to try when there is no function with this name. */
export function insteadOf(name: string): string {
  const advice = removed.get(name.toLowerCase());
  if (advice !== undefined) return advice;
  const near = nearest(
    name,
    eqlFunctions.map((f) => f.name),
  );
  const names = eqlFunctions.map((f) => `\`${f.name}\``).sort();
  return near === null ? `the functions are ${names.join(", ")}` : `a function with a similar name exists: \`${near}\``;
}
