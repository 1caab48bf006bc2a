import type { CodeTable } from "../../diagnostics/code.ts";

export const filterCodes: CodeTable = {
  "filters/unknown-query": {
    summary: "a filter with a query that is not compiled",
    explain:
      "Filters hold Elasticsearch's query DSL. Compiled are `bool`, `constant_score`, `dis_max`, `exists`, `match`, `match_all`, `match_none`, `match_phrase`, `prefix`, `range`, `regexp`, `term`, `terms`, `wildcard`, and Kibana's combined filters. Scripts, geographic and joining queries are not: an artefact without them would match something else.",
  },
  "filters/bad-shape": {
    summary: "a filter that does not have the shape of its query",
    explain: "Elasticsearch refuses the whole search for a query that it cannot read. The message says what is expected.",
  },
  "filters/unknown-option": {
    summary: "an option of a query that is not compiled",
    explain:
      "The option may change which events match, and it is not one that is known to leave them as they are, such as `boost` or a `rewrite`.",
  },
  "filters/type-mismatch": {
    summary: "a filter that the field's type cannot answer",
    explain:
      "Elasticsearch reads values by the type of the field, and refuses the search when it runs if it cannot: words for numbers, patterns for addresses.",
  },
  "filters/analysed-text": {
    summary: "a filter on analysed text",
    explain: "Of a `text` or `match_only_text` field the index holds words, not values. Whether there is a value at all can be asked.",
  },
  "filters/regex": {
    summary: "a regular expression that Elasticsearch cannot read",
    explain: "Patterns of `regexp` are Lucene's: they match the whole value, and `^` and `$` are characters.",
  },
  "filters/escaped-pattern": {
    summary: "a backslash that escapes a plain character",
    explain:
      "In a `wildcard` query a backslash makes the next character literal and is gone itself: `C:\\Program` finds `C:Program`. A backslash that is meant is written twice in the query, four times in JSON.",
  },
  "filters/too-deep": {
    summary: "filters are nested too deep",
    explain: "Queries may be 100 levels deep.",
  },
};
