import { type Diagnostic, hasError } from "../../diagnostics/diagnostic.ts";
import type { Condition } from "../../ir/condition.ts";
import type { Field } from "../../ir/field.ts";
import type { Schema } from "../../schema/schema.ts";
import type { Json } from "../../source/json.ts";
import type { Span } from "../../source/span.ts";
import { fieldResolver } from "../_shared/field-resolver.ts";
import type { NodeIds } from "../_shared/node-ids.ts";
import { Report } from "../_shared/report.ts";
import { lowerFilters } from "./filter.ts";
import type { Lowering } from "./lowering.ts";
import { placedAt } from "./placed.ts";

export { filterCodes } from "./codes.ts";

/** A filter, and where its JSON stands in the text that spans point into. */
export interface FilterSource {
  readonly value: Json;
  readonly span: Span;
}

/** `text`: what spans point into. `known`: fields that the query has named, which keep the type that they have there. */
export interface FilterContext {
  readonly text: string;
  readonly schema: Schema;
  readonly known: ReadonlyMap<string, Field>;
  readonly ids: NodeIds;
}

/** `condition` is null when there is an error, and when no filter changes what matches. */
export interface FilterResult {
  readonly condition: Condition | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What Kibana adds to a rule's query for its filters: each that is not disabled, negated where it says so, all of which must hold. Pure; never throws on bad input. What is not
 * understood is an error at its place.
 */
export function readFilters(filters: readonly FilterSource[], context: FilterContext): FilterResult {
  const report = new Report();
  const fields = fieldResolver(context.schema, new Map(), report, { optional: false, analysed: "plain" });
  const lowering: Lowering = {
    ids: context.ids,
    report: report.add,
    fieldOf: (name, at) => {
      const known = context.known.get(name);
      if (known !== undefined) return known;
      const found = fields.resolve(name, false, at);
      return found.kind === "field" ? found.field : null;
    },
  };
  const placed = filters.map((f) => placedAt(context.text, f.value, f.span));
  const condition = lowerFilters(lowering, placed);
  return { condition: hasError(report.diagnostics) ? null : condition, diagnostics: report.diagnostics };
}
