import { type Diagnostic, error, hasError } from "../diagnostics/diagnostic.ts";
import type { FrontEnd, FrontEndResult } from "../frontends/front-end.ts";
import type { Rule } from "../ir/rule.ts";
import type { RuleDocument } from "../rules/rule-document.ts";
import type { Schema } from "../schema/schema.ts";
import { fidelityOf } from "../target/fidelity.ts";
import type { Emission } from "../target/target.ts";
import { withColumns } from "./columns.ts";
import type { RuleOutcome, TargetOutcome, TargetRequest } from "./outcome.ts";
import { placeDiagnostic, placeEmission } from "./place.ts";

/** A rewriting of the IR that keeps its meaning; total. */
export interface Pass {
  readonly name: string;
  run(rule: Rule): Rule;
}

export interface CompileOptions {
  readonly schema: Schema;
  readonly frontEnds: readonly FrontEnd[];
  /** Run in this order before any target sees the rule. Default: none. */
  readonly passes?: readonly Pass[];
  /** `null` leaves the window out: what a verifier compiles. Default: as the rule has it. */
  readonly window?: null;
}

/** A stage threw: a bug in Verdict, told as such and never as the user's fault. */
function bug(stage: string, document: RuleDocument, thrown: unknown): Diagnostic {
  const what = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    ...error("verdict/bug", `a bug in Verdict: ${stage} failed on this rule: ${what}`, null, { help: "please report it with the rule" }),
    file: document.source.name,
  };
}

function attempt<T>(run: () => T): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly thrown: unknown } {
  try {
    return { ok: true, value: run() };
  } catch (thrown) {
    return { ok: false, thrown };
  }
}

/** The rule as lowering gives it and, in `rule`, as the passes leave it. `rule` is null exactly when a diagnostic is an error. */
export interface Lowered {
  readonly ast: unknown;
  readonly lowered: Rule | null;
  readonly rule: Rule | null;
  /** Placed into the document. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The stages that no target takes part in: read, lower, passes. */
export function lowerDocument(document: RuleDocument, options: CompileOptions): Lowered {
  const fail = (ast: unknown, diagnostics: readonly Diagnostic[]): Lowered => ({ ast, lowered: null, rule: null, diagnostics });
  const frontEnd = options.frontEnds.find((f) => f.id === document.language);
  if (frontEnd === undefined) {
    const what =
      document.language === null
        ? `rules of type \`${document.type}\` have no query`
        : `no front end for language \`${document.language}\``;
    return fail(null, [{ ...error("driver/language", what, document.locate("rule.language"), {}), file: document.source.name }]);
  }
  const read = attempt(
    (): FrontEndResult =>
      frontEnd.read(document.query, {
        schema: options.schema,
        index: document.index,
        categoryField: document.categoryField ?? "event.category",
        timestampField: document.timestampField ?? "@timestamp",
        tiebreakerField: document.tiebreakerField,
      }),
  );
  if (!read.ok) return fail(null, [bug(`reading ${frontEnd.title}`, document, read.thrown)]);
  const diagnostics = read.value.diagnostics.map((d) => placeDiagnostic(document, d));
  if (read.value.detection === null) return fail(read.value.ast, diagnostics);
  const { ast, detection } = read.value;
  const schedule = options.window === null ? { ...document.schedule, window: null } : document.schedule;
  const lowered = withColumns({ ...detection, schedule, metadata: document.metadata }, options.schema);
  let rule = lowered;
  for (const pass of options.passes ?? []) {
    const passed = attempt(() => pass.run(rule));
    if (!passed.ok) return fail(ast, [...diagnostics, bug(`pass ${pass.name}`, document, passed.thrown)]);
    rule = passed.value;
  }
  return hasError(diagnostics) ? fail(ast, diagnostics) : { ast, lowered, rule, diagnostics };
}

function emitTo(document: RuleDocument, rule: Rule, request: TargetRequest): TargetOutcome | Diagnostic {
  const emitted = attempt((): Emission => placeEmission(document, request.target.emit(rule, request.options, request.version)));
  if (!emitted.ok) return bug(`target ${request.target.id}`, document, emitted.thrown);
  const emission = emitted.value;
  return { request, emission, fidelity: emission.ok ? fidelityOf(emission.deviations) : "refused" };
}

/**
 * One rule through every stage, to each of the requested targets: read, lower, passes, emit. The only place that knows this order.
 *
 * Never throws: what a stage throws is a diagnostic with code `verdict/bug`. A rule with an error in any stage but emitting has no targets; a target
 * that throws is left out of `targets`, with the diagnostic. Policy (which fidelity is accepted) is not applied here: see `judge`.
 */
export function compileDocument(document: RuleDocument, requests: readonly TargetRequest[], options: CompileOptions): RuleOutcome {
  const { ast, rule, diagnostics } = lowerDocument(document, options);
  if (rule === null) return { document, ast, rule, diagnostics, targets: [] };
  const targets: TargetOutcome[] = [];
  const bugs: Diagnostic[] = [];
  for (const request of requests) {
    const outcome = emitTo(document, rule, request);
    if ("severity" in outcome) bugs.push(outcome);
    else targets.push(outcome);
  }
  return { document, ast, rule, diagnostics: bugs.length === 0 ? diagnostics : [...diagnostics, ...bugs], targets };
}
