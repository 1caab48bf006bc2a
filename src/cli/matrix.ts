import type { FunctionDefinition } from "../functions/define.ts";
import type { Capability, Support } from "../target/capability.ts";
import type { Target } from "../target/target.ts";

/** One thing that the IR can say, and how each target has it, in the targets' order. */
export interface MatrixRow {
  readonly group: string;
  readonly name: string;
  readonly support: readonly Support[];
}

const withoutRow: Support = { level: "none", reason: "no row in the target's function table" };

/** Capabilities grouped as their names are (`fold:ascii` under `fold`), then functions. Every target answers for every capability. */
export function matrixRows(targets: readonly Target[], functions: readonly FunctionDefinition[]): readonly MatrixRow[] {
  const [first] = targets;
  if (first === undefined) return [];
  // the table is a total record of capabilities, so its keys are just these
  const capabilities = Object.keys(first.capabilities) as readonly Capability[];
  const groups = [...new Set(capabilities.map((c) => c.split(":")[0] ?? ""))];
  return [
    ...groups.flatMap((group) =>
      capabilities
        .filter((c) => c.startsWith(`${group}:`))
        .map((c): MatrixRow => ({ group, name: c.slice(group.length + 1), support: targets.map((t) => t.capabilities[c]) })),
    ),
    ...functions.map((f): MatrixRow => ({ group: "function", name: f.name, support: targets.map((t) => functionSupport(t, f.name)) })),
  ];
}

const functionSupport = (target: Target, name: string): Support =>
  Object.hasOwn(target.functions, name) ? (target.functions[name] ?? withoutRow) : withoutRow;

/** One word for a cell. */
export function supportWord(support: Support): string {
  switch (support.level) {
    case "native":
      return support.since === undefined ? "native" : `since ${support.since}`;
    case "expanded":
      return "expanded";
    case "approximate":
      return support.direction;
    case "none":
      return "none";
  }
}

/** What the word leaves out; null when it says all. */
export function supportDetail(support: Support): string | null {
  switch (support.level) {
    case "native":
      return support.note ?? null;
    case "expanded":
      return support.by;
    case "approximate":
    case "none":
      return support.reason;
  }
}
