import type { Rule } from "../../src/ir/rule.ts";
import { verdictVersion } from "../../src/source/verdict-version.ts";
import { type Deviation, fidelityOf } from "../../src/target/fidelity.ts";
import { template } from "../../src/target/template.ts";
import type { JoinedCode } from "./joined.ts";
import { addHelpers, addHelpersOf, type Statement } from "./js-tree.ts";
import { metadataOf } from "./metadata.ts";
import { printStatements } from "./print.ts";
import { commentText } from "./quote.ts";
import { type HelperName, helpers } from "./runtime.generated.ts";
import * as specs from "./templates.generated.ts";
import { anyAlert, anyOptions, explanationTypes, matcherTypes, matchOptionsType, nowOption, particulars, ruleTypes } from "./types-text.ts";

/** A rule's code, before it is text. */
export interface Code {
  readonly constants: readonly Statement[];
  readonly match: readonly Statement[];
  /** Null: not asked for. */
  readonly explain: readonly Statement[] | null;
  /** Do dates of the rule depend on the time? Then the functions take options. */
  readonly clock: boolean;
}

export interface CompiledRule {
  readonly rule: Rule;
  readonly deviations: readonly Deviation[];
  readonly code: Code;
}

/** A rule that joins events. */
export interface CompiledJoin {
  readonly rule: Rule;
  readonly deviations: readonly Deviation[];
  readonly code: JoinedCode;
}

type Described = Pick<CompiledRule, "rule" | "deviations">;

interface Header {
  readonly title: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly fidelity: string;
  readonly deviations: readonly string[];
}

interface Clocked {
  readonly clock: boolean;
}

const moduleFrame = template<
  Header & Clocked & Readonly<Record<"verdict" | "metadata" | "constants" | "match" | "explain" | "helpers", string>>
>(specs.module, commentText);
const declarationFrame = template<Clocked & Readonly<Record<"title" | "path" | "verdict" | "types" | "explain" | "matchOptions", string>>>(
  specs.declaration,
  commentText,
);
const joinedFrame = template<
  Header &
    Clocked &
    Readonly<Record<"verdict" | "metadata" | "constants" | "matcher" | "helpers", string>> & {
      readonly conditions: readonly ConditionText[];
    }
>(specs.joined, commentText);
const joinedDeclarationFrame = template<Readonly<Record<"title" | "path" | "verdict" | "types" | "matcherTypes", string>>>(
  specs.joinedDeclaration,
  commentText,
);
type ConditionText = Clocked & Readonly<Record<"name" | "text" | "body", string>>;
/** Of `match` and `matcher` one is empty. */
type Block = Header &
  Clocked &
  Readonly<Record<"metadata" | "constants" | "match" | "matcher", string>> & { readonly conditions: readonly ConditionText[] };

const bundleFrame = template<{
  readonly summary: string;
  readonly verdict: string;
  readonly blocks: readonly Block[];
  readonly clock: boolean;
  readonly helpers: string;
}>(specs.bundle, commentText);
const bundleDeclarationFrame = template<
  Clocked & Readonly<Record<"summary" | "verdict" | "types" | "matcherTypes" | "matchOptions", string>>
>(specs.bundleDeclaration, commentText);

function headerOf({ rule, deviations }: Described): Header {
  return {
    title: rule.metadata.name,
    path: rule.metadata.path,
    query: rule.metadata.query.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => line.replace(/\t/g, "  ").trimEnd()),
    fidelity:
      rule.detection.kind === "filter"
        ? fidelityLine(deviations)
        : `${joinedFidelityLine(deviations)}${rule.detection.kind === "aggregate" ? namedEvents : ""}`,
    deviations: deviations.map((d) => `${d.code}: ${d.reason}`),
  };
}

function fidelityLine(deviations: readonly Deviation[]): string {
  const fidelity = fidelityOf(deviations);
  switch (fidelity) {
    case "exact":
      return "Fidelity: exact. It matches the events that the rule matches, and no others.";
    case "over":
      return "Fidelity: over. It may match events that the rule does not.";
    case "under":
      return "Fidelity: under. It may miss events that the rule matches.";
    case "incomparable":
      return "Fidelity: incomparable. It may match events that the rule does not, and miss events that it does.";
  }
}

const namedEvents = " An alert names the last 100 events of its group at most, or `maxEvents`; what is counted is all of them.";

function joinedFidelityLine(deviations: readonly Deviation[]): string {
  const fidelity = fidelityOf(deviations);
  switch (fidelity) {
    case "exact":
      return "Fidelity: exact. It finds what the rule finds, and nothing else, as long as state() counts nothing that is late or given up.";
    case "over":
      return "Fidelity: over. It may find what the rule does not.";
    case "under":
      return "Fidelity: under. It may miss what the rule finds.";
    case "incomparable":
      return "Fidelity: incomparable. It may find what the rule does not, and miss what it does.";
  }
}

/** Adds what a rule's code calls. */
function addCalls(code: Code | JoinedCode, found: Set<HelperName>): void {
  addHelpers(code.constants, found);
  if ("match" in code) {
    addHelpers(code.match, found);
    addHelpers(code.explain ?? [], found);
  } else {
    for (const { body } of code.conditions) addHelpers(body, found);
    addHelpersOf(code.matcher, found);
  }
}

/** In order of name. */
const allHelpers = Object.entries(helpers);

/** The functions that rules' code calls, and those that they call in turn, in order of name. */
function helperText(codes: readonly (Code | JoinedCode)[]): string {
  const found = new Set<HelperName>();
  for (const code of codes) addCalls(code, found);
  for (const helper of found) for (const needed of helpers[helper].needs) found.add(needed);
  const isFound: ReadonlySet<string> = found;
  return allHelpers
    .filter(([name]) => isFound.has(name))
    .map(([, { text }]) => text)
    .join("\n\n");
}

const metadataText = ({ rule, deviations }: Described, depth: number): string =>
  printStatements([{ kind: "const", name: "rule", value: metadataOf(rule, deviations) }], depth).trimStart();

/** The module of one rule. */
export const moduleText = (compiled: CompiledRule): string =>
  moduleFrame({
    ...headerOf(compiled),
    verdict: verdictVersion,
    metadata: metadataText(compiled, 0),
    constants: printStatements(compiled.code.constants, 0),
    match: printStatements(compiled.code.match, 1),
    explain: compiled.code.explain === null ? "" : printStatements(compiled.code.explain, 1),
    clock: compiled.code.clock,
    helpers: helperText([compiled.code]),
  });

export const declarationText = (compiled: CompiledRule): string =>
  declarationFrame({
    title: compiled.rule.metadata.name,
    path: compiled.rule.metadata.path,
    verdict: verdictVersion,
    types: ruleTypes,
    clock: compiled.code.clock,
    matchOptions: matchOptionsType,
    explain: compiled.code.explain === null ? "" : explanationTypes,
  });

/** The module of a rule that joins events. */
export const joinedText = (compiled: CompiledJoin): string =>
  joinedFrame({
    ...headerOf(compiled),
    verdict: verdictVersion,
    metadata: metadataText(compiled, 0),
    constants: printStatements(compiled.code.constants, 0),
    conditions: conditionTexts(compiled.code, 1),
    matcher: matcherText(compiled.code, 1),
    clock: joinedReadsClock(compiled),
    helpers: helperText([compiled.code]),
  });

export const joinedDeclarationText = (compiled: CompiledJoin, kind: keyof typeof particulars): string =>
  joinedDeclarationFrame({
    title: compiled.rule.metadata.name,
    path: compiled.rule.metadata.path,
    verdict: verdictVersion,
    types: ruleTypes,
    matcherTypes: matcherTypes(particulars[kind].alert, `${joinedReadsClock(compiled) ? nowOption : ""}${particulars[kind].options}`),
  });

const summaryOf = (count: number): string => (count === 1 ? "One rule in one module" : `${count} rules in one module`);

/** One module for many rules: each in a block of its own, with one copy of the functions that they call. */
export const bundleText = (rules: readonly (CompiledRule | CompiledJoin)[]): string =>
  bundleFrame({
    summary: summaryOf(rules.length),
    verdict: verdictVersion,
    blocks: rules.map(blockOf),
    clock: rules.some(matchReadsClock),
    helpers: helperText(rules.map(({ code }) => code)),
  });

function blockOf(compiled: CompiledRule | CompiledJoin): Block {
  const { code } = compiled;
  const block = { ...headerOf(compiled), metadata: metadataText(compiled, 1), constants: printStatements(code.constants, 1) };
  if ("match" in code) return { ...block, conditions: [], match: printStatements(code.match, 2), matcher: "", clock: code.clock };
  return { ...block, conditions: conditionTexts(code, 2), match: "", matcher: matcherText(code, 2), clock: false };
}

const matchReadsClock = ({ code }: CompiledRule | CompiledJoin): boolean => "match" in code && code.clock;
const joinedReadsClock = ({ code }: CompiledJoin): boolean => code.conditions.some((c) => c.clock);

const conditionTexts = ({ conditions }: JoinedCode, depth: number): readonly ConditionText[] =>
  conditions.map(({ name, text, body, clock }) => ({ name, text, clock, body: printStatements(body, depth) }));

const matcherText = ({ matcher }: JoinedCode, depth: number): string => printStatements([{ kind: "return", value: matcher }], depth);

export const bundleDeclarationText = (rules: readonly (CompiledRule | CompiledJoin)[]): string =>
  bundleDeclarationFrame({
    summary: summaryOf(rules.length),
    clock: rules.some(matchReadsClock),
    matchOptions: matchOptionsType,
    verdict: verdictVersion,
    types: ruleTypes,
    matcherTypes: matcherTypes(
      anyAlert,
      `${rules.some((r) => "conditions" in r.code && r.code.conditions.some((c) => c.clock)) ? nowOption : ""}${anyOptions}`,
    ),
  });
