import { error } from "../diagnostics/diagnostic.ts";
import type { Condition } from "../ir/condition.ts";
import type { Entry } from "../ir/detection.ts";
import { mapConditions, mapScalars, scalarsOf } from "../ir/walk.ts";
import { isJsonObject, type Json, type JsonObject } from "../source/json.ts";
import type { Queried, TypeReport, Under } from "./rule-type.ts";

const indicators = "indicators";

/**
 * A `threat_match` rule: events of the query that share values with an indicator, a document of `threat_index` that the threat query takes. Each group of `threat_mapping` is a way to
 * match; its entries must hold together, for one indicator.
 */
export function indicatorJoin(made: TypeReport, under: Under): Queried | null {
  const groups = groupsOf(made);
  const known = indicatorCondition(made);
  if (groups === null || known === null) return null;
  const { order, source } = under.filter;
  return {
    sources: {
      [source]: under.source,
      [indicators]: { index: textsOf(made.value("threat_index")), where: apart(known, under.source.where) },
    },
    detection: { kind: "indicator-join", source, indicators, groups, order, span: under.span },
  };
}

const textsOf = (value: Json | undefined): readonly string[] => (Array.isArray(value) ? value.filter((v) => typeof v === "string") : []);
const objectsOf = (value: Json | undefined): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);

function groupsOf(made: TypeReport): readonly (readonly Entry[])[] | null {
  const given = objectsOf(made.value("threat_mapping")).map((group) => objectsOf(group["entries"]));
  if (given.length === 0 || given.some((entries) => entries.length === 0)) {
    const help = "each group of `threat_mapping` has `entries`, each with the event's `field` and, as `value`, the indicator's";
    made.add(error("driver/rule-parts", "an indicator match rule without its mapping", null, { help }), "threat_mapping");
    return null;
  }
  const groups = given.map((entries) => entries.map((entry) => entryOf(made, entry)));
  const found = groups.map((group) => group.filter((e) => e !== null));
  if (found.some((group, i) => group.length !== groups[i]?.length)) return null;
  if (found.some((group) => group.every((e) => e.negate))) {
    const help = "a group needs an entry that is not negated";
    made.add(error("driver/rule-parts", "a group of `threat_mapping` has only negated entries", null, { help }), "threat_mapping");
    return null;
  }
  return found;
}

function entryOf(made: TypeReport, given: JsonObject): Entry | null {
  const { field: ofEvent, value: ofIndicator, negate } = given;
  if (typeof ofEvent !== "string" || typeof ofIndicator !== "string") {
    const help = "write the event's `field` and, as `value`, the indicator's";
    made.add(error("driver/rule-parts", "an entry without its field or value", null, { help }), "threat_mapping");
    return null;
  }
  const field = made.field(ofEvent, "threat_mapping");
  const indicator = made.field(ofIndicator, "threat_mapping");
  return field === null || indicator === null ? null : { field, indicator, negate: negate === true };
}

/** The threat query, KQL unless the rule says otherwise; none takes every indicator. Filters beside it are read with the rule's own (filters.ts). */
function indicatorCondition(made: TypeReport): Condition | null {
  const query = made.value("threat_query");
  const language = made.value("threat_language");
  const name = typeof language === "string" ? language : "kuery";
  const result = made.context.read(typeof query === "string" ? query : "", name, textsOf(made.value("threat_index")));
  if (result === null) {
    made.add(error("driver/language", `there is no front end for language \`${name}\``, null), "threat_language");
    return null;
  }
  for (const diagnostic of result.diagnostics) made.add(diagnostic, "threat_query");
  const { detection } = result;
  if (detection === null || detection.detection.kind !== "filter") return null;
  return detection.sources[detection.detection.source]?.where ?? null;
}

/** A condition that was read by itself, with ids of its own beside those of another. Its spans are of another text than the rule's query: they point to its start. */
function apart(condition: Condition, other: Condition): Condition {
  let highest = 0;
  mapConditions(other, (c) => {
    highest = Math.max(highest, c.id, ...(c.kind === "any" ? scalarsOf(c.test).map((s) => s.id) : []));
    return c;
  });
  const moved = <T extends { readonly id: number }>(node: T): T => ({ ...node, id: node.id + highest + 1, span: { start: 0, end: 0 } });
  return mapConditions(condition, (c) => moved(c.kind === "any" ? { ...c, test: mapScalars(c.test, moved) } : c));
}
