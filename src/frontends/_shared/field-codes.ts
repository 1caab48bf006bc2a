import type { CodeTable } from "../../diagnostics/code.ts";

/** What `field-resolver.ts` says, whatever the language. */
export const fieldCodes: CodeTable = {
  "schema/unknown-field": {
    summary: "a field that the schema does not know",
    explain:
      "With a strict schema this is an error, as in Elasticsearch when no searched index has the field. Otherwise it is a warning: the field is taken as mapped, with the type that makes sense of how the rule uses it (an address in `cidrMatch`, a boolean by itself, a number beside numbers, else a keyword). A wrong guess changes the verdict: on a keyword `> 9` compares texts. A name below a field that has values is a multi-field (`process.name.caseless`): Elasticsearch makes its values from those of `process.name`, and no event holds them, so what reads events (SQL, JavaScript) deviates there and says so. Name the field's type in a schema file to be sure.",
    failing: 'process where proces.name == "cmd.exe"',
    fixed: 'process where process.name == "cmd.exe"',
  },
  "schema/empty-name": {
    summary: "a field name with an empty part",
    explain: "A name such as `a..b` in backquotes names no field of any event.",
    failing: "any where `a..b` == 1",
  },
  "schema/unsupported-type": {
    summary: "a field whose type no test can use",
    explain: "Elasticsearch refuses fields of type object, nested, geo_point and ranges in such queries.",
  },
  "schema/no-exact-field": {
    summary: "analysed text has no exact value",
    explain:
      "The index holds the words of a `text` or `match_only_text` field, not its value. Elasticsearch compares with the keyword field beside it (`field.keyword`) and refuses the query if there is none.",
  },
};
