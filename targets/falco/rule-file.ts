import { Document, type Scalar, YAMLMap, YAMLSeq } from "yaml";
import type { Metadata, Rule, Severity } from "../../src/ir/rule.ts";
import { verdictVersion } from "../../src/source/verdict-version.ts";
import { type Deviation, fidelityOf } from "../../src/target/fidelity.ts";
import type { FalcoCondition } from "./condition.ts";
import { classLines, commonOutput, containerOutput, type EventClass } from "./event-classes.ts";
import { layout, print } from "./print.ts";
import { containerPlugin, type Uses, usesOf, type Version } from "./version.ts";

/** One rule, ready to be written: its condition and all that stands around it. */
export interface RuleEntry {
  readonly rule: Rule;
  /** Falco's own key: a second rule of the same name replaces the first. */
  readonly name: string;
  readonly condition: FalcoCondition;
  readonly classes: readonly EventClass[];
  readonly deviations: readonly Deviation[];
  readonly enabled: boolean;
}

const priorities: Readonly<Record<Severity, string>> = { low: "NOTICE", medium: "WARNING", high: "ERROR", critical: "CRITICAL" };

/** Control characters, and what some reader of YAML takes for a line break, a mark, or nothing at all. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are meant
const special = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/gu;
const needsEscape = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** Text of a rule as one line that Falco and every reader of YAML shows alike. */
const oneLine = (text: string): string => text.replace(special, " ").replace(/ {2,}/g, " ").trim();

/** Falco's keys are C strings, and an empty name is none. */
export const ruleName = (metadata: Metadata): string => oneLine(metadata.name) || metadata.ruleId;

/** A rule file: the versions that it needs, then its rules. `title` heads the comment of a file for a whole set. */
export function ruleFile(entries: readonly RuleEntry[], version: Version, title: string | null): string {
  const used = entries.map((entry) => ({ entry, uses: usesOf(entry.condition) }));
  const engines = used.map(({ uses }) => uses.engine).sort((a, b) => Number(b.split(".")[1]) - Number(a.split(".")[1]));
  const plugin = used.some(({ uses }) => uses.containerPlugin) ? containerPlugin(version) : null;
  const document = new Document(null, { compat: "yaml-1.1", version: "1.2" });
  const items = new YAMLSeq();
  const add = (value: unknown): YAMLMap => {
    const node = document.createNode(value);
    if (!(node instanceof YAMLMap)) throw new Error("an item of a rule file is a map");
    items.items.push(node);
    return node;
  };
  add({ required_engine_version: engines[0] ?? "0.40.0" });
  if (plugin !== null) add({ required_plugin_versions: [{ name: plugin.name, version: plugin.version }] });
  for (const { entry, uses } of used) {
    const node = add(ruleItem(entry, uses, version));
    node.spaceBefore = true;
    node.commentBefore = comment(entry, uses, version);
    styleCondition(node, entry.condition);
  }
  document.contents = items as unknown as typeof document.contents;
  if (title !== null) document.commentBefore = ` ${oneLine(title)}`;
  // what is left of these characters stands in double quotes: comments and names hold none (`oneLine`), and `styleCondition` quotes the rest
  return document
    .toString({ lineWidth: 0, indentSeq: true })
    .replace(needsEscape, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function ruleItem(entry: RuleEntry, uses: Uses, version: Version): Record<string, unknown> {
  const { metadata } = entry.rule;
  return {
    rule: entry.name,
    desc: oneLine(metadata.description) || entry.name,
    condition: "",
    output: output(entry, uses, version),
    priority: priorities[metadata.severity],
    source: "syscall",
    enabled: entry.enabled,
    tags: tags(metadata),
  };
}

/** A block where every character shows as it is; one quoted line with escapes where one does not. */
function styleCondition(node: YAMLMap, condition: FalcoCondition): void {
  const flat = print(condition);
  const scalar = node.get("condition", true) as Scalar | undefined; // the key was just made from a string
  if (scalar === undefined) return;
  special.lastIndex = 0;
  const plain = !special.test(flat);
  scalar.value = plain ? layout(condition) : flat;
  scalar.type = plain && String(scalar.value).includes("\n") ? "BLOCK_LITERAL" : "QUOTE_DOUBLE";
}

/**
 * The line of an alert. Falco reads `%` as the start of a field and has no escape for it, so in the rule's name it becomes the full-width one.
 */
function output(entry: RuleEntry, uses: Uses, version: Version): string {
  const { metadata } = entry.rule;
  const own = entry.classes.flatMap((c) => classLines[c].output);
  const container = containerPlugin(version) === null || uses.containerPlugin ? containerOutput : [];
  const fields = [...new Set([...commonOutput, ...own, ...container])].join(" ");
  return `${entry.name.replaceAll("%", "\uff05")} (${fields} severity=${metadata.severity} risk=${metadata.riskScore})`;
}

function tags(metadata: Metadata): readonly string[] {
  const attack = metadata.threat.flatMap((threat) => [
    ...(threat.tactic === null ? [] : [`mitre_${oneLine(threat.tactic.name).toLowerCase().replaceAll(/\W+/g, "_")}`]),
    ...threat.technique.flatMap((t) => [t.id, ...t.subtechnique.map((s) => s.id)]),
  ]);
  return [...new Set([...attack.map(oneLine), ...metadata.tags.map(oneLine)])].filter((t) => t !== "");
}

/** Where the rule comes from and how far Falco's verdict is the rule's. */
function comment(entry: RuleEntry, uses: Uses, version: Version): string {
  const { metadata, schedule } = entry.rule;
  const facts: readonly (readonly [string, string])[] = [
    ["Rule", `${metadata.ruleId}, version ${metadata.version}`],
    ["Source", `${metadata.path}, sha256 ${metadata.sourceHash}`],
    ["Compiled", `Verdict ${verdictVersion} for Falco ${version}`],
    ["Fidelity", fidelityOf(entry.deviations)],
    ...entry.deviations.map((d): readonly [string, string] => [`  ${d.direction}`, `${d.reason} (${d.code})`]),
    ...assumptions(entry, uses),
    ["Severity", `${metadata.severity}, risk score ${metadata.riskScore}`],
    ["Schedule", `every ${schedule.interval} in the SIEM; Falco decides as events come`],
    ...(metadata.author.length > 0 ? [["Author", metadata.author.join(", ")] as const] : []),
    ...(metadata.license === null ? [] : [["License", metadata.license] as const]),
    ...metadata.references.map((r) => ["Reference", r] as const),
    ...metadata.falsePositives.map((f) => ["False positive", f] as const),
  ];
  const guide = metadata.note === null ? [] : ["", ...metadata.note.split(/\r\n|\r|\n/)];
  return [...facts.map(([name, value]) => `${name}: ${value}`), ...guide].map((l) => ` ${keepIndent(l)}`.trimEnd()).join("\n");
}

/** What the fidelity rests on, where it does: how many arguments are compared, if those beyond are taken not to occur. */
function assumptions({ deviations }: RuleEntry, { arguments: compared }: Uses): readonly (readonly [string, string])[] {
  if (compared === 0 || deviations.some((d) => d.code === "falco/arguments-beyond")) return [];
  return [["Assumed", `a process has at most ${compared} arguments after its own name (options max-args and args-beyond)`]];
}

const keepIndent = (text: string): string => `${/^ */.exec(text)?.[0] ?? ""}${oneLine(text)}`;
