import type { CodeTable } from "../diagnostics/code.ts";

export const ruleCodes: CodeTable = {
  "rules/binary": {
    summary: "a rule document is not a text",
    explain: "Rule documents are UTF-8 texts. This one holds a NUL, so it is a binary file, or a text in UTF-16.",
  },
  "rules/toml-syntax": {
    summary: "a rule document is not TOML",
    explain: "A document with the ending .toml, or a text that begins like one, has to be TOML 1.0 or 1.1. Nothing of it is read.",
    failing: '[rule]\nname = "a',
    fixed: '[rule]\nname = "a"',
  },
  "rules/json-syntax": {
    summary: "a rule document is not JSON",
    explain:
      "Documents with the ending .json hold one JSON value; those with the ending .ndjson hold one JSON object a line, as Kibana exports them. In NDJSON, the other lines are still read.",
    failing: '{"name": "a",}',
    fixed: '{"name": "a"}',
  },
  "rules/too-deep": {
    summary: "a rule document is nested too deeply",
    explain: "No rule nests tables or lists dozens deep; a document that does is refused before it can exhaust memory or stack.",
  },
  "rules/no-rule": {
    summary: "there is no rule where one should be",
    explain:
      "A JSON document holds a rule, a list of rules, or the answer of the API's `_find`; each line of an NDJSON export is an object. Something else stands here.",
  },
  "rules/unknown-field": {
    summary: "a field that no rule document has",
    explain:
      "Verdict knows every field of Kibana's rule API and of the TOML in which detection rules are kept. A name that is not among them is most often misspelt, and what it was meant to say has no effect.",
    failing: '[rule]\nseverty = "high"',
    fixed: '[rule]\nseverity = "high"',
  },
  "rules/wrong-type": {
    summary: "a field holds a value of the wrong type",
    explain: "The value of this field is not of the type, or not one of the values, that Kibana takes. The rule is not compiled.",
    failing: '[rule]\nrisk_score = "73"',
    fixed: "[rule]\nrisk_score = 73",
  },
  "rules/missing-field": {
    summary: "a field that a rule cannot do without is missing",
    explain: "A rule needs a name and a type, and all types but machine_learning and saved_query need a query.",
    failing: '[rule]\nname = "a"\ntype = "eql"',
    fixed: '[rule]\nname = "a"\ntype = "eql"\nquery = "any where true"',
  },
  "rules/default-used": {
    summary: "a field is missing and a default is used",
    explain:
      "Kibana wants an id, a description, a severity and a risk score for every rule. Without them Verdict uses an id made from the rule's name and query, the name, `low`, and the score that Kibana gives the severity (21, 47, 73, 99). An id made from the query changes with it.",
  },
  "rules/type-language": {
    summary: "a rule's type and language do not go together",
    explain:
      "Rules of type `eql` are written in EQL, `esql` in ES|QL, and `query`, `saved_query`, `threshold`, `new_terms` and `threat_match` in KQL (`kuery`) or Lucene. A machine learning rule has no query.",
    failing: 'type = "eql"\nlanguage = "kuery"',
    fixed: 'type = "eql"\nlanguage = "eql"',
  },
  "rules/exceptions": {
    summary: "a rule's exceptions are not compiled",
    explain:
      "Kibana suppresses alerts on events that an exception list names. The lists are no part of the rule's query and are not compiled, so artefacts match such events. Their fidelity is relative to the query.",
  },
  "rules/export-skipped": {
    summary: "an export holds more than rules",
    explain: "An NDJSON export may also hold exception lists, their items and connectors. They are not compiled.",
  },
  "rules/export-count": {
    summary: "an export holds fewer or more rules than its summary says",
    explain:
      "The last line of an export counts its rules. Where the count differs, the file was probably cut short or put together by hand.",
  },
  "events/yaml-syntax": {
    summary: "an events file is not YAML",
    explain: "Events beside a rule are YAML 1.2. Aliases that multiply without end and nesting without end are refused too.",
  },
  "events/bad-file": {
    summary: "an events file does not have the shape that it should",
    explain: "It is an object with the key `cases`, a list. schemas/events.schema.json describes it for editors.",
    failing: "- name: a",
    fixed: "cases:\n  - name: a",
  },
  "events/bad-case": {
    summary: "a case of an events file does not have the shape that it should",
    explain:
      "Each case has a `name`, an `event` (with dotted or nested keys, values of JSON), a `verdict` (`match`, `no-match` or `error`) and a `why`, and nothing else.",
    failing: "cases:\n  - name: a\n    verdict: yes",
    fixed: "cases:\n  - name: a\n    event: {}\n    verdict: match\n    why: every event matches",
  },
  "events/duplicate-case": {
    summary: "two cases have the same name",
    explain: "Reports name a case by its name alone. The second case is not run.",
  },
};
