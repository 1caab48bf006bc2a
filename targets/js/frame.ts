import type { Rule } from "../../src/ir/rule.ts";
import { verdictVersion } from "../../src/source/verdict-version.ts";
import { type Deviation, fidelityOf } from "../../src/target/fidelity.ts";
import { template } from "../../src/target/template.ts";
import type { Statement } from "./js-tree.ts";
import { metadataOf } from "./metadata.ts";
import { printStatements } from "./print.ts";
import { commentText } from "./quote.ts";
import { type HelperName, helpers } from "./runtime.generated.ts";
import * as specs from "./templates.generated.ts";
import { explanationTypes, ruleTypes } from "./types-text.ts";

/** A rule's code, before it is text. */
export interface Code {
  readonly constants: readonly Statement[];
  readonly match: readonly Statement[];
  /** Null: not asked for. */
  readonly explain: readonly Statement[] | null;
  /** What its expressions call. */
  readonly calls: ReadonlySet<HelperName>;
}

export interface CompiledRule {
  readonly rule: Rule;
  readonly deviations: readonly Deviation[];
  readonly code: Code;
}

interface Header {
  readonly title: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly fidelity: string;
  readonly deviations: readonly string[];
}

const moduleFrame = template<Header & Readonly<Record<"verdict" | "metadata" | "constants" | "match" | "explain" | "helpers", string>>>(
  specs.module,
  commentText,
);
const declarationFrame = template<Readonly<Record<"title" | "path" | "verdict" | "types" | "explain", string>>>(
  specs.declaration,
  commentText,
);
const bundleFrame = template<{
  readonly summary: string;
  readonly verdict: string;
  readonly rules: readonly (Header & Readonly<Record<"metadata" | "constants" | "match", string>>)[];
  readonly helpers: string;
}>(specs.bundle, commentText);
const bundleDeclarationFrame = template<Readonly<Record<"summary" | "verdict" | "types", string>>>(specs.bundleDeclaration, commentText);

function headerOf({ rule, deviations }: CompiledRule): Header {
  return {
    title: rule.metadata.name,
    path: rule.metadata.path,
    query: rule.metadata.query.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => line.replace(/\t/g, "  ").trimEnd()),
    fidelity: fidelityLine(deviations),
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

/** The functions that these call, and those that they call in turn, in order of name. */
function helperText(calls: Iterable<HelperName>): string {
  const found = new Set(calls);
  for (const helper of found) for (const needed of helpers[helper].needs) found.add(needed);
  return [...found]
    .sort()
    .map((helper) => helpers[helper].text)
    .join("\n\n");
}

const metadataText = ({ rule, deviations }: CompiledRule, depth: number): string =>
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
    helpers: helperText(compiled.code.calls),
  });

export const declarationText = (compiled: CompiledRule): string =>
  declarationFrame({
    title: compiled.rule.metadata.name,
    path: compiled.rule.metadata.path,
    verdict: verdictVersion,
    types: ruleTypes,
    explain: compiled.code.explain === null ? "" : explanationTypes,
  });

const summaryOf = (count: number): string => (count === 1 ? "One rule in one module" : `${count} rules in one module`);

/** One module for many rules: each in a block of its own, with one copy of the functions that they call. */
export const bundleText = (rules: readonly CompiledRule[]): string =>
  bundleFrame({
    summary: summaryOf(rules.length),
    verdict: verdictVersion,
    rules: rules.map((compiled) => ({
      ...headerOf(compiled),
      metadata: metadataText(compiled, 1),
      constants: printStatements(compiled.code.constants, 1),
      match: printStatements(compiled.code.match, 2),
    })),
    helpers: helperText(rules.flatMap((compiled) => [...compiled.code.calls])),
  });

export const bundleDeclarationText = (count: number): string =>
  bundleDeclarationFrame({ summary: summaryOf(count), verdict: verdictVersion, types: ruleTypes });
