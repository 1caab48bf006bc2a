import type { Rule } from "../../src/ir/rule.ts";
import { remember } from "../../src/source/remember.ts";
import type { Options } from "../../src/target/options.ts";
import type { Emission, Emitted, SetArtifact, Target } from "../../src/target/target.ts";
import { capabilities, functions } from "./capabilities.ts";
import { codes } from "./codes.ts";
import { type Compiled, compile, type EmitOptions } from "./emit.ts";
import { type RuleEntry, ruleFile, ruleName } from "./rule-file.ts";
import { versionOf, versions } from "./version.ts";

export const falco: Target = {
  id: "falco",
  title: "Falco",
  family: null,
  versions,
  options: {
    "max-args": {
      kind: "number",
      minimum: 1,
      maximum: 4096,
      default: 32,
      summary: "how many arguments after argv[0] are compared one by one",
    },
    "args-beyond": {
      kind: "choice",
      choices: ["none", "over", "under"],
      default: "none",
      summary: "more arguments than that: assumed not to occur, searched as one text (over), or not looked at (under)",
    },
    enabled: { kind: "boolean", default: true, summary: "whether the rules are enabled as soon as Falco loads them" },
  },
  capabilities,
  functions,
  codes,
  emit,
  project: null,
  bundle,
};

export function emitOptions(options: Options): EmitOptions {
  const most = options["max-args"];
  const beyond = options["args-beyond"];
  return { arguments: { most: typeof most === "number" ? most : 32, beyond: beyond === "over" || beyond === "under" ? beyond : "none" } };
}

const compiledBy = remember((_rule: Rule) => new Map<string, Compiled>());

/** A rule's own file and that of the set have the same condition. */
function compiledRule(rule: Rule, options: Options, version: string): Compiled {
  const known = compiledBy(rule);
  const own = emitOptions(options);
  const key = `${version} ${own.arguments.most} ${own.arguments.beyond}`;
  const compiled = known.get(key) ?? compile(rule, own, versionOf(version));
  known.set(key, compiled);
  return compiled;
}

function emit(rule: Rule, options: Options, version: string): Emission {
  const compiled = compiledRule(rule, options, version);
  if (!compiled.ok) return compiled;
  const { condition, classes, deviations, warnings } = compiled;
  const entry: RuleEntry = { rule, name: ruleName(rule.metadata), condition, classes, deviations, enabled: options["enabled"] !== false };
  return { ok: true, artifacts: [{ suffix: ".yaml", text: ruleFile([entry], versionOf(version), null) }], deviations, warnings };
}

/** One file for all rules. Where two have one name, the later ones carry their id, since Falco would keep the last only. */
function bundle(rules: readonly Emitted[], options: Options, version: string): readonly SetArtifact[] {
  const taken = new Set<string>();
  const entries = rules.flatMap(({ rule }): readonly RuleEntry[] => {
    const compiled = compiledRule(rule, options, version);
    if (!compiled.ok) return [];
    const { condition, classes, deviations } = compiled;
    let name = ruleName(rule.metadata);
    if (taken.has(name)) name = `${name} (${rule.metadata.ruleId})`;
    for (let n = 2; taken.has(name); n++) name = `${ruleName(rule.metadata)} (${rule.metadata.ruleId} ${n})`;
    taken.add(name);
    return [{ rule, name, condition, classes, deviations, enabled: options["enabled"] !== false }];
  });
  if (entries.length === 0) return [];
  const count = entries.length === 1 ? "1 rule" : `${entries.length} rules`;
  return [{ name: "verdict_rules.yaml", text: ruleFile(entries, versionOf(version), `${count}, compiled by Verdict`) }];
}
