import type { Code, Diagnostic } from "../diagnostics/diagnostic.ts";
import type { SourceText } from "../source/source-text.ts";
import type { Span } from "../source/span.ts";
import type { Direction } from "../target/fidelity.ts";
import type { Target } from "../target/target.ts";
import type { TargetRequest } from "./outcome.ts";

/** A deviation or refusal that somebody looked at and accepted. `rule`: its path or its id. */
export interface Acceptance {
  readonly rule: string;
  readonly target: string;
  readonly code: Code;
  readonly reason: string;
  /** Where it stands in verdict.json. */
  readonly span: Span;
}

/** verdict.json, read. `requests` are its targets, or every target when it names none. */
export interface Policy {
  readonly source: SourceText;
  readonly requests: readonly TargetRequest[];
  readonly accepted: readonly Acceptance[];
  readonly strictSchema: boolean;
  /** Paths as written, relative to verdict.json. */
  readonly mappings: readonly string[];
  readonly columns: readonly string[];
}

export interface PolicyResult {
  /** Null exactly when a diagnostic is an error. */
  readonly policy: Policy | null;
  readonly diagnostics: readonly Diagnostic[];
}

export function readPolicy(source: SourceText, targets: readonly Target[]): PolicyResult {
  const requests = targets.map((target) => ({ target, version: target.versions[target.versions.length - 1] ?? "", options: {} }));
  return { policy: { source, requests, accepted: [], strictSchema: false, mappings: [], columns: [] }, diagnostics: [] };
}

/** `over,under` as the command line has it; null when a word is unknown. */
export function readAllow(words: readonly string[]): readonly Direction[] | null {
  const directions: Direction[] = [];
  for (const word of words.flatMap((w) => w.split(",")).map((w) => w.trim())) {
    if (word === "over" || word === "under" || word === "incomparable") directions.push(word);
    else if (word !== "") return null;
  }
  return directions;
}
