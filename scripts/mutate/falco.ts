import type { Mutation } from "./mutation.ts";

/** Conditions of these probes stay within what a program that is executed has, so that captures can show them. */
const exec = (test: string): string => `process where event.type == "start" and event.action == "exec" and ${test}`;

export const falco: readonly Mutation[] = [
  {
    name: "case matters where it must not",
    file: "targets/falco/text-check.ts",
    before: "const subject = folds ? toLower(left) : left;",
    after: "const subject = left;",
    probe: exec(`process.name : "nmap"`),
    engines: ["libsinsp"],
  },
  {
    name: "a text at the start is looked for anywhere",
    file: "targets/falco/text-check.ts",
    before: `return sized("startswith", first, version);`,
    after: `return sized("contains", first, version);`,
    probe: exec(`process.name like "nm*"`),
    engines: ["libsinsp"],
  },
  {
    name: "a negation without parentheses",
    file: "targets/falco/print.ts",
    before: "`not (${print(condition.operand)})`",
    after: "`not ${print(condition.operand)}`",
    probe: exec(`not (process.name == "nmap" or process.parent.name == "sshd")`),
    engines: ["libsinsp"],
  },
  {
    name: "a disjunction inside a conjunction without brackets",
    file: "targets/falco/print.ts",
    before: 'return bracket.includes("\\n") ? `(\\n${inner}${bracket}\\n${indent})` : `(${bracket})`;',
    after: "return bracket;",
    probe: exec(`process.name like "n*" and (process.parent.name == "a" or process.parent.name like "b?c")`),
    engines: ["libsinsp"],
  },
  {
    name: "a claim of under where the artefact is over: lengths in bytes",
    file: "targets/falco/text-check.ts",
    before: `op === ">" || op === ">=" ? "over"`,
    after: `op === ">" || op === ">=" ? "under"`,
    probe: exec(`length(process.name) > 4`),
    engines: ["libsinsp"],
  },
  {
    name: "the last argument is not looked at",
    file: "targets/falco/arguments-check.ts",
    before: "const elements = Array.from({ length: options.most }",
    after: "const elements = Array.from({ length: 1 }",
    probe: exec(`process.args == "--evil"`),
    engines: ["libsinsp"],
  },
  {
    name: "a missing argument is an empty one",
    file: "targets/falco/arguments-check.ts",
    before: `return empty ? guarded(element, number(count, ">", BigInt(i))) : element;`,
    after: "return element;",
    probe: exec(`process.args == ""`),
    engines: ["libsinsp"],
  },
];
