import type { Mutation } from "./mutation.ts";

/** Rewritings that every target's rule goes through. */
export const passes: readonly Mutation[] = [
  {
    name: "a disjunction is merged into the conjunction around it",
    file: "src/passes/flatten-logic.ts",
    before: "(o.kind === node.kind ? o.operands : [o])",
    after: `("operands" in o ? o.operands : [o])`,
    probe: `process where process.name == "cmd.exe" or process.pid == 4`,
    engines: ["js"],
  },
  {
    name: "the first operand of a nested conjunction is lost",
    file: "src/passes/flatten-logic.ts",
    before: "(o.kind === node.kind ? o.operands : [o])",
    after: "(o.kind === node.kind ? o.operands.slice(1) : [o])",
    probe: `process where process.pid == 4 and (process.name == "cmd.exe" and user.name == "root")`,
    engines: ["js"],
  },
  {
    name: "a disjunction of several is its first operand",
    file: "src/passes/flatten-logic.ts",
    before: "if (operands.length === 1) return first;",
    after: `if (operands.length === 1 || node.kind === "or") return first;`,
    probe: `process where process.name == "cmd.exe" or process.pid == 4`,
    engines: ["js"],
  },
];
