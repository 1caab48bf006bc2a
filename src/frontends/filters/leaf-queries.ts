import { warning } from "../../diagnostics/diagnostic.ts";
import type { Condition } from "../../ir/condition.ts";
import type { CompareOp } from "../../ir/scalar.ts";
import { equalsOne, exists, inRange, like, matches, ordered, startsWith, type Text, wildcardQueryPattern } from "../_shared/index-tests.ts";
import { constantNode } from "../_shared/nodes.ts";
import { accepted, allOf, fail, fieldClause, insensitive, type Lowering, onlyOptions, textOf } from "./lowering.ts";
import { itemsOf, membersOf, type Placed } from "./placed.ts";

/** Reads what stands below the name of a query. Null: an error, reported. */
export type QueryReader = (lowering: Lowering, clause: Placed) => Condition | null;

const existsQuery: QueryReader = (lowering, clause) => {
  const members = membersOf(clause);
  const named = members.get("field");
  if (named === undefined || typeof named.json !== "string")
    return fail(lowering, "filters/bad-shape", "`exists` takes the name of a field", clause.span);
  if (!onlyOptions(lowering, members, ["field"])) return null;
  const field = lowering.fieldOf(named.json, named.span);
  return field === null ? null : exists({ ids: lowering.ids, field, at: named.span, whole: clause.span });
};

/** `term`, and `match` and `match_phrase`, which on anything but analysed text ask the same. */
function equality(valueName: string, known: readonly string[]): QueryReader {
  return (lowering, clause) => {
    const read = fieldClause(lowering, clause, [valueName]);
    if (read === null || !onlyOptions(lowering, read.options, known)) return null;
    const text = textOf(lowering, read.value);
    const folds = insensitive(lowering, read.options);
    if (text === null || folds === null) return null;
    return accepted(lowering, equalsOne(read.tested, [{ text, span: read.value.span }], folds ? "ascii" : "none"));
  };
}

const termsQuery: QueryReader = (lowering, clause) => {
  const read = fieldClause(lowering, clause, []);
  if (read === null) return null;
  if (!Array.isArray(read.value.json)) return fail(lowering, "filters/bad-shape", "`terms` takes a list of values", read.value.span);
  const texts = allOf(
    itemsOf(read.value).map((item) => {
      const text = textOf(lowering, item);
      return text === null ? null : { text, span: item.span };
    }),
  );
  return texts === null ? null : accepted(lowering, equalsOne(read.tested, texts));
};

const bounds: Readonly<Record<string, Exclude<CompareOp, "==">>> = { gt: ">", gte: ">=", lt: "<", lte: "<=" };

/** Formats that read what dates are written in without one, and zones that are UTC. */
const plainFormats: readonly unknown[] = ["strict_date_optional_time", "strict_date_optional_time||epoch_millis", "date_optional_time"];
const utc: readonly unknown[] = ["Z", "UTC", "Zulu", "+00:00", "GMT"];

const rangeQuery: QueryReader = (lowering, clause) => {
  const read = fieldClause(lowering, clause, []);
  if (read === null) return null;
  const format = read.options.get("format");
  const zone = read.options.get("time_zone");
  if (!onlyOptions(lowering, read.options, [...Object.keys(bounds), "format", "time_zone"])) return null;
  if (format !== undefined && !plainFormats.includes(format.json))
    return fail(
      lowering,
      "filters/unknown-option",
      "dates of this format are not compiled",
      format.span,
      "write them as `2024-05-01T10:00:00Z`",
    );
  if (zone !== undefined && !utc.includes(zone.json))
    return fail(lowering, "filters/unknown-option", "a zone other than UTC is not compiled", zone.span, "write the dates in UTC");
  const ends: { readonly op: Exclude<CompareOp, "==">; readonly bound: Text }[] = [];
  for (const [name, op] of Object.entries(bounds)) {
    const bound = read.options.get(name);
    // null is no bound on this side
    if (bound === undefined || bound.json === null) continue;
    const text = textOf(lowering, bound);
    if (text === null) return null;
    ends.push({ op, bound: { text, span: bound.span } });
  }
  const [low, otherLow] = ends.filter(({ op }) => op.startsWith(">"));
  const [high, otherHigh] = ends.filter(({ op }) => op.startsWith("<"));
  // which of the two counts is up to the order of a JSON object
  if (otherLow !== undefined || otherHigh !== undefined)
    return fail(lowering, "filters/bad-shape", "a range has one bound on each side", clause.span);
  if (low !== undefined && high !== undefined)
    return accepted(
      lowering,
      inRange(read.tested, { bound: low.bound, included: low.op === ">=" }, { bound: high.bound, included: high.op === "<=" }),
    );
  const only = low ?? high;
  return only === undefined ? exists(read.tested) : accepted(lowering, ordered(read.tested, only.op, only.bound));
};

const wildcardQuery: QueryReader = (lowering, clause) => {
  const read = fieldClause(lowering, clause, ["value", "wildcard"]);
  if (read === null || !onlyOptions(lowering, read.options, ["case_insensitive"])) return null;
  const text = textOf(lowering, read.value);
  const folds = insensitive(lowering, read.options);
  if (text === null || folds === null) return null;
  if (/\\[^*?\\]/.test(text.replaceAll("\\\\", "")))
    lowering.report(
      warning("filters/escaped-pattern", "a backslash in front of a plain character is left out by Elasticsearch", read.value.span, {
        help: "write a backslash that is meant twice: `C:\\\\Windows\\\\*` in the query",
      }),
    );
  // an empty pattern finds nothing, not even the empty text
  if (text === "") return constantNode(lowering.ids, false, clause.span);
  return accepted(lowering, like(read.tested, [wildcardQueryPattern({ text, span: read.value.span })], folds ? "ascii" : "none"));
};

const prefixQuery: QueryReader = (lowering, clause) => {
  const read = fieldClause(lowering, clause, ["value", "prefix"]);
  if (read === null || !onlyOptions(lowering, read.options, ["case_insensitive"])) return null;
  const text = textOf(lowering, read.value);
  const folds = insensitive(lowering, read.options);
  if (text === null || folds === null) return null;
  return accepted(lowering, startsWith(read.tested, { text, span: read.value.span }, folds ? "ascii" : "none"));
};

const regexpQuery: QueryReader = (lowering, clause) => {
  const read = fieldClause(lowering, clause, ["value"]);
  if (read === null || !onlyOptions(lowering, read.options, ["case_insensitive", "flags"])) return null;
  const flags = read.options.get("flags");
  if (flags !== undefined && flags.json !== "ALL")
    return fail(lowering, "filters/unknown-option", "flags other than `ALL` are not compiled", flags.span);
  const text = textOf(lowering, read.value);
  const folds = insensitive(lowering, read.options);
  if (text === null || folds === null) return null;
  return accepted(lowering, matches(read.tested, { text, span: read.value.span }, folds));
};

/** What changes how words of a text are matched leaves a single value as it is; so does what happens when none is given. */
const matchOptions = ["operator", "type", "slop", "lenient", "zero_terms_query"];

export const leafQueries: Readonly<Record<string, QueryReader>> = {
  exists: existsQuery,
  term: equality("value", ["case_insensitive"]),
  match: equality("query", matchOptions),
  match_phrase: equality("query", matchOptions),
  terms: termsQuery,
  range: rangeQuery,
  wildcard: wildcardQuery,
  prefix: prefixQuery,
  regexp: regexpQuery,
};
