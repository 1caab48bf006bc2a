import { warning } from "../../diagnostics/diagnostic.ts";
import type { Condition } from "../../ir/condition.ts";
import { assertNever } from "../../source/assert-never.ts";
import type { Span } from "../../source/span.ts";
import { fieldResolver } from "../_shared/field-resolver.ts";
import { nodeIds } from "../_shared/node-ids.ts";
import { constantNode, logicNode, notNode } from "../_shared/nodes.ts";
import type { Report } from "../_shared/report.ts";
import { requestField } from "../_shared/request-field.ts";
import type { FrontEndContext, FrontEndResult } from "../front-end.ts";
import type { Clause, Clauses, Query, Test } from "./ast.ts";
import { fieldUses } from "./field-uses.ts";
import type { Lowering } from "./lowering.ts";
import { equalTexts, lowerTest, textOfTest } from "./term.ts";

/** The one source of a query. */
const source = "events";

/** AST to IR: clauses to logic, fields found in the schema, values read by their types. Null: an error, reported. */
export function lowerQuery(query: Query, context: FrontEndContext, report: Report): FrontEndResult["detection"] {
  const { schema } = context;
  const lowering: Lowering = {
    ids: nodeIds(),
    report: report.add,
    fields: fieldResolver(schema, fieldUses(query), report, { optional: false, analysed: "plain" }),
  };
  const where = lower(lowering, query);
  if (where === null) return null;
  const order = { timestamp: requestField(schema, context.timestampField, "date"), tiebreaker: null };
  return { sources: { [source]: { index: context.index, where } }, detection: { kind: "filter", source, order, limit: null } };
}

function lower(lowering: Lowering, query: Query): Condition | null {
  switch (query.kind) {
    case "everything":
      return constantNode(lowering.ids, true, query.span);
    case "test":
      return lowerTest(lowering, query);
    case "clauses":
      return lowerClauses(lowering, query);
    case "error":
      return null;
    default:
      return assertNever(query);
  }
}

/**
 * What is required and nothing of what is prohibited; of the others at least one, unless something is required: then they change the score alone. Where all are prohibited,
 * everything else is found.
 */
function lowerClauses(lowering: Lowering, { clauses, span }: Clauses): Condition | null {
  const must = clauses.filter((c) => c.occur === "must");
  const should = clauses.filter((c) => c.occur === "should");
  const all: (Condition | null)[] = must.map((c) => lower(lowering, c.query));
  if (must.length === 0 && should.length > 0) all.push(lowerChoice(lowering, should, should.length === clauses.length ? span : null));
  if (must.length > 0) for (const optional of should) tellOptional(lowering, optional);
  for (const clause of clauses)
    if (clause.occur === "must-not") {
      const operand = lower(lowering, clause.query);
      all.push(operand === null ? null : notNode(lowering.ids, operand, clause.query.span));
    }
  const found = all.filter((c) => c !== null);
  return found.length < all.length ? null : logicNode(lowering.ids, "and", found, span);
}

function tellOptional(lowering: Lowering, { query }: Clause): void {
  // what is wrong with it is wrong all the same
  if (lower(lowering, query) === null) return;
  lowering.report(
    warning("lucene/optional-clause", "beside required clauses this one changes nothing that is found", query.span, {
      help: "`AND` and `OR` have no precedence: put brackets around what belongs together",
    }),
  );
}

/** Texts for one field, side by side, become one test of a set. */
function lowerChoice(lowering: Lowering, clauses: readonly Clause[], whole: Span | null): Condition | null {
  const at = whole ?? { ...(clauses[0]?.query.span ?? { start: 0, end: 0 }), end: clauses.at(-1)?.query.span.end ?? 0 };
  const groups: { readonly name: string | null; readonly queries: Query[] }[] = [];
  for (const { query } of clauses) {
    const name = query.kind === "test" && textOfTest(query) !== null ? (query.field?.text ?? null) : null;
    const group = name === null ? undefined : groups.find((g) => g.name === name);
    if (group === undefined) groups.push({ name, queries: [query] });
    else group.queries.push(query);
  }
  const isTest = (q: Query): q is Test => q.kind === "test";
  const found = groups.map(({ queries }) => {
    const [first] = queries;
    if (first === undefined) return null;
    return queries.length === 1 ? lower(lowering, first) : equalTexts(lowering, queries.filter(isTest), at);
  });
  const tests = found.filter((c) => c !== null);
  return tests.length < found.length ? null : logicNode(lowering.ids, "or", tests, at);
}
