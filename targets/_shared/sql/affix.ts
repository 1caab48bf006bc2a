import type { WildcardPart } from "../../../src/ir/pattern.ts";
import type { Affix } from "../../../src/ir/scalar.ts";
import { type Context, refuse } from "./context.ts";
import { noLowerCase } from "./fold.ts";
import { type Environment, type Lowered, refused } from "./lowered.ts";
import { lowerScalar } from "./scalar.ts";
import { binary, integer, type Sql } from "./tree.ts";

/** A constant needle makes a wildcard pattern; with any other the value is searched. */
export function lowerAffix(context: Context, affix: Affix, environment: Environment): Lowered | null {
  const { needle } = affix;
  if (needle.kind === "literal" && typeof needle.value === "string") {
    const many: WildcardPart = { kind: "many" };
    const parts: readonly WildcardPart[] = [
      ...(affix.where === "starts" ? [] : [many]),
      ...(needle.value === "" ? [] : [{ kind: "text", text: needle.value } as const]),
      ...(affix.where === "ends" ? [] : [many]),
    ];
    const { kind: _, needle: __, where: ___, ...node } = affix;
    return lowerScalar(context, { ...node, kind: "wildcard", patterns: [{ parts, span: needle.span }], lines: "cross" }, environment);
  }
  const value = lowerScalar(context, affix.value, environment);
  const sought = lowerScalar(context, needle, environment);
  if (value === null || sought === null) return null;
  if (affix.fold === "java-root" || affix.fold === "lucene-10") {
    refuse(context, "sql/folding", affix.span, noLowerCase);
    return refused;
  }
  const { ascii, text } = context.dialect;
  const fold = (sql: Sql): Sql => (affix.fold === "ascii" ? ascii.lower(sql) : sql);
  const test = { starts: text.starts, ends: text.ends, contains: contains(text.position) }[affix.where];
  return {
    sql: test(fold(value.sql), fold(sought.sql)),
    guards: [...value.guards, ...sought.guards],
    nullable: value.nullable || sought.nullable,
  };
}

const contains =
  (position: (value: Sql, needle: Sql) => Sql) =>
  (value: Sql, needle: Sql): Sql =>
    binary(">", position(value, needle), integer(0));
