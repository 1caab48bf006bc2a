import type { CodeTable } from "../../diagnostics/code.ts";
import { fieldCodes } from "../_shared/field-codes.ts";

/** What the lexer and the parser say. */
const syntax: CodeTable = {
  "kql/unexpected-token": {
    summary: "something else was expected here",
    explain: "The query does not follow the grammar of KQL at this place. The message lists what could stand there.",
    failing: "(process.name: cat",
    fixed: "(process.name: cat)",
  },
  "kql/unbalanced": {
    summary: "a bracket that closes nothing",
    explain:
      "Every `)` needs its `(`, and every `}` its `{`. A bracket that is meant literally is written `\\(`, or stands in double quotes.",
    failing: "process.name: cat)",
    fixed: "(process.name: cat)",
  },
  "kql/too-deep": {
    summary: "the query is nested too deep",
    explain:
      "Brackets and braces may be 200 levels deep, and a field's name may have 200 parts. Chains of `and` and `or` cost nothing, however long they are.",
  },
  "kql/unterminated-string": {
    summary: "a string without its closing quotes",
    explain:
      'A quote inside of a string is written `\\"`, so that a backslash in front of the last quote keeps the string open: a path that ends in a backslash ends in two.',
    failing: 'process.working_directory: "C:\\"',
    fixed: 'process.working_directory: "C:\\\\"',
  },
  "kql/bad-escape": {
    summary: "a backslash that escapes nothing",
    explain:
      'Outside of double quotes a backslash begins an escape: `\\t`, `\\r`, `\\n`, a character by its number as in `\\u0041`, one of the special characters `\\ ( ) : < > " * { }`, or `\\and`, `\\or`, `\\not`. A backslash by itself is written twice.',
    failing: "process.executable: C\\:\\Windows\\\\cmd.exe",
    fixed: 'process.executable: "C:\\Windows\\cmd.exe"',
  },
  "kql/missing-operator": {
    summary: "two tests side by side",
    explain:
      "Between two tests stands `and` or `or`. What follows a value without double quotes up to the next operator belongs to the value, blanks included: `a: b c` compares with `b c`.",
    failing: "process.name: cat user.name: root",
    fixed: "process.name: cat and user.name: root",
  },
  "kql/no-such-operator": {
    summary: "an operator that KQL does not have",
    explain: "KQL compares with `:`, and numbers, dates and texts by `<`, `<=`, `>` and `>=`. There is no `==` and no `!=`.",
    failing: 'process.name == "cat"',
    fixed: 'process.name: "cat"',
  },
  "kql/double-not": {
    summary: "`not not`",
    explain: "Kibana's grammar takes one `not` in front of a test; the next one needs brackets.",
    failing: "not not process.name: cat",
    fixed: "not (not process.name: cat)",
  },
  "kql/not-after-colon": {
    summary: "`not` between a field and its value",
    explain: "Values are negated inside of brackets, tests in front of the field.",
    failing: "process.name: not cat",
    fixed: "not process.name: cat",
  },
  "kql/word-ends-in-not": {
    summary: "a word that ends in `not`, with a blank behind it",
    explain:
      "Kibana's grammar finds the operator `not` also at the end of a word: `knot 7` is `k` and then `not`. It does not parse there.",
    failing: "process.title: knot 7",
    fixed: 'process.title: "knot 7"',
  },
  "kql/word-in-value": {
    summary: "`and` or `or` as a part of a value",
    explain:
      "Kibana's grammar takes `and` and `or` for operators only with a blank on either side. At the beginning or end of a value without quotes they are words of the value: `process.name: cat and` looks for `cat and`.",
    failing: "process.name: cat and",
    fixed: "process.name: cat",
  },
  "kql/whitespace-escape": {
    summary: "a tab or line break where a path was meant",
    explain:
      'The escapes `\\t`, `\\r` and `\\n` hold in double quotes too, and other backslashes stand for themselves there. So `"C:\\temp"` holds a tab, and `"C:\\Windows"` a backslash.',
    failing: 'process.executable: "C:\\temp\\a.exe"',
    fixed: 'process.executable: "C:\\\\temp\\a.exe"',
  },
};

/** What lowering says. */
const meaning: CodeTable = {
  "kql/free-text": {
    summary: "a value without a field",
    explain:
      "Kibana searches all fields of the index for it. Which these are is not in the rule, and analysed text is searched by words, so that no other engine could do the same.",
    failing: "mimikatz",
    fixed: "process.name: mimikatz",
  },
  "kql/nested-path": {
    summary: "a nested query over what is not nested",
    explain:
      "`path: { … }` asks for one object of a list that satisfies all of the tests. The index must have the path as a field of type `nested`; where it has something else, Elasticsearch fails the search. A path that no schema knows is taken as nested, with a warning.",
    failing: "process: { name: cat }",
    fixed: "file.elf.sections: { name: .text }",
  },
  "kql/nested-field": {
    summary: "a field of nested objects outside of their braces",
    explain:
      "The index holds each object of a list of type `nested` by itself. Its fields are tested inside of `path: { … }`, by names without the path; Kibana refuses them elsewhere, and Elasticsearch would find them missing there.",
    failing: "file.elf.sections.name: .text",
    fixed: "file.elf.sections: { name: .text }",
  },
  "kql/object-field": {
    summary: "a test of an object",
    explain: "The name is that of an object with fields inside of it. Only these have values.",
    failing: "process.parent: cat",
    fixed: "process.parent.name: cat",
  },
  "kql/field-pattern": {
    summary: "a field name with a wildcard",
    explain:
      "Kibana tests each field of the index whose name fits. With a strict schema or a mapping these are the fields that it has. Otherwise every field of the event that fits is tested, and one that the schema does not know is taken as a keyword, which a warning says. Keys of a flattened field, for Kibana no fields, are refused, as are patterns that nearly everything fits.",
    failing: "*: cat",
    fixed: "process.entity_i*: cat",
  },
  "kql/analysed-text": {
    summary: "a test of analysed text that is not compiled",
    explain:
      "Of a `text` or `match_only_text` field the index holds words, not values. Texts in double quotes are searched as words next to each other, others as any of their words. Patterns, ranges and words beyond ASCII are not compiled.",
    failing: "message: fail*",
    fixed: "message: (fail or failed)",
  },
  "kql/no-words": {
    summary: "a search of analysed text for no word",
    explain: "The index holds the words of such a field and no marks, so that a text of marks alone finds nothing.",
    failing: 'message: "->"',
    fixed: 'message: "to"',
  },
  "kql/null-value": {
    summary: "a comparison with null",
    explain: "Kibana sends the null on, and Elasticsearch refuses it. A missing field is asked for by `not field: *`.",
    failing: "process.name: null",
    fixed: "not process.name: *",
  },
  "kql/type-mismatch": {
    summary: "a value that the field's type cannot have",
    explain: "Elasticsearch reads the value by the type of the field, and refuses the query when it runs if it cannot.",
    failing: "process.pid: cat",
    fixed: "process.pid: 7",
  },
  "kql/wildcard-type": {
    summary: "a pattern for a field that is no text",
    explain: "Numbers, dates, addresses and booleans take no patterns; Elasticsearch refuses the query when it runs.",
    failing: "source.ip: 10.*",
    fixed: "source.ip: 10.0.0.0/8",
  },
  "kql/query-string": {
    summary: "a pattern that a query string cannot say",
    explain:
      "For every type but keyword Kibana sends a pattern as a query string, in which `AND`, `OR` and `NOT` between blanks are operators and words that begin with `<` or `>` are ranges, whatever is escaped.",
    failing: "process.command_line: a \\AND b*",
    fixed: "process.command_line: (a* or b*)",
  },
  "kql/split-pattern": {
    summary: "a pattern that is taken apart at its blanks",
    explain:
      "For every type but keyword Kibana sends a pattern as a query string, which takes words apart: `*curl -k*` on a `wildcard` field is `*curl` or `-k*`, which matches more than the whole would. On a keyword it is one pattern.",
    failing: "process.command_line: *curl -k*",
    fixed: "process.command_line: *curl*",
  },
  "kql/range-value": {
    summary: "a range with a bound that has no order",
    explain: "`null`, `true` and `false` are no bounds.",
    failing: "process.pid > null",
    fixed: "process.pid > 7",
  },
  "kql/quoted-wildcard": {
    summary: "a `*` that stands for itself",
    explain: "Only a `*` without double quotes, in a test with `:`, is a wildcard.",
    failing: 'process.name: "c*t"',
    fixed: "process.name: c*t",
  },
};

export const kqlCodes: CodeTable = { ...syntax, ...meaning, ...fieldCodesOf() };

/** Fields that may be missing cannot be marked in KQL, and analysed text is told of above. */
function fieldCodesOf(): CodeTable {
  const { "schema/no-exact-field": _exact, ...rest } = fieldCodes;
  return rest;
}
