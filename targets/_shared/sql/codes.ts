import type { CodeTable } from "../../../src/diagnostics/code.ts";
import { indexOnlyInfo } from "../../../src/target/index-only.ts";

/** The same for all SQL targets. */
export const codes: CodeTable = {
  "sql/scalar": {
    summary: "a computation that this SQL dialect has no exact form for",
    explain:
      "The test needs a function or an operand that the target cannot compute with the same result for every value, so there is no query.",
  },
  "sql/field-pattern": {
    summary: "a pattern of field names that stands for no columns",
    explain:
      "In the layout of columns a pattern such as `file.hash.*` stands for the columns of the fields that the schema knows. Where it knows none, there is nothing to test; a document's fields are gone through by name.",
  },
  "sql/regex": {
    summary: "a regular expression that this SQL dialect cannot say",
    explain:
      "SQLite has no regular expressions: only those that can be written as GLOB or LIKE are compiled. The others have no intersection, complement or numeric interval.",
  },
  "sql/folding": {
    summary: "a case-insensitive test whose folding this SQL dialect cannot say exactly",
    explain:
      "Every insensitive test names its folding (ASCII, Unicode). SQL functions fold other sets of characters and are never used in their place.",
  },
  "sql/text": {
    summary: "a text that cannot be written in this SQL dialect",
    explain:
      "In SQLite NUL ends a text for functions and patterns, so a text with one can only be compared as it is; half of a surrogate pair cannot be written in UTF-8, which all four databases use.",
  },
  "sql/nul": {
    summary: "a text with NUL, which the database cannot hold or its patterns cannot find",
    explain:
      "PostgreSQL has no NUL in texts: an event that has one cannot be loaded, so nothing there is equal to such a text, and the test is false. In SQLite a text with NUL can be compared, but functions and patterns end at it: an event that has one in a field of a regular expression is not loaded, and an expression that asks for NUL finds nothing.",
  },
  "sql/index-only": indexOnlyInfo("The table holds events as they are"),
  "sql/number": {
    summary: "a number that this SQL dialect cannot hold",
    explain: "Whole numbers are 64 bits wide with a sign; larger ones are not compared.",
  },
  "sql/number-text": {
    summary: "texts that only Java reads as numbers",
    explain:
      "`number` is Java's: it also reads `2f`, `NaN`, `Infinity`, hexadecimal fractions and the digits of every script. The SQL reads decimal numbers of ASCII digits, and the leaf is false for all other texts.",
  },
  "sql/double-range": {
    summary: "floating numbers near the ends of their range",
    explain:
      "PostgreSQL fails on a floating number that overflows or underflows, where the rule goes on with infinity or zero. So that no event stops the query, the leaf is false for operands beyond 1e150 or closer to zero than 1e-150.",
  },
  "sql/date": {
    summary: "a date that is no point in time, or too far from now",
    explain:
      "Dates (`2024-05-01`, `2024-05-01T10:00:00Z`, milliseconds since 1970) and date math on them or on `now` (`now-30d/d`) are compiled to SQL. Date math that moves `now` by more than a century is not: beyond it some product's calendar ends.",
    failing: `any where @timestamp > "now-200y"`,
    fixed: `any where @timestamp > "now-20y"`,
  },
  "sql/field-type": {
    summary: "a field whose type has no values in SQL",
    explain: "Fields of type object, nested or geo_point have no values of their own in the tables.",
  },
  "sql/nested": {
    summary: "a test of one object in a list",
    explain:
      "A nested query of KQL (`list: { a: 1 and b: 2 }`) asks for one object of a list. The layout of documents has such objects by themselves; a layout of columns has only what all of them together hold.",
  },
  "sql/field-name": {
    summary: "a field name that cannot be a name in this SQL dialect",
    explain:
      "In the columns layout a field is a column; a name with NUL or half a surrogate pair is none, PostgreSQL cuts names after 63 bytes.",
  },
  "sql/too-deep": {
    summary: "a query nested deeper than this database takes",
    explain:
      "SQLite refuses expressions nested deeper than 1,000 levels, and ClickHouse queries nested deeper than 1,000. A sequence of more than 64 stages is not compiled to ClickHouse, since planning it takes minutes.",
  },
  "sql/too-long": {
    summary: "a query longer than this database takes",
    explain: "ClickHouse reads at most 262,144 bytes of a query unless `max_query_size` is raised.",
  },
};
