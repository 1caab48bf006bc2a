import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { type Random, randomFrom } from "../src/automata/random.ts";
import type { CompileOptions } from "../src/driver/compile.ts";
import { lowerDocument } from "../src/driver/compile.ts";
import { frontEnds } from "../src/frontends/index.ts";
import { readDocument } from "../src/rules/read-document.ts";
import { ecsSchema } from "../src/schema/ecs.ts";
import type { SourceText } from "../src/source/source-text.ts";

/** Rule documents to measure with: only such as compile, so that time and counts are of the same rules. */
export interface RuleSet {
  readonly title: string;
  readonly documents: readonly SourceText[];
}

export const compileOptions: CompileOptions = { schema: ecsSchema(), frontEnds };

const corpus = "../shared/corpus/elastic";

export const filesUnder = (folder: string, suffix: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => file.endsWith(suffix) && statSync(file).isFile())
    .sort();

const compiles = (document: SourceText): boolean => {
  const { rules } = readDocument(document);
  return rules.length > 0 && rules.every((rule) => lowerDocument(rule, compileOptions).rule !== null);
};

function rulesBelow(title: string, folder: string): RuleSet {
  const documents = filesUnder(folder, ".toml").map((file) => ({
    name: relative(folder, file).split(sep).join("/"),
    text: readFileSync(file, "utf8"),
  }));
  return { title, documents: documents.filter(compiles) };
}

export const ownRules = (): RuleSet => rulesBelow("our own rules", "rules");

/** Elastic's rules where they are at hand, generated ones otherwise. */
export const manyRules = (): RuleSet => (existsSync(corpus) ? rulesBelow("Elastic's rules", corpus) : generatedRules(900));

const programs = ["curl", "wget", "powershell.exe", "cmd.exe", "bash", "python3", "rundll32.exe", "ssh", "nc", "certutil.exe", "osascript"];
const folders = ["/tmp/*", "/usr/bin/*", "?:\\Users\\*\\AppData\\*", "/var/www/*", "C:\\Windows\\System32\\*.exe", "/home/*/.ssh/*"];
const networks = ["10.0.0.0/8", "127.0.0.0/8", "192.168.0.0/16", "fe80::/10", "172.16.0.0/12"];

/** Rules as people write them: a chain of exact tests, then wildcards, patterns, networks and exceptions. The same for the same count. */
export function generatedRules(count: number): RuleSet {
  const random = randomFrom(7);
  const one = <T>(from: readonly T[]): T => from[random.below(from.length)] as T;
  const some = (from: readonly string[]): string =>
    Array.from({ length: 1 + random.below(from.length) }, () => JSON.stringify(one(from)).replaceAll("\\\\", "\\\\")).join(", ");
  const test = (): string => {
    switch (random.below(8)) {
      case 0:
        return `process.name in~ (${some(programs)})`;
      case 1:
        return `process.args : (${some([...programs, "-c", "--url*", "http*://*", "*base64*"])})`;
      case 2:
        return `process.executable : (${some(folders)})`;
      case 3:
        return `process.command_line regex~ """.*(${one(programs)}|[a-z0-9]{8,${9 + random.below(20)}})\\s+-[cex].*"""`;
      case 4:
        return `cidrmatch(destination.ip, ${some(networks)})`;
      case 5:
        return `(process.args_count >= ${random.below(9)} and length(process.command_line) > ${random.below(200)})`;
      case 6:
        return `endswith~(file.name, ${JSON.stringify(`.${one(["dll", "so", "ps1", "sh"])}`)})`;
      default:
        return `process.parent.name != null and process.parent.name == process.name`;
    }
  };
  const condition = (): string => {
    const tests = Array.from({ length: 2 + random.below(5) }, (_, i) => (i % 3 === 2 ? `not (${test()} and ${test()})` : test()));
    return `process where host.os.type == "${one(["linux", "windows", "macos"])}" and event.type == "start" and\n  ${tests.join(" and\n  ")}`;
  };
  const documents = Array.from({ length: count }, (_, i) => generatedDocument(i, condition(), random));
  return { title: "generated rules", documents };
}

const generatedDocument = (i: number, query: string, random: Random): SourceText => ({
  name: `generated/rule-${i}.toml`,
  text: `[metadata]
creation_date = "2026/01/01"
integration = ["endpoint"]
maturity = "production"
updated_date = "2026/01/01"

[rule]
author = ["Verdict"]
description = "Rule ${i} of a set that was made to measure with."
from = "now-9m"
index = ["logs-endpoint.events.process-*"]
language = "eql"
license = "Apache-2.0"
name = "Generated rule ${i}"
note = """
## Triage
${"Look at the process tree around the event and at what the same user did before it.\n".repeat(1 + random.below(12))}"""
risk_score = ${random.below(100)}
rule_id = "00000000-0000-4000-8000-${String(i).padStart(12, "0")}"
severity = "low"
tags = ["Domain: Endpoint", "Use Case: Threat Detection"]
type = "eql"
query = '''
${query}
'''
`,
});
