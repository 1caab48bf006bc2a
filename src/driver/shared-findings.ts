import type { Code } from "../diagnostics/diagnostic.ts";
import type { Span } from "../source/span.ts";

interface Found {
  readonly code: Code;
  readonly span: Span;
  readonly reason: string;
}

/** What several targets say word for word of the same place is one finding, which names them all, in order of first appearance. */
export function sharedFindings<T extends Found>(
  all: readonly { readonly target: string; readonly found: T }[],
): readonly { readonly targets: readonly string[]; readonly found: T }[] {
  const groups = new Map<string, { readonly targets: string[]; readonly found: T }>();
  for (const { target, found } of all) {
    const key = JSON.stringify(found);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { targets: [target], found });
    else if (!group.targets.includes(target)) group.targets.push(target);
  }
  return [...groups.values()];
}

/** ``target `falco` ``, ``targets `sqlite`, `duckdb` ``. */
export const targetWords = (targets: readonly string[]): string =>
  `${targets.length === 1 ? "target" : "targets"} ${targets.map((t) => `\`${t}\``).join(", ")}`;
