import type { Rule } from "../ir/rule.ts";
import type { JsonObject } from "../source/json.ts";
import type { Options } from "./options.ts";
import type { Found, Stream } from "./stream.ts";
import type { Emission } from "./target.ts";

/** What an engine says of one event. `error`: it failed on this event. */
export type EngineVerdict = "match" | "no-match" | "error";

/** One rule's artefact and the events to run it on. The artefact was emitted with a null window: that node, and nothing else, is replaced. */
export interface Job {
  readonly rule: Rule;
  readonly emission: Extract<Emission, { ok: true }>;
}

/**
 * A running engine, loaded through the target's projection. `represent` says why an event cannot be shown to this engine under that projection (then it is
 * counted, not compared), or null. `run` gives a verdict for each job and each event, in order; events that are not representable get null.
 */
export interface Engine {
  /** `sqlite`, `libsinsp`: what reports show, with `version`. */
  readonly name: string;
  readonly version: string;
  /** What a report must say of this engine besides: stand-ins, substituted types, known differences. Lower case, no period. */
  readonly notes?: readonly string[];
  represent(rule: Rule, event: JsonObject): string | null;
  /**
   * Hands artefacts to the product without running them (PREPARE, `_validate/query`, a type check), as emitted, window and all: for each job null, or the product's
   * own words on why it does not take it; undefined where it cannot be asked. An engine without this is asked to run the rule on one event instead.
   */
  validate?(jobs: readonly Job[]): Promise<readonly (string | null | undefined)[]>;
  run(jobs: readonly Job[], events: readonly JsonObject[]): Promise<readonly (readonly (EngineVerdict | null)[])[]>;
  /**
   * For rules that join events: what one artefact finds in each stream, window aside as in `run`; null for a stream that cannot be shown to this engine (`representStream` says why).
   * An engine without this runs no such rule.
   */
  detect?(job: Job, streams: readonly Stream[]): Promise<readonly (readonly Found[] | null)[]>;
  representStream?(rule: Rule, stream: Stream): string | null;
  close(): Promise<void>;
}

/** How to get an engine. `start` answers with the engine, or with the reason why it is not there, in words a user can act on. */
export interface EngineAdapter {
  /** Id of the target whose artefacts it runs. */
  readonly target: string;
  /** What users write after `--engine`. */
  readonly id: string;
  /** Options for which artefacts must be emitted for this engine (layout and the like). */
  readonly options: Options;
  /** The product version for which artefacts must be emitted, where the engine is not of the target's last one. */
  readonly version?: string;
  start(): Promise<{ readonly ok: true; readonly engine: Engine } | { readonly ok: false; readonly why: string }>;
}
