import { error } from "../../diagnostics/diagnostic.ts";
import type { Condition } from "../../ir/condition.ts";
import type { Field } from "../../ir/field.ts";
import { insideObjects } from "../../schema/schema.ts";
import { assertNever } from "../../source/assert-never.ts";
import type { Span } from "../../source/span.ts";
import { fieldResolver } from "../_shared/field-resolver.ts";
import { nodeIds } from "../_shared/node-ids.ts";
import { constantNode, logicNode, notNode } from "../_shared/nodes.ts";
import type { Report } from "../_shared/report.ts";
import { requestField } from "../_shared/request-field.ts";
import type { FrontEndContext, FrontEndResult } from "../front-end.ts";
import type { Expression, Match, Range, ValueNode, Values } from "./ast.ts";
import { fieldUses } from "./field-uses.ts";
import { fieldsOf } from "./fields.ts";
import type { Lowering } from "./lowering.ts";
import { inOwnObjects, lowerNested, nestedPaths, scoped } from "./nested.ts";
import type { Literal } from "./token.ts";
import { rangeTest, valueTest } from "./value-test.ts";

/** The one source of a query. */
const source = "events";

/** AST to IR: fields found in the schema, values read by their types, patterns made of them. Null: an error, reported. */
export function lowerQuery(query: Expression, context: FrontEndContext, report: Report): FrontEndResult["detection"] {
  const { schema } = context;
  const uses = fieldUses(query);
  const rules = { optional: false, analysed: "plain" } as const;
  const lowering: Lowering = {
    ids: nodeIds(),
    schema,
    report: report.add,
    fields: fieldResolver(schema, uses, report, rules),
    innerFields: fieldResolver(insideObjects(schema), uses, report, rules),
    scope: null,
    nestedPaths: nestedPaths(query),
    objects: new Map(),
    told: new Set(),
  };
  const where = lower(lowering, query);
  if (where === null) return null;
  const order = { timestamp: requestField(schema, context.timestampField, "date"), tiebreaker: null };
  return { sources: { [source]: { index: context.index, where } }, detection: { kind: "filter", source, order, limit: null } };
}

function lower(lowering: Lowering, e: Expression): Condition | null {
  switch (e.kind) {
    case "and":
    case "or": {
      const operands = allOf(e.operands.map((o) => lower(lowering, o)));
      return operands === null ? null : logicNode(lowering.ids, e.kind, operands, e.span);
    }
    case "not": {
      const operand = lower(lowering, e.operand);
      return operand === null ? null : notNode(lowering.ids, operand, e.span);
    }
    case "match":
      return lowerMatch(lowering, e);
    case "range":
      return lowerRange(lowering, e);
    case "nested":
      return lowerNested(lowering, e, lower);
    case "free-text":
      return freeText(lowering, e.literal);
    case "everything":
      return constantNode(lowering.ids, true, e.span);
    case "error":
      return null;
    default:
      return assertNever(e);
  }
}

/** All of them, or null when one is. */
function allOf<T>(items: readonly (T | null)[]): readonly T[] | null {
  const found: T[] = [];
  for (const item of items) if (item !== null) found.push(item);
  return found.length === items.length ? found : null;
}

/** Operators of other languages, in what KQL takes for a text. */
const foreign = /\s(==?|!=|<>)\s/;

function freeText(lowering: Lowering, literal: Literal): null {
  const found = literal.kind === "text" && !literal.quoted ? foreign.exec(literal.value)?.[1] : undefined;
  if (found !== undefined) {
    const help = found === "!=" || found === "<>" ? "write `not field: value`" : "write `field: value`";
    lowering.report(error("kql/no-such-operator", `there is no operator \`${found}\``, literal.span, { help }));
    return null;
  }
  lowering.report(
    error("kql/free-text", "a value without a field is searched in all fields of the index", literal.span, {
      help: "which these are no rule says: write `field: value`",
    }),
  );
  return null;
}

function lowerMatch(lowering: Lowering, match: Match): Condition | null {
  const { field, values } = match;
  if (field.kind === "wildcard" && field.parts.length === 1) {
    if (values.kind === "value" && values.literal.kind === "wildcard" && values.literal.parts.length === 1)
      return constantNode(lowering.ids, true, match.span);
  }
  const fields = fieldsOf(lowering, scoped(lowering.scope, field));
  return fields === null ? null : lowerValues(lowering, fields, field.span, values, match.span);
}

/** Each value is a test of the field; with several fields one of them has to satisfy it. */
function lowerValues(lowering: Lowering, fields: readonly Field[], at: Span, values: Values, whole: Span): Condition | null {
  switch (values.kind) {
    case "value":
      return anyField(lowering, fields, (field) => valueTest(lowering, field, [values], { field: at, whole }), whole);
    case "or":
      return lowerList(lowering, fields, at, values.operands, whole);
    case "and": {
      const operands = allOf(values.operands.map((o) => lowerValues(lowering, fields, at, o, o.span)));
      return operands === null ? null : logicNode(lowering.ids, "and", operands, whole);
    }
    case "not": {
      const operand = lowerValues(lowering, fields, at, values.operand, values.operand.span);
      return operand === null ? null : notNode(lowering.ids, operand, whole);
    }
    case "error":
      return null;
    default:
      return assertNever(values);
  }
}

function anyField(lowering: Lowering, fields: readonly Field[], test: (field: Field) => Condition | null, span: Span): Condition | null {
  const tests = allOf(
    fields.map((field) => {
      const tested = test(field);
      return tested === null ? null : inOwnObjects(lowering, field, tested);
    }),
  );
  return tests === null ? null : logicNode(lowering.ids, "or", tests, span);
}

/** Values side by side become one test of a set or of patterns; what is logic itself stays apart. */
function lowerList(lowering: Lowering, fields: readonly Field[], at: Span, operands: readonly Values[], whole: Span): Condition | null {
  const plain: ValueNode[] = [];
  const others: Values[] = [];
  for (const operand of operands) {
    if (operand.kind === "value") plain.push(operand);
    else others.push(operand);
  }
  const list =
    plain.length === 0 ? [] : [anyField(lowering, fields, (field) => valueTest(lowering, field, plain, { field: at, whole }), whole)];
  const tests = allOf([...list, ...others.map((o) => lowerValues(lowering, fields, at, o, o.span))]);
  return tests === null ? null : logicNode(lowering.ids, "or", tests, whole);
}

function lowerRange(lowering: Lowering, range: Range): Condition | null {
  const fields = fieldsOf(lowering, scoped(lowering.scope, range.field));
  if (fields === null) return null;
  const place = { field: range.field.span, whole: range.span };
  return anyField(lowering, fields, (field) => rangeTest(lowering, field, range.op, range.value, place), range.span);
}
