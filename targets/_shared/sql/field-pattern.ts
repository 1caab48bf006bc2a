import type { Any, Exists } from "../../../src/ir/condition.ts";
import { type Field, type FieldPattern, fieldName } from "../../../src/ir/field.ts";
import type { WildcardPart } from "../../../src/ir/pattern.ts";
import { knownTests } from "../../../src/target/known-fields.ts";
import { type Context, freshName, refuse } from "./context.ts";
import { readAs } from "./derived-readings.ts";
import { readingOf } from "./projection.ts";
import { lowerTest } from "./scalar.ts";
import { among, and, boolean, not, or, type Sql, text } from "./tree.ts";

/**
 * A test of every field whose name fits. In documents the names of a reading are gone through; a table of columns has those that the schema knows, so that the test is written once for
 * each of them. Never null.
 */
export function lowerPattern(context: Context, leaf: Exists | Any, field: Field, alone: (leaf: Exists | Any) => Sql): Sql {
  const { dialect, layout } = context;
  const { pattern } = field;
  const variable = leaf.kind === "exists" ? 0 : (leaf.binds[0]?.variable ?? 0);
  const read = leaf.kind === "exists" ? null : readAs(leaf);
  const reading = read?.readings.get(variable) ?? readingOf(field);
  if (pattern === undefined || reading === null) return boolean(false);
  if (layout.kind === "columns") {
    const tests = knownTests(leaf) ?? [];
    if (tests.length === 0) {
      const help = "name the fields in a schema file, or use the layout of documents";
      refuse(context, "sql/field-pattern", leaf.span, `which columns \`${fieldName(field)}\` stands for no schema says`, help);
    }
    return or(...tests.map(alone));
  }
  const problem = [...pattern.texts, ...pattern.except].map((t) => dialect.syntax.quote.problem(t)).find((p) => p !== null);
  if (problem !== undefined) refuse(context, "sql/field-name", leaf.span, problem ?? "");
  const [entry, value] = [freshName(context, "f"), freshName(context, "v")];
  return dialect.someNamed(
    context.document,
    reading,
    entry,
    (name) => meant(context, pattern, name),
    (values) =>
      read === null
        ? dialect.hasValues(values, value)
        : dialect.some(values, value, reading, (v) => lowerTest(context, read.test, { variable, value: v, outer: null }), "document"),
  );
}

function meant({ dialect }: Context, { texts, except }: FieldPattern, name: Sql): Sql {
  const parts = texts.flatMap((t, i): readonly WildcardPart[] => [
    ...(i === 0 ? [] : [{ kind: "many" } as const]),
    ...(t === "" ? [] : [{ kind: "text", text: t } as const]),
  ]);
  const collapsed = parts.filter((p, i) => p.kind !== "many" || parts[i - 1]?.kind !== "many");
  const like = dialect.wildcard(name, { parts: collapsed, span: { start: 0, end: 0 } });
  return except.length === 0 ? like : and(like, not(among(name, except.map(text))));
}
