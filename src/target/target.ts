import type { CodeTable } from "../diagnostics/code.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Rule } from "../ir/rule.ts";
import type { JsonObject } from "../source/json.ts";
import type { CapabilityTable, FunctionTable } from "./capability.ts";
import type { Deviation, Refusal } from "./fidelity.ts";
import type { Options, OptionTable } from "./options.ts";

/** A file of the output. The driver puts it at `<out>/<target id>/<rule path><suffix>`. */
export interface Artifact {
  /** `.json`, `.rule.ndjson`, `.d.ts`: unique among the artefacts of one rule. */
  readonly suffix: string;
  readonly text: string;
}

/** A file for a whole set of rules, at `<out>/<target id>/<name>`. */
export interface SetArtifact {
  readonly name: string;
  readonly text: string;
}

export type Emission =
  | {
      readonly ok: true;
      readonly artifacts: readonly Artifact[];
      readonly deviations: readonly Deviation[];
      readonly warnings: readonly Diagnostic[];
    }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

export interface Emitted {
  readonly rule: Rule;
  readonly emission: Extract<Emission, { ok: true }>;
}

/** Events in a product's own form; `left`: those that have none, with the reason. */
export interface Projected {
  readonly text: string;
  readonly left: readonly { readonly id: string; readonly reason: string }[];
}

/**
 * All that concerns one product, in one folder. `emit` is pure and deterministic: no I/O, clock, randomness or globals; it never throws on a rule, and
 * never emits something that means something else: what it cannot say is a refusal, what it can only nearly say is a deviation with a direction.
 * Policy (what fidelity is accepted) is the driver's: `emit` always tells everything.
 */
export interface Target {
  /** The folder's name, and what users write. */
  readonly id: string;
  readonly title: string;
  /** A name for several targets on the command line (`sql`). */
  readonly family: string | null;
  /** Product versions that capabilities depend on, oldest first; the last is the default. A user writes `falco@0.41`. */
  readonly versions: readonly string[];
  readonly options: OptionTable;
  readonly capabilities: CapabilityTable;
  readonly functions: FunctionTable;
  readonly codes: CodeTable;
  emit(rule: Rule, options: Options, version: string): Emission;
  /** Files for the whole set, from rules in order of path. */
  bundle(rules: readonly Emitted[], options: Options, version: string): readonly SetArtifact[];
  /** Loads events as the product's artefacts read them (the projection); null where the product takes them as they are, or from elsewhere. */
  readonly project:
    | null
    | ((rules: readonly Rule[], events: readonly { readonly id: string; readonly event: JsonObject }[], options: Options) => Projected);
}
