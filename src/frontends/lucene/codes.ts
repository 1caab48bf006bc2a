import type { CodeTable } from "../../diagnostics/code.ts";
import { fieldCodes } from "../_shared/field-codes.ts";

const own: CodeTable = {
  "lucene/unexpected-token": {
    summary: "something else was expected here",
    explain:
      "The query does not follow the grammar of Lucene's query strings. `AND`, `OR` and `NOT` are operators in capitals; `+ - ! ( ) : ^ [ ] \" { } ~ * ? \\ /` mean something and have a backslash before them where they are meant literally.",
    failing: "process.name:cat AND",
    fixed: "process.name:cat",
  },
  "lucene/unbalanced": {
    summary: "a bracket without its partner",
    explain: "Every `(` needs its `)`. A bracket that is meant literally has a backslash before it.",
    failing: "(process.name:cat",
    fixed: "(process.name:cat)",
  },
  "lucene/unterminated": {
    summary: "a phrase or regular expression without its end",
    explain: "A phrase ends in double quotes and a regular expression in a slash. Within, the same character has a backslash before it.",
    failing: 'process.name:"cat',
    fixed: 'process.name:"cat"',
  },
  "lucene/bad-range": {
    summary: "a range that cannot be read",
    explain:
      "A range is `[from TO to]`, with `{` and `}` for a bound that is left out itself and `*` for none. Bounds with blanks stand in double quotes.",
    failing: "process.pid:[1 5]",
    fixed: "process.pid:[5 TO *]",
  },
  "lucene/bad-escape": {
    summary: "a character's number that is not whole",
    explain: "`\\u` is followed by four hexadecimal digits.",
    failing: "process.name:\\u00e",
    fixed: "process.name:\\u00e9",
  },
  "lucene/too-deep": {
    summary: "the query is nested too deep",
    explain: "Brackets may be 200 levels deep. Chains cost nothing, however long they are.",
  },
  "lucene/free-text": {
    summary: "a word without a field",
    explain:
      "It is searched in the fields that the index names as default, all of them if it names none. Which these are is not in the rule. Words that follow a field's value with a blank between are such: `field:a b` looks for `b` everywhere.",
    failing: "process.name:cat dog",
    fixed: "process.name:(cat OR dog)",
  },
  "lucene/lower-case-operator": {
    summary: "an operator in small letters",
    explain: "`and`, `or` and `not` are words like any other in Lucene's syntax; the operators are written in capitals.",
    failing: "process.name:(cat and dog)",
    fixed: "process.name:(cat AND dog)",
  },
  "lucene/optional-clause": {
    summary: "a clause that changes nothing",
    explain:
      "Lucene has no precedence of `AND` over `OR`: `a AND b OR c` makes a and b required and c optional, so that c changes the score alone and not what is found. Brackets say what is meant.",
    failing: "process.name:a AND user.name:b OR user.name:c",
    fixed: "process.name:a AND (user.name:b OR user.name:c)",
  },
  "lucene/fuzzy": {
    summary: "a search for similar words",
    explain: "`word~` finds words that differ by a letter or two. No other target can say this.",
    failing: "process.name:mimikatz~",
    fixed: "process.name:mimi*",
  },
  "lucene/field-pattern": {
    summary: "a field name with a wildcard",
    explain: "Each field of the index whose name fits is searched. Which these are is not in the rule.",
    failing: "process.\\*:cat",
    fixed: "process.name:cat",
  },
  "lucene/exists": {
    summary: "`_exists_` with something that is no field's name",
    explain: "`_exists_:field` asks whether an event has the field. Patterns, ranges and regular expressions find nothing there.",
    failing: "_exists_:process.*",
    fixed: "_exists_:process.name",
  },
  "lucene/type-mismatch": {
    summary: "a value that the field's type cannot have",
    explain:
      "Elasticsearch reads the value by the type of the field. If it cannot, the clause finds nothing, or the query fails when it runs, by a setting of the index.",
    failing: "process.pid:cat",
    fixed: "process.pid:7",
  },
  "lucene/regex": {
    summary: "a regular expression that Elasticsearch cannot read",
    explain: "Patterns between slashes match the whole value, and `^` and `$` are characters.",
    failing: "process.name:/a(/",
    fixed: "process.name:/a/",
  },
  "lucene/analysed-text": {
    summary: "a test of analysed text",
    explain: "Of a `text` or `match_only_text` field the index holds words, not values. Whether there is a value at all can be asked.",
    failing: "message:failed",
    fixed: "message:*",
  },
};

/** Fields that may be missing cannot be marked, and analysed text is told of above. */
const { "schema/no-exact-field": _exact, ...shared } = fieldCodes;

export const luceneCodes: CodeTable = { ...own, ...shared };
