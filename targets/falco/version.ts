import { utf8Length } from "../../src/source/utf8-length.ts";
import { checksOf, type Expression, type FalcoCondition, visitExpressions } from "./condition.ts";
import { longestLiteral } from "./print.ts";

/** Releases whose differences matter here (falcosecurity/libs at each release's tag), oldest first. */
export const versions = ["0.38", "0.39", "0.40", "0.41", "0.42", "0.43", "0.44"] as const;
export type Version = (typeof versions)[number];

/** The engine that a rule file may require, by release (falco_engine_version.h at each tag). */
export const engineOf: Readonly<Record<Version, string>> = {
  "0.38": "0.40.0",
  "0.39": "0.43.0",
  "0.40": "0.46.0",
  "0.41": "0.50.0",
  "0.42": "0.57.0",
  "0.43": "0.58.0",
  "0.44": "0.62.0",
};

/** What newer releases brought, with the engine version that has it. */
export const features = {
  basename: { since: "0.39", engine: "0.43.0", what: "basename()" },
  regex: { since: "0.39", engine: "0.43.0", what: "the regex operator" },
  len: { since: "0.40", engine: "0.46.0", what: "len()" },
  "process-group": { since: "0.40", engine: "0.46.0", what: "the proc.pgid fields" },
  "argument-index": { since: "0.41", engine: "0.50.0", what: "proc.args[i] and proc.aargs" },
  concat: { since: "0.44", engine: "0.60.0", what: "join() and concat()" },
} as const satisfies Readonly<Record<string, { since: Version; engine: string; what: string }>>;
export type Feature = keyof typeof features;

/** All that this compiler writes is in this engine. */
const oldestEngine = "0.40.0";

export const versionOf = (text: string): Version => versions.find((v) => v === text) ?? "0.44";

export const has = (version: Version, feature: Feature): boolean => versions.indexOf(version) >= versions.indexOf(features[feature].since);

/** Before 0.42 most syscalls come as two events, enter and exit. */
export const hasEnterEvents = (version: Version): boolean => versions.indexOf(version) < versions.indexOf("0.42");

/** From 0.41 on `container.*` and `k8s.*` come from a plugin. */
export const containerPlugin = (version: Version): { readonly name: string; readonly version: string } | null =>
  versions.indexOf(version) >= versions.indexOf("0.41") ? { name: "container", version: "0.4.0" } : null;

/** What a condition takes for granted. */
export interface Uses {
  /** The oldest engine that has all of it. */
  readonly engine: string;
  /** There are fields in it that the container plugin gives. */
  readonly containerPlugin: boolean;
  /** How many arguments after argv[0] it compares one by one; 0 where it looks at none. */
  readonly arguments: number;
}

export function usesOf(condition: FalcoCondition): Uses {
  const used = new Set<Feature>();
  let containerPlugin = false;
  let most = 0;
  for (const check of checksOf(condition)) {
    if (check.kind === "text" && check.op === "regex") used.add("regex");
    if (check.kind === "text" && utf8Length(check.value) > longestLiteral) used.add("concat");
    visitExpressions(check, (expression) => {
      const feature = featureOf(expression);
      if (feature !== null) used.add(feature);
      if (expression.kind !== "field") return;
      const { name, argument } = expression;
      if (name.startsWith("container.") || name.startsWith("k8s.")) containerPlugin = true;
      if (name === "proc.args" && argument !== null) most = Math.max(most, Number(argument) + 1);
    });
  }
  const engine = [...used].map((f) => features[f].engine).reduce((a, b) => (order(a) >= order(b) ? a : b), oldestEngine);
  return { engine, containerPlugin, arguments: most };
}

function featureOf(expression: Expression): Feature | null {
  switch (expression.kind) {
    case "basename":
    case "len":
      return expression.kind;
    case "joined":
      return "concat";
    case "tolower":
      return null;
    case "field":
      if (expression.name === "proc.aargs" || (expression.name === "proc.args" && expression.argument !== null)) return "argument-index";
      return expression.name.startsWith("proc.pgid") ? "process-group" : null;
  }
}

const order = (engine: string): number => Number(engine.split(".")[1]);
