import { type Field, fieldName } from "../../../src/ir/field.ts";
import type { Options } from "../../../src/target/options.ts";
import { isDerived, type Reading } from "./projection.ts";
import type { Quote } from "./quote.ts";

/** How events lie in the table: one JSON document, or one column a field. */
export type Layout =
  | { readonly kind: "document" }
  | {
      readonly kind: "columns";
      /** The column of a field, or of one of its derived readings. */
      columnOf(field: Field, reading?: Reading): string;
      /** Why this field has no column name in this product. */
      problem(field: Field, reading?: Reading): string | null;
    };

/** The table's own columns. */
const own = ["id", "ts"];

/**
 * Names of columns: the user's own where there is one, else the field's name, to be quoted, or with `_` for all but letters, digits and `_`. What would have the
 * name of one of the table's own columns gets a `_` behind it. `@timestamp` is `ts`. A derived reading has the field's name and its own behind it.
 */
export function layoutOf(options: Options, quote: Quote): Layout {
  if (options["layout"] !== "columns") return { kind: "document" };
  const underscores = options["names"] === "underscores";
  const columnOf = (field: Field, reading?: Reading): string => {
    if (reading !== undefined && isDerived(reading)) return `${columnOf(field)}_${reading}`;
    if (field.column !== undefined) return field.column;
    const full = fieldName(field);
    if (full === "@timestamp") return "ts";
    const name = underscores ? full.replaceAll(/[^A-Za-z0-9_]/g, "_").replace(/^(?=[0-9])/, "_") : full;
    return own.includes(name.toLowerCase()) ? `${name}_` : name;
  };
  const problem = (name: string, array: boolean): string | null => {
    if (name === "") return "a column needs a name";
    return quote.problem(name) ?? quote.nameProblem(name) ?? (array ? quote.arrayNameProblem(name) : null);
  };
  return { kind: "columns", columnOf, problem: (field, reading) => problem(columnOf(field, reading), field.array) };
}
