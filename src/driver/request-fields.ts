import { type Diagnostic, error, warning } from "../diagnostics/diagnostic.ts";
import { fieldName } from "../ir/field.ts";
import type { RuleDocument } from "../rules/rule-document.ts";
import { type EsType, familyOf } from "../schema/es-type.ts";
import type { Schema } from "../schema/schema.ts";

const isDate = (type: EsType): boolean => familyOf(type) === "date";
const isText = (type: EsType): boolean => type === "text" || type === "match_only_text";
const isExactString = (type: EsType): boolean => familyOf(type) === "string" && !isText(type);
/** Events cannot be put in order by words or objects. */
const isSortable = (type: EsType): boolean => familyOf(type) !== "none" && !isText(type);

/** Fields that the request names beside the query, each of a type that it must have: Elasticsearch refuses the request otherwise. What no schema knows is taken as right. */
export function requestFields(document: RuleDocument, schema: Schema): readonly Diagnostic[] {
  const override = document.schedule.window?.override ?? null;
  const named: readonly (readonly [string, string | null, (type: EsType) => boolean, string])[] = [
    ["event_category_override", document.categoryField, isExactString, "the field of the event category holds keywords"],
    ["timestamp_field", document.timestampField, isDate, "events are put in order by a date"],
    ["tiebreaker_field", document.tiebreakerField, isSortable, "events of the same time are put in order by single values"],
    ["timestamp_override", override === null ? null : fieldName(override), isDate, "the time of an event is a date"],
  ];
  const found: Diagnostic[] = [];
  for (const [key, name, fits, why] of named) {
    const type = name === null ? undefined : schema.lookup(name)?.type;
    if (type === undefined || fits(type)) continue;
    const at = document.locate(`rule.${key}`);
    found.push({
      ...error("driver/request-field", `\`${key}\`: field \`${name}\` is of type ${type}`, at, { help: why }),
      file: document.source.name,
    });
  }
  return found;
}

/** Where the rule's events come from is not in the document. */
export function dataView(document: RuleDocument): readonly Diagnostic[] {
  const id = document.metadata.document?.["data_view_id"];
  if (typeof id !== "string" || id === "") return [];
  const help = "name the indices in `index`, and their fields' types in a mapping";
  const at = document.locate("rule.data_view_id");
  return [
    {
      ...warning("driver/data-view", `the indices and fields of data view \`${id}\` are not in the rule`, at, { help }),
      file: document.source.name,
    },
  ];
}
