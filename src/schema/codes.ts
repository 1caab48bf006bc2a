import type { CodeTable } from "../diagnostics/code.ts";

export const schemaCodes: CodeTable = {
  "schema/json-syntax": {
    summary: "a mapping or column-name file is not JSON",
    explain: "Mappings and column names are read from one JSON object.",
  },
  "schema/bad-mapping": {
    summary: "a mapping file has an unexpected shape",
    explain:
      'A mapping file is what Elasticsearch takes or gives: `{"properties": …}`, `{"mappings": {"properties": …}}`, an index template, the answer of `GET index/_mapping`, a flat object from field names to types, or such objects by patterns of indices.',
    failing: '{"process.name": 7}',
    fixed: '{"process.name": "keyword"}',
  },
  "schema/unknown-type": {
    summary: "a field type that Verdict does not know",
    explain: "The field is kept, but it takes part in no comparison: rules that test it are refused.",
    failing: '{"process.name": "keywrod"}',
    fixed: '{"process.name": "keyword"}',
  },
  "schema/conflict": {
    summary: "two indices map a field to different types",
    explain:
      "The file holds several mappings that disagree. The first one counts. Elasticsearch itself refuses an EQL query on such a field.",
  },
  "schema/bad-columns": {
    summary: "a column-name file has an unexpected shape",
    explain:
      "The file is a JSON object from field names to column names, or to objects with `column` and optionally `type` and `array`. Two fields cannot share a column.",
    failing: '{"process.name": 7}',
    fixed: '{"process.name": "process_name"}',
  },
};
