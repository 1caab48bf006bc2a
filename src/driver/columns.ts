import type { Condition } from "../ir/condition.ts";
import { type Field, fieldName } from "../ir/field.ts";
import type { Rule, Source } from "../ir/rule.ts";
import { mapConditions } from "../ir/walk.ts";
import type { Schema } from "../schema/schema.ts";

function named(field: Field, schema: Schema): Field {
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

/** Gives the fields that conditions test the user's names for their columns. Front ends need not know of columns. */
export function withColumns(rule: Rule, schema: Schema): Rule {
  const sources: Record<string, Source> = {};
  let changed = false;
  for (const [id, source] of Object.entries(rule.sources)) {
    const where = mapConditions(source.where, (c) => namedIn(c, schema));
    changed ||= where !== source.where;
    sources[id] = { ...source, where };
  }
  return changed ? { ...rule, sources } : rule;
}
