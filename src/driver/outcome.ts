import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Rule } from "../ir/rule.ts";
import type { RuleDocument } from "../rules/rule-document.ts";
import type { Fidelity } from "../target/fidelity.ts";
import type { Options } from "../target/options.ts";
import type { Emission, Target } from "../target/target.ts";

/** A target as the user asked for it: `falco@0.41` with options. */
export interface TargetRequest {
  readonly target: Target;
  readonly version: string;
  readonly options: Options;
}

/** What became of one rule on one target. Deviations and refusals in `emission` have spans in the document. */
export interface TargetOutcome {
  readonly request: TargetRequest;
  readonly emission: Emission;
  readonly fidelity: Fidelity | "refused";
  /** Suffixes of artefacts that hold half a surrogate pair, which no file in UTF-8 can. */
  readonly halved: readonly string[];
}

/**
 * What became of one rule. `rule` is null exactly when the rule has an error; then there are no targets. A target that failed (`verdict/bug` among the
 * diagnostics) is missing from `targets`. Diagnostics point into the document.
 */
export interface RuleOutcome {
  readonly document: RuleDocument;
  readonly rule: Rule | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly targets: readonly TargetOutcome[];
}
