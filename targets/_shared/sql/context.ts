import type { Code } from "../../../src/diagnostics/diagnostic.ts";
import type { Field } from "../../../src/ir/field.ts";
import { fieldName } from "../../../src/ir/field.ts";
import type { Span } from "../../../src/source/span.ts";
import { type Deviation, type Direction, flip, type Refusal } from "../../../src/target/fidelity.ts";
import type { Dialect } from "./dialect.ts";
import type { Layout } from "./layout.ts";
import { type DerivedReading, type Reading, readingOf } from "./projection.ts";
import { column as columnIn, type Sql } from "./tree.ts";

/** What an emission gathers on its way. `negated` is true under an odd number of `not`s; it is the only part that differs between subtrees. */
export interface Context {
  readonly dialect: Dialect;
  readonly layout: Layout;
  /** What `now` in a date is, in milliseconds since 1970. */
  readonly now: Sql;
  readonly negated: boolean;
  readonly deviations: Deviation[];
  readonly refusals: Refusal[];
  /** By name of column in lower case, the field that has it, and how it is read where that is derived. */
  readonly columns: Map<string, string>;
  /** The document that fields are read from: the event's, or that of an object in a list. */
  readonly document: Sql;
  /** Names of element variables already used. */
  readonly names: { count: number };
}

/** A name that no rule's text can be: a letter and a number. */
export const freshName = (context: Context, letter: string): string => `${letter}${++context.names.count}`;

export const negate = (context: Context): Context => ({ ...context, negated: !context.negated });

const same = (a: { readonly code: Code; readonly span: Span }, code: Code, span: Span): boolean =>
  a.code === code && a.span.start === span.start && a.span.end === span.end;

/** `direction` is the leaf's own; what is recorded is the rule's. */
export function deviate(context: Context, code: Code, direction: Direction, span: Span, reason: string): void {
  if (context.deviations.some((d) => same(d, code, span))) return;
  context.deviations.push({ code, direction: context.negated ? flip(direction) : direction, span, reason });
}

export function refuse(context: Context, code: Code, span: Span, reason: string, help: string | null = null): void {
  if (!context.refusals.some((r) => same(r, code, span))) context.refusals.push({ code, span, reason, help });
}

/** Where a field's values are: nowhere, in a list, or in one nullable column. */
export type Access =
  | { readonly kind: "none" }
  | { readonly kind: "list"; readonly values: Sql; readonly reading: Reading }
  | { readonly kind: "scalar"; readonly value: Sql; readonly reading: Reading };

/** `derived` in place of the field's own reading. */
export function access(context: Context, field: Field, span: Span, derived: DerivedReading | null = null): Access {
  if (!field.mapped) return { kind: "none" };
  const reading = derived ?? readingOf(field);
  const name = fieldName(field);
  if (reading === null) {
    refuse(context, "sql/field-type", span, `\`${name}\` is of type ${field.type}, which has no values of its own`);
    return { kind: "none" };
  }
  const { dialect, layout, document } = context;
  if (layout.kind === "document") {
    const problem = dialect.syntax.quote.problem(name);
    if (problem !== null) refuse(context, "sql/field-name", span, problem);
    return { kind: "list", values: dialect.documentValues(document, name, reading), reading };
  }
  const column = layout.columnOf(field, reading);
  const holds = derived === null ? name : `${name} (${derived})`;
  // names of columns do not tell upper from lower case everywhere
  const holder = context.columns.get(column.toLowerCase()) ?? holds;
  const problem = holder === holds ? layout.problem(field, reading) : `\`${holder}\` has the same column \`${column}\``;
  if (problem !== null) refuse(context, "sql/field-name", span, problem);
  context.columns.set(column.toLowerCase(), holds);
  const value = columnIn("e", column);
  return field.array ? { kind: "list", values: dialect.columnValues(value, reading), reading } : { kind: "scalar", value, reading };
}
