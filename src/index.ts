/** The library: everything that is the same whatever a rule is compiled to. Pure: no I/O. Targets are in `verdict-rules/targets`. */
export type { Diagnostic, Label } from "./diagnostics/diagnostic.ts";
export type { Rule } from "./ir/rule.ts";
export type { Deviation, Fidelity, Refusal } from "./target/fidelity.ts";
export type { Artifact, Emission, Target } from "./target/target.ts";
