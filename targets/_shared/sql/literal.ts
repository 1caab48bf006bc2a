import type { Literal } from "../../../src/ir/scalar.ts";
import type { Span } from "../../../src/source/span.ts";
import { type Context, refuse } from "./context.ts";
import type { Lowered } from "./lowered.ts";
import { boolean, integer, real, type Sql, text } from "./tree.ts";

const maxLong = 2n ** 63n - 1n;
const minLong = -(2n ** 63n);

export const fitsLong = (n: bigint): boolean => n >= minLong && n <= maxLong;

/** Refuses a text that the dialect cannot hold. */
export function checkText(context: Context, value: string, span: Span): void {
  const problem = context.dialect.syntax.quote.problem(value);
  if (problem !== null) refuse(context, "sql/text", span, problem);
}

const plain = (sql: Sql): Lowered => ({ sql, guards: [], nullable: false });

/** A constant of the rule, refused where the dialect cannot hold it. Dates and addresses stay texts here: comparisons read them (comparison.ts). */
export function lowerLiteral(context: Context, literal: Literal): Lowered | null {
  const { value } = literal;
  if (value === null) return null;
  switch (typeof value) {
    case "boolean":
      return plain(boolean(value));
    case "bigint":
      if (!fitsLong(value)) refuse(context, "sql/number", literal.span, `${value} does not fit into 64 bits`);
      return plain(integer(value));
    case "number":
      return plain(real(value));
    case "string":
      checkText(context, value, literal.span);
      return plain(text(value));
  }
}
