import { type Diagnostic, error } from "../diagnostics/diagnostic.ts";
import type { Condition } from "../ir/condition.ts";
import { mapFields } from "../ir/detection.ts";
import { type Field, fieldName } from "../ir/field.ts";
import type { Rule, Source } from "../ir/rule.ts";
import { leaves, mapConditions } from "../ir/walk.ts";
import type { FieldInfo, Schema } from "../schema/schema.ts";
import type { Span } from "../source/span.ts";

/** What the schema says of a field. */
export type Lookup = (field: Field) => FieldInfo | null;

/** Each field is looked up once: a rule tests few of them many times. */
export function lookupIn(schema: Schema): Lookup {
  const known = new Map<Field, FieldInfo | null>();
  return (field) => {
    const before = known.get(field);
    if (before !== undefined) return before;
    const info = schema.lookup(fieldName(field));
    known.set(field, info);
    return info;
  };
}

function named(field: Field, lookup: Lookup): Field {
  const { pattern } = field;
  if (pattern !== undefined) {
    const known = pattern.known.map((f) => named(f, lookup));
    return known.every((f, i) => f === pattern.known[i]) ? field : { ...field, pattern: { ...pattern, known } };
  }
  const column = lookup(field)?.column;
  return column === undefined || column === field.column ? field : { ...field, column };
}

function namedIn(condition: Condition, lookup: Lookup): Condition {
  switch (condition.kind) {
    case "exists": {
      const field = named(condition.field, lookup);
      return field === condition.field ? condition : { ...condition, field };
    }
    case "any":
      return condition.binds.every((b) => named(b.field, lookup) === b.field)
        ? condition
        : { ...condition, binds: condition.binds.map((b) => ({ ...b, field: named(b.field, lookup) })) };
    default:
      return condition;
  }
}

/** Gives the fields that conditions test and detections join by the user's names for their columns. Front ends need not know of columns. */
export function withColumns(rule: Rule, lookup: Lookup): Rule {
  const sources: Record<string, Source> = {};
  let changed = false;
  for (const [id, source] of Object.entries(rule.sources)) {
    const where = mapConditions(source.where, (c) => namedIn(c, lookup));
    changed ||= where !== source.where;
    sources[id] = { ...source, where };
  }
  const detection = mapFields(rule.detection, (field) => {
    const renamed = named(field, lookup);
    changed ||= renamed !== field;
    return renamed;
  });
  return changed ? { ...rule, sources, detection } : rule;
}

/**
 * Tests of multi-fields and aliases, which are refused: events do not hold them, so that everything but Elasticsearch would find them missing. One error a field, where it
 * is first tested; the span is the test's in the query.
 */
export function multiFields(rule: Rule, lookup: Lookup): readonly Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  const look = (field: Field, at: Span): void => {
    const of = lookup(field)?.multiFieldOf;
    if (of === undefined) return;
    const name = fieldName(field);
    if (found.has(name)) return;
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
