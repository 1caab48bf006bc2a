/** The events of one of a rule's sources as a query. */
import type { Leaf } from "../../src/ir/condition.ts";
import type { Metadata, Rule } from "../../src/ir/rule.ts";
import type { Span } from "../../src/source/span.ts";
import type { Options } from "../../src/target/options.ts";
import { conditionQuery } from "./condition.ts";
import { type Context, refuse } from "./context.ts";
import { boolDepth, type Query } from "./dsl.ts";

/** Each test under its name. What the server would not take is recorded as a refusal. */
export function sourceQuery(rule: Rule, id: string, given: Options, context: Context): Query {
  const source = rule.sources[id];
  if (source === undefined) throw new Error(`the rule has no source ${id}`);
  const where = conditionQuery(source.where, leafName(rule.metadata), context);
  checkLimits(where, source.where.span, numberOption(given, "nested-bools", 29), context);
  return where;
}

const numberOption = (given: Options, name: string, otherwise: number): number => {
  const value = given[name];
  return typeof value === "number" ? value : otherwise;
};

function checkLimits(where: Query, span: Span, nestedBools: number, context: Context): void {
  // the window's clause and the bool around the whole are no deeper than three
  const depth = Math.max(boolDepth(where) + 1, 3);
  if (depth > nestedBools) {
    const reason = `the query nests ${depth} deep, and the server takes ${nestedBools}`;
    refuse(
      context,
      "elasticsearch/nesting",
      span,
      reason,
      "raise indices.query.bool.max_nested_depth on the cluster and say so with the option `nested-bools`",
    );
  }
}

/** What is not one plain space: most leaves have none of it. */
const otherSpace = /\s{2,}|[^\S ]/gu;

/** The start of a text of more than 80 characters: its name shows the first 79. */
const startOfLong = /^(.{79}).{2}/su;

/** The number of the node and the leaf's own text: `7 process.args == "install"`. The number keeps equal leaves apart. */
function leafName(metadata: Metadata): (leaf: Leaf) => string {
  return (leaf) => {
    const text = metadata.conditionText.slice(leaf.span.start, leaf.span.end).replace(otherSpace, " ").trim();
    const cut = text.length > 80 ? startOfLong.exec(text)?.[1] : undefined;
    const shown = cut === undefined ? text : `${cut}…`;
    return shown === "" ? `${leaf.id}` : `${leaf.id} ${shown}`;
  };
}
