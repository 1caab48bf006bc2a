import type { Target } from "../../src/target/target.ts";
import { capabilities, functions } from "./capabilities.ts";
import { codes } from "./codes.ts";
import { bundle, emit } from "./emit.ts";

/** A standalone matcher: one ES module a rule, without any import, that runs wherever JavaScript does. */
export const js: Target = {
  id: "js",
  title: "JavaScript",
  family: null,
  versions: ["es2022"],
  options: {
    explain: {
      kind: "boolean",
      default: false,
      summary: "also emit `explain(event)`, which tells the truth of every part of the condition",
    },
  },
  capabilities,
  functions,
  codes,
  emit: (rule, options) => emit(rule, options),
  project: null,
  bundle: (rules) => bundle(rules),
};
