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

function namedIn(condition: Condition, nameOf: (field: Field) => Field): Condition {
  switch (condition.kind) {
    case "exists": {
      const field = nameOf(condition.field);
      return field === condition.field ? condition : { ...condition, field };
    }
    case "any":
      return condition.binds.every((b) => nameOf(b.field) === b.field)
        ? condition
        : { ...condition, binds: condition.binds.map((b) => ({ ...b, field: nameOf(b.field) })) };
    default:
      return condition;
  }
}

/** Gives the fields that conditions test and detections join by the user's names for their columns. Front ends need not know of columns. */
export function withColumns(rule: Rule, schema: Schema): Rule {
  const sources: Record<string, Source> = {};
  let changed = false;
  // a rule tests few fields many times
  const known = new Map<Field, Field>();
  const nameOf = (field: Field): Field => {
    const renamed = known.get(field) ?? named(field, schema);
    known.set(field, renamed);
    return renamed;
  };
  for (const [id, source] of Object.entries(rule.sources)) {
    const where = mapConditions(source.where, (c) => namedIn(c, nameOf));
    changed ||= where !== source.where;
    sources[id] = { ...source, where };
  }
  const detection = mapFields(rule.detection, (field) => {
    const renamed = nameOf(field);
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
  const looked = new Set<Field>();
  const look = (field: Field, at: Span): void => {
    if (looked.has(field)) return;
    looked.add(field);
    const name = fieldName(field);
    const of = schema.lookup(name)?.multiFieldOf;
    if (of === undefined || found.has(name)) return;
    const help = `test \`${of}\` itself, if its type allows the test`;
    found.set(name, error("driver/multi-field", `no event holds \`${name}\`: the mapping derives it from \`${of}\``, at, { help }));
  };
  for (const source of Object.values(rule.sources))
    for (const { leaf } of leaves(source.where))
      if (leaf.kind === "exists") look(leaf.field, leaf.span);
      else for (const bind of leaf.binds) look(bind.field, leaf.span);
  const { detection } = rule;
  if (detection.kind === "sequence" || detection.kind === "sample")
    for (const stage of detection.stages) for (const key of stage.by) look(key.field, key.span);
  return [...found.values()];
}
