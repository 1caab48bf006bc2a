import type { CodeTable } from "../../src/diagnostics/code.ts";

export const codes: CodeTable = {
  "elasticsearch/analysed-text": {
    summary: "a comparison on a field of type text",
    explain:
      "Elasticsearch cuts the values of text fields into words, so a search cannot compare a value as a whole. Elasticsearch's own EQL refuses such a field unless it has a keyword sub-field. Name the sub-field, or give the field another type with `--schema`.",
    failing: 'any where message : "*failed login*"',
    fixed: 'any where event.original : "*failed login*"',
  },
  "elasticsearch/approximate-count": {
    summary: "a number of different values that the server estimates",
    explain:
      "`cardinality` counts different values exactly enough up to a precision threshold of 40,000 at most, and estimates beyond it. A threshold above that may be met a little too early or too late, in Kibana too.",
  },
  "elasticsearch/field-name": {
    summary: "a field whose name a query cannot name",
    explain:
      "A `*` in a field's name is a pattern in `exists`, an empty segment is an error, and `_name`, `boost` and `_source` mean something else in a query. Such a field cannot be tested without testing something else.",
  },
  "elasticsearch/field-pattern": {
    summary: "a test of all fields like a pattern that no query makes",
    explain:
      "`exists`, `multi_match` and `query_string` take patterns of field names, and what they ask is all that can be asked of such fields: whether a value is there, equals, matches a pattern or lies in a range. Name the fields in a schema file.",
  },
  "elasticsearch/field-type": {
    summary: "a test that the field's type does not take",
    explain:
      "Keys of a flattened field take no wildcards, regular expressions or open ranges; version fields are ordered by version and not by character; a script reads the upper half of unsigned_long as negative numbers; objects have no values. The search would fail, as it would in Elasticsearch's own EQL.",
  },
  "elasticsearch/field-values": {
    summary: "a field whose values cannot be grouped",
    explain:
      "Thresholds and new terms make groups of a field's values, which the index keeps for keywords, numbers, dates, booleans and addresses. Analysed text and objects have none. Name a keyword beside the text, or give the field another type with `--schema`.",
  },
  "elasticsearch/function-unavailable": {
    summary: "a function without a script",
    explain: "Functions run as Painless scripts. docs/functions.md lists those that this target has.",
  },
  "elasticsearch/indicator-search": {
    summary: "an indicator match without a rule for Kibana",
    explain:
      "No single search joins events with another index: Kibana's detection engine makes many, of pages of indicators. The rule for Kibana is the only artefact, so it cannot be left out with `kibana-rule=none`.",
  },
  "elasticsearch/limit-in-filter": {
    summary: "head or tail in a rule that becomes a custom query",
    explain:
      "With `kibana-rule=dsl` the Kibana rule carries the condition as a filter. A custom query rule alerts on every event that matches, so `| head` and `| tail` have no effect there. The search body has them.",
  },
  "elasticsearch/lone-surrogate": {
    summary: "a text with half a surrogate pair",
    explain: "Requests and documents are UTF-8, which has no form for half a surrogate pair. No document can hold such a text.",
  },
  "elasticsearch/nesting": {
    summary: "a query that nests deeper than the server allows",
    explain:
      "A stock server takes queries of 30 levels (`indices.query.bool.max_nested_depth`). Rewrite the condition with fewer alternations of `and` and `or`, or raise the setting on every node and tell the compiler with `--option nested-bools=N`.",
  },
  "elasticsearch/no-eql": {
    summary: "a test that EQL does not have",
    explain:
      "Sequences and samples run as a search in EQL, and `kibana-rule=eql` writes any rule in it. EQL compares with constants alone, ignores case in its own ways, and escapes no `*` or `?` in its patterns. What it cannot say exactly is refused.",
  },
  "elasticsearch/number-range": {
    summary: "a number that a script cannot be given",
    explain:
      "Parameters of scripts are JSON: it has no infinity, and whole numbers beyond 64 bits arrive as a type that Painless does not compute with.",
  },
  "elasticsearch/pattern-complexity": {
    summary: "a wildcard pattern that is too complex for a search",
    explain:
      "Lucene makes an automaton of the pattern and gives up beyond a fixed amount of work: at about eleven `?` behind a `*`, or some three hundred equal characters between two `*`. The search would fail with `too complex to determinize`, as it would in Elasticsearch's own EQL. Over a computed value a regular expression becomes the table of an automaton, which a search carries up to 20,000 entries.",
    failing: 'process where process.name : "*a????????????*"',
    fixed: 'process where process.name : "*a*" and length(process.name) > 12',
  },
  "elasticsearch/regexp-folding": {
    summary: "an insensitive regular expression on a server before 9.0",
    explain:
      "Since 9.0 an insensitive `regexp` ignores case by Unicode's simple folding, before it ignores the case of ASCII letters only. For 8.x the compiler writes the difference out as character classes; this pattern is too long for that, so a value such as one with U+212A, the Kelvin sign, for a k is missed there.",
  },
  "elasticsearch/regexp-length": {
    summary: "a regular expression that is too long",
    explain:
      "A `regexp` query takes 1,000 characters (`index.max_regex_length`). Alternatives at the top are split into several queries; this pattern cannot be.",
  },
  "elasticsearch/result-window": {
    summary: "head or tail beyond 10,000",
    explain: "One search returns at most 10,000 hits (`index.max_result_window`).",
  },
  "elasticsearch/script-unavailable": {
    summary: "a test that neither the index nor a script answers",
    explain:
      "Computations become Painless scripts. Comparisons of dates and addresses inside of a computation are not written, and order under a folding has no meaning.",
    failing: 'any where null == (@timestamp > "2024-05-01")',
    fixed: "any where @timestamp == null",
  },
  "elasticsearch/text-length": {
    summary: "a text that is longer than a term of the index",
    explain: "A term has at most 32,766 bytes of UTF-8, and a search for a longer one is an error.",
  },
};
