import { error, hasError, warning } from "../../diagnostics/diagnostic.ts";
import type { Condition } from "../../ir/condition.ts";
import { fieldResolver } from "../_shared/field-resolver.ts";
import { nodeIds } from "../_shared/node-ids.ts";
import type { Report } from "../_shared/report.ts";
import { requestField } from "../_shared/request-field.ts";
import type { FrontEndContext, FrontEndResult } from "../front-end.ts";
import type { EventQuery, Expression, Query } from "./ast.ts";
import { lowerCondition } from "./condition.ts";
import { fieldUses } from "./field-uses.ts";
import { checkKeyTypes } from "./key-types.ts";
import { limitOf } from "./limit.ts";
import { lowerJoined } from "./lower-joined.ts";
import { any, bound, type LeafBinds, type Lowering, literal } from "./lowering.ts";

/** The one source of an event query. */
const source = "events";

/**
 * AST to IR: fields found in the schema, types checked, constants folded, the meaning of missing values made explicit. Null: an error, reported.
 */
export function lowerQuery(query: Query, context: FrontEndContext, report: Report): FrontEndResult["detection"] {
  const lowering: Lowering = {
    ids: nodeIds(),
    report: report.add,
    fields: fieldResolver(context.schema, fieldUses(conditionsOf(query)), report),
  };
  const limit = limitOf(lowering, query.pipes);
  const { body } = query;
  const order = {
    timestamp: requestField(context.schema, context.timestampField, "date"),
    tiebreaker: context.tiebreakerField === null ? null : requestField(context.schema, context.tiebreakerField, "long"),
  };
  if (body.kind !== "event") {
    const joined = lowerJoined(lowering, body, context.index, order, limit === "failed" ? null : limit, (event) =>
      lowerEvent(lowering, event, context),
    );
    checkKeyTypes(lowering, body, context.schema);
    return limit === "failed" || report.failed ? null : joined;
  }
  const where = lowerEvent(lowering, body, context);
  if (where === null || limit === "failed" || hasError(report.diagnostics)) return null;
  return {
    sources: { [source]: { index: context.index, where } },
    detection: { kind: "filter", source, order, limit },
  };
}

function eventsOf({ body }: Query): readonly EventQuery[] {
  if (body.kind === "event") return [body];
  const until = body.kind === "sequence" && body.until !== null ? [body.until.event] : [];
  return [...body.stages.map((s) => s.event), ...until];
}

const conditionsOf = (query: Query): readonly Expression[] => eventsOf(query).map((e) => e.condition);

/** The category, exact in case, and the condition. What folds to null matches nothing, as what folds to false. */
function lowerEvent(lowering: Lowering, event: EventQuery, context: FrontEndContext): Condition | null {
  const category = categoryTest(lowering, event, context);
  const truth = lowerCondition(lowering, event.condition);
  if (truth === null || category === null) return null;
  if (truth.kind === "known") {
    const { condition } = event;
    if (condition.kind !== "boolean" || !condition.value)
      lowering.report(
        warning("eql/constant-condition", `the condition is always ${truth.value === true ? "true" : "false"}`, condition.span, {
          help:
            truth.value === null
              ? "a comparison with null, or with an optional field that does not exist, is null, which matches nothing"
              : "no event decides it",
        }),
      );
    if (truth.value !== true) return { kind: "constant", id: lowering.ids.node(), span: condition.span, value: false };
    return category === "any" ? { kind: "constant", id: lowering.ids.node(), span: condition.span, value: true } : category;
  }
  if (category === "any") return truth.condition;
  const operands = truth.condition.kind === "and" ? [category, ...truth.condition.operands] : [category, truth.condition];
  return { kind: "and", id: lowering.ids.node(), span: event.span, operands };
}

function categoryTest(lowering: Lowering, event: EventQuery, context: FrontEndContext): Condition | "any" | null {
  const { category } = event;
  if (category.kind === "any") return "any";
  if (context.schema.strict && context.schema.lookup(context.categoryField) === null) {
    lowering.report(
      error("schema/unknown-field", `unknown field \`${context.categoryField}\`, which the category is looked up in`, category.span, {
        help: "write `any where …`, or name another category field",
      }),
    );
    return null;
  }
  const leaf: LeafBinds = { binds: [] };
  const field = requestField(context.schema, context.categoryField, "keyword");
  const left = bound(lowering, field, "index", category.span, leaf);
  const right = literal(lowering, "string", category.name, category.span);
  const test = {
    kind: "compare",
    id: lowering.ids.node(),
    span: category.span,
    type: "boolean",
    op: "==",
    left,
    right,
    fold: "none",
  } as const;
  return any(lowering, leaf, test);
}
