import { type Diagnostic, error, hasError } from "../diagnostics/diagnostic.ts";
import type { FrontEnd, FrontEndResult } from "../frontends/front-end.ts";
import type { Rule } from "../ir/rule.ts";
import { standardPasses } from "../passes/index.ts";
import type { Pass } from "../passes/pass.ts";
import type { RuleDocument } from "../rules/rule-document.ts";
import { type Schema, schemaFor } from "../schema/schema.ts";
import { hasHalfSurrogate } from "../source/half-surrogate.ts";
import type { Span } from "../source/span.ts";
import { fidelityOf } from "../target/fidelity.ts";
import type { Emission } from "../target/target.ts";
import { bug } from "./bug.ts";
import { withFilters } from "./filters.ts";
import { outsideNested } from "./nested-fields.ts";
import type { RuleOutcome, TargetOutcome, TargetRequest } from "./outcome.ts";
import { placeDiagnostic, placeEmission } from "./place.ts";
import { dataView, requestFields } from "./request-fields.ts";
import { compiledTypes, type TypeContext, typedDetection } from "./rule-type.ts";
import { lookupIn, multiFields, withColumns } from "./schema-fields.ts";

export type { Pass } from "../passes/pass.ts";

export interface CompileOptions {
  readonly schema: Schema;
  readonly frontEnds: readonly FrontEnd[];
  /** Run in this order before any target sees the rule. Default: the standard ones. */
  readonly passes?: readonly Pass[];
  /** `null` leaves the window out: what a verifier compiles. Default: as the rule has it. */
  readonly window?: null;
  /** What `now` in the rule's dates means, epoch milliseconds: for a verifier. Default: the time at which the artefact runs. */
  readonly now?: number;
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

const inDocument = (document: RuleDocument, key: string, d: (at: Span | null) => Diagnostic): Diagnostic => ({
  ...d(document.locate(key)),
  file: document.source.name,
});

/** What a rule has beside its query that changes what it matches, and that nothing compiles yet. Refused: a query without it would mean something else. */
function beyondQuery(document: RuleDocument): Diagnostic | null {
  const { type } = document;
  if (!compiledTypes.includes(type)) {
    const help = `types that are compiled: ${compiledTypes.map((t) => `\`${t}\``).join(", ")}`;
    return inDocument(document, "rule.type", (at) => error("driver/rule-type", `rules of type \`${type}\` are not compiled`, at, { help }));
  }
  return null;
}

function frontEndFor(document: RuleDocument, frontEnds: readonly FrontEnd[]): FrontEnd | Diagnostic {
  const refused = beyondQuery(document);
  if (refused !== null) return refused;
  const { language } = document;
  const frontEnd = frontEnds.find((f) => f.id === language);
  if (frontEnd !== undefined) return frontEnd;
  const known = frontEnds.map((f) => `\`${f.id}\``).join(", ");
  return inDocument(document, "rule.language", (at) =>
    error("driver/language", `there is no front end for language \`${language}\``, at, { help: `languages that are compiled: ${known}` }),
  );
}

function read(
  document: RuleDocument,
  frontEnd: FrontEnd,
  options: CompileOptions,
  { query, index }: { readonly query: string; readonly index: readonly string[] } = document,
): FrontEndResult {
  return frontEnd.read(query, {
    schema: options.schema,
    index,
    categoryField: document.categoryField ?? "event.category",
    timestampField: document.timestampField ?? "@timestamp",
    tiebreakerField: document.tiebreakerField,
  });
}

const typeContext = (document: RuleDocument, options: CompileOptions): TypeContext => ({
  document,
  schema: options.schema,
  read: (query, language, index) => {
    const frontEnd = options.frontEnds.find((f) => f.id === language);
    return frontEnd === undefined ? null : read(document, frontEnd, options, { query, index });
  },
});

/** The stages that no target takes part in: read, lower, passes. Never throws: see `compileDocument`. */
export function lowerDocument(document: RuleDocument, given: CompileOptions): Lowered {
  const options: CompileOptions = { ...given, schema: schemaFor(given.schema, document.index) };
  const fail = (ast: unknown, diagnostics: readonly Diagnostic[]): Lowered => ({ ast, lowered: null, rule: null, diagnostics });
  const frontEnd = frontEndFor(document, options.frontEnds);
  if ("severity" in frontEnd) return fail(null, [frontEnd]);
  const named = requestFields(document, options.schema);
  if (named.length > 0) return fail(null, named);
  const result = attempt(() => read(document, frontEnd, options));
  if (!result.ok) return fail(null, [bug(`reading ${frontEnd.title}`, document, result.thrown)]);
  const { ast, detection: queried } = result.value;
  const told = [...dataView(document), ...result.value.diagnostics.map((d) => placeDiagnostic(document, d))];
  if (hasError(told)) return fail(ast, told);
  if (queried === null) return fail(ast, [...told, bug(`reading ${frontEnd.title}`, document, "it gives neither a rule nor an error")]);
  const typed = attempt(() => typedDetection(queried, typeContext(document, options)));
  if (!typed.ok) return fail(ast, [...told, bug(`reading a rule of type \`${document.type}\``, document, typed.thrown)]);
  const { detection } = typed.value;
  const diagnostics = [...told, ...typed.value.diagnostics];
  if (detection === null) return fail(ast, diagnostics);
  const filtered = attempt(() => withFilters(detection, document, options.schema));
  if (!filtered.ok) return fail(ast, [...diagnostics, bug("reading filters", document, filtered.thrown)]);
  diagnostics.push(...filtered.value.diagnostics.map((d) => placeDiagnostic(document, d)));
  const { sources } = filtered.value;
  if (sources === null) return fail(ast, diagnostics);
  const schedule = {
    ...document.schedule,
    ...(options.window === null ? { window: null } : {}),
    ...(options.now === undefined ? {} : { now: options.now }),
  };
  const unplaced: Rule = { sources, detection: detection.detection, schedule, metadata: document.metadata };
  const lookup = lookupIn(options.schema);
  const fields = attempt(() => ({
    derived: [...multiFields(unplaced, lookup), ...outsideNested(unplaced)],
    lowered: withColumns(unplaced, lookup),
  }));
  if (!fields.ok) return fail(ast, [...diagnostics, bug("looking up fields", document, fields.thrown)]);
  const { derived, lowered } = fields.value;
  if (derived.length > 0) return fail(ast, [...diagnostics, ...derived.map((d) => placeDiagnostic(document, d))]);
  let rule = lowered;
  for (const pass of options.passes ?? standardPasses) {
    const passed = attempt(() => pass.run(rule));
    if (!passed.ok) return fail(ast, [...diagnostics, bug(`pass ${pass.name}`, document, passed.thrown)]);
    rule = passed.value;
  }
  return { ast, lowered, rule, diagnostics };
}

/** What a target promises beside not throwing: an artefact, or a reason why there is none. */
function brokenContract(emission: Emission): string | null {
  if (!emission.ok) return emission.refusals.length === 0 ? "it refuses without a reason" : null;
  if (emission.artifacts.length === 0) return "it emits nothing";
  const suffixes = emission.artifacts.map((a) => a.suffix);
  return new Set(suffixes).size < suffixes.length ? "it emits two artefacts with one suffix" : null;
}

function emitTo(document: RuleDocument, rule: Rule, request: TargetRequest): TargetOutcome | Diagnostic {
  const emitted = attempt((): Emission => placeEmission(document, request.target.emit(rule, request.options, request.version)));
  if (!emitted.ok) return bug(`target ${request.target.id}`, document, emitted.thrown);
  const emission = emitted.value;
  const broken = brokenContract(emission);
  if (broken !== null) return bug(`target ${request.target.id}`, document, broken);
  return { request, emission, fidelity: emission.ok ? fidelityOf(emission.deviations) : "refused", halved: halvedOf(emission) };
}

/**
 * Reads each text as soon as it is made. That is not only for what it finds: V8 keeps a text as the pieces it was put together from until somebody reads it, and the pieces of all artefacts of a
 * large set are 200 MiB that are moved about each time memory is cleared.
 */
function halvedOf(emission: Emission): readonly string[] {
  if (!emission.ok) return [];
  return emission.artifacts.filter((a) => hasHalfSurrogate(a.text)).map((a) => a.suffix);
}

/**
 * One rule through every stage, to each of the requested targets: read, lower, passes, emit. The only place that knows this order.
 *
 * Never throws: what a stage throws is a diagnostic with code `verdict/bug`. A rule with an error in any stage but emitting has no targets; a target
 * that throws is left out of `targets`, with the diagnostic. Policy (which fidelity is accepted) is not applied here: see `judge`.
 */
export function compileDocument(document: RuleDocument, requests: readonly TargetRequest[], options: CompileOptions): RuleOutcome {
  const { rule, diagnostics } = lowerDocument(document, options);
  if (rule === null) return { document, rule, diagnostics, targets: [] };
  const targets: TargetOutcome[] = [];
  const bugs: Diagnostic[] = [];
  for (const request of requests) {
    const outcome = emitTo(document, rule, request);
    if ("severity" in outcome) bugs.push(outcome);
    else targets.push(outcome);
  }
  return { document, rule, diagnostics: bugs.length === 0 ? diagnostics : [...diagnostics, ...bugs], targets };
}
