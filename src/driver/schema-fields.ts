import { type Diagnostic, error } from "../diagnostics/diagnostic.ts";
import type { Condition } from "../ir/condition.ts";
import { mapFields } from "../ir/detection.ts";
import { type Field, fieldName } from "../ir/field.ts";
import type { Rule, Source } from "../ir/rule.ts";
import { leaves, mapConditions } from "../ir/walk.ts";
import type { Schema } from "../schema/schema.ts";
import type { Span } from "../source/span.ts";

function named(field: Field, schema: Schema): Field {
  const { pattern } = field;
  if (pattern !== undefined) {
    const known = pattern.known.map((f) => named(f, schema));
    return known.every((f, i) => f === pattern.known[i]) ? field : { ...field, pattern: { ...pattern, known } };
  }
  const column = schema.lookup(fieldName(field))?.column;
  return column === undefined || column === field.column ? field : { ...field, column };
}

function namedIn(condition: Condition, schema: Schema): Condition {
  switch (condition.kind) {
    case "exists": {
      const field = named(condition.field, schema);
      return field === condition.field ? condition : { ...condition, field };
    }
    case "any": {
      const binds = condition.binds.map((b) => {
        const field = named(b.field, schema);
        return field === b.field ? b : { ...b, field };
      });
      return binds.every((b, i) => b === condition.binds[i]) ? condition : { ...condition, binds };
    }
    default:
      return condition;
  }
}

/** Gives the fields that conditions test and detections join by the user's names for their columns. Front ends need not know of columns. */
export function withColumns(rule: Rule, schema: Schema): Rule {
  const sources: Record<string, Source> = {};
  let changed = false;
  for (const [id, source] of Object.entries(rule.sources)) {
    const where = mapConditions(source.where, (c) => namedIn(c, schema));
    changed ||= where !== source.where;
    sources[id] = { ...source, where };
  }
  const detection = mapFields(rule.detection, (field) => {
    const renamed = named(field, schema);
    changed ||= renamed !== field;
    return renamed;
  });
  return changed ? { ...rule, sources, detection } : rule;
}

/**
 * Tests of multi-fields and aliases, which are refused: events do not hold them, so that everything but Elasticsearch would find them missing. One error a field, where it
 * is first tested; the span is the test's in the query.
 */
export function multiFields(rule: Rule, schema: Schema): readonly Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  const look = (field: Field, at: Span): void => {
    const name = fieldName(field);
    const of = schema.lookup(name)?.multiFieldOf;
    if (of === undefined || found.has(name)) return;
    const help = `test \`${of}\` itself, if its type allows the test`;
    found.set(name, error("driver/multi-field", `no event holds \`${name}\`: the mapping derives it from \`${of}\``, at, { help }));
  };
  for (const source of Object.values(rule.sources))
    for (const { leaf } of leaves(source.where))
      for (const field of leaf.kind === "exists" ? [leaf.field] : leaf.binds.map((b) => b.field)) look(field, leaf.span);
  const { detection } = rule;
  if (detection.kind === "sequence" || detection.kind === "sample")
    for (const stage of detection.stages) for (const key of stage.by) look(key.field, key.span);
  return [...found.values()];
}
