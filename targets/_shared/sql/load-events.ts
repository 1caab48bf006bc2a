import type { Rule } from "../../../src/ir/rule.ts";
import type { JsonObject } from "../../../src/source/json.ts";
import type { Options } from "../../../src/target/options.ts";
import type { Projected } from "../../../src/target/target.ts";
import type { Dialect } from "./dialect.ts";
import { layoutOf } from "./layout.ts";
import { nestedPathsOf } from "./nested-objects.ts";
import { representer } from "./represent.ts";
import { insertsOf, rowOf } from "./row.ts";
import { columnsFor, wantedBy } from "./table.ts";

/**
 * INSERTs that load events as the rules' schema.sql describes them. An event that some rule could not be shown in this form is left out and named, since loading it would
 * change that rule's verdict.
 */
export function loadEvents(
  dialect: Dialect,
  rules: readonly Rule[],
  events: readonly { readonly id: string; readonly event: JsonObject }[],
  options: Options,
): Projected {
  const layout = layoutOf(options, dialect.syntax.quote);
  const represent = representer(dialect, layout);
  const wanted = wantedBy(rules);
  const nested = nestedPathsOf(rules);
  const { columns } = columnsFor(rules, layout);
  const left: { readonly id: string; readonly reason: string }[] = [];
  const rows = events.flatMap(({ id, event }) => {
    const reason = rules.map((rule) => represent(rule, event)).find((r) => r !== null) ?? null;
    if (reason === null) return [rowOf(dialect, layout, columns, wanted, id, event, nested)];
    left.push({ id, reason });
    return [];
  });
  const table = String(options["table"] ?? "events");
  return {
    text: insertsOf(dialect, table, rows)
      .map((statement) => `${statement};\n`)
      .join(""),
    left,
  };
}
