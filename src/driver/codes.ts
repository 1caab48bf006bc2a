import type { CodeTable } from "../diagnostics/code.ts";

export const driverCodes: CodeTable = {
  "verdict/bug": {
    summary: "a bug in Verdict",
    explain:
      "A stage of the compiler failed or broke its contract on this rule. It is never the rule's fault: whatever a rule holds, the answer should have been an artefact or a located error. The rule or the artefact in question is left out. Please report it with the rule.",
  },
  "driver/language": {
    summary: "a rule's language is not compiled",
    explain: "There is no front end for the language of this rule.",
  },
  "driver/rule-type": {
    summary: "a rule's type is not compiled",
    explain: "What rules of this type match is not in the document: a machine learning job, or a query that is saved in Kibana.",
  },
  "driver/rule-parts": {
    summary: "a rule lacks what its type needs",
    explain:
      "Rules of type `threshold` have `threshold` with the fields to count by, the number and, if wanted, one cardinality; `new_terms` have `new_terms_fields` and `history_window_start`; `threat_match` have `threat_index`, `threat_mapping` and usually `threat_query`. As in the detection engine, what it does not read does not count.",
  },
  "driver/request-field": {
    summary: "a field that the request names has the wrong type",
    explain:
      "Beside its query a rule may name the field of the event category, of the time, and of what puts events of one time in order. Elasticsearch refuses the request when such a field has a type that cannot serve for it.",
    failing: 'timestamp_field = "process.name"',
    fixed: 'timestamp_field = "event.ingested"',
  },
  "driver/data-view": {
    summary: "a rule takes its indices from a data view",
    explain:
      "A data view is an object of its own in Kibana, and the rule holds its id alone. The rule is compiled for events of any index, with the types of fields that the schema says.",
  },
  "driver/multi-field": {
    summary: "a rule tests a multi-field or an alias",
    explain:
      "A multi-field such as `message.keyword`, or an alias, exists in Elasticsearch's index alone, derived from another field. Events do not hold it, so that other engines would find it missing. Test the field that it is derived from.",
  },
  "driver/nested-field": {
    summary: "a rule needs a value of nested objects for the event",
    explain:
      "The index holds each object of a field of type `nested` by itself, and the event has no values of the fields inside. A filter on one finds nothing, and nothing can be grouped or put in order by it.",
  },
  "driver/unknown-target": { summary: "a target that does not exist", explain: "`verdict targets` lists the targets and their families." },
  "driver/unknown-version": {
    summary: "a version that a target does not have",
    explain: "A target is compiled for one of the versions that it knows, written `falco@0.41`. `verdict targets` lists them.",
  },
  "driver/unknown-option": {
    summary: "an option that no requested target has",
    explain:
      "Options are written `name=value`, for every requested target that has one of that name, or `target.name=value` for one target or family.",
  },
  "driver/bad-option": { summary: "an option with a bad value", explain: "The message says what the option takes." },
  "driver/path-collision": {
    summary: "two artefacts would be written to one path",
    explain:
      "Artefacts are named by their rule's path. Two paths that differ in letter case alone, or of which one is a folder of the other, cannot both exist on every file system.",
  },
  "driver/unsafe-path": {
    summary: "an artefact would be written to an unsafe path",
    explain: "A path that leads out of the output folder, or that some file system cannot hold.",
  },
  "driver/not-utf8": {
    summary: "an artefact would hold half a surrogate pair",
    explain: "Such text has no form in UTF-8: written to a file it would become another text, and the artefact would mean something else.",
  },
  "driver/duplicate-id": {
    summary: "two rules have the same id",
    explain: "Products keep one rule of an id, and alerts carry the id to tell which rule they are from.",
  },
  "policy/json-syntax": { summary: "verdict.json is not JSON", explain: "Comments and trailing commas are not JSON either." },
  "policy/bad-shape": {
    summary: "verdict.json does not have the shape that it should",
    explain: "schemas/verdict.schema.json describes the file; an editor that knows it suggests keys and shows mistakes.",
    failing: '{"target": {"falco": {}}}',
    fixed: '{"targets": {"falco": {}}}',
  },
  "policy/unknown-target": {
    summary: "verdict.json names a target that does not exist",
    explain: "Acceptances name single targets; `targets` may also name a family.",
  },
  "policy/unknown-version": {
    summary: "verdict.json names a version that a target does not have",
    explain: "`verdict targets` lists the versions. A family is several products, so it has no version.",
  },
  "policy/bad-option": {
    summary: "verdict.json sets an option wrongly",
    explain: "The target has no such option, or the option does not take this value.",
  },
  "policy/accepted-twice": { summary: "verdict.json accepts the same thing twice", explain: "One of the two entries can go." },
  "policy/gone": {
    summary: "an accepted deviation or refusal is gone",
    explain:
      "verdict.json accepts a deviation or refusal that the target no longer has for this rule, because the rule, the target or Verdict became better. The entry would hide the next one: remove it.",
  },
};
