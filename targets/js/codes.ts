import type { CodeTable } from "../../src/diagnostics/code.ts";
import { indexOnlyInfo } from "../../src/target/index-only.ts";

export const codes: CodeTable = {
  "js/limit": {
    summary: "a matcher sees one event at a time, so `head` and `tail` have no effect in it",
    explain:
      "`| head 5` keeps the first five matches of a search. The emitted `match(event)` is asked about one event and knows no others, so it matches every event that satisfies the condition: over.",
    failing: `process where process.name == "cmd.exe" | head 5`,
    fixed: `process where process.name == "cmd.exe"`,
  },
  "js/index-only": indexOnlyInfo("A matcher is asked about the event itself"),
  "js/constant": {
    summary: "a constant that is nothing the field can hold",
    explain: "The field holds dates or addresses, and the constant is neither. Elasticsearch refuses such a query; so does the target.",
    failing: `any where @timestamp > "yesterday"`,
    fixed: `any where @timestamp > "2024-05-01"`,
  },
  "js/unwritten": {
    summary: "a test that the JavaScript target has no form for",
    explain: "The emitted module would have to compute something that Verdict does not write in JavaScript, so there is no module.",
  },
  "js/pattern-too-complex": {
    summary: "a regular expression that would need a table of too many states",
    explain:
      "JavaScript's own matcher tries the ways through a pattern one after the other, and can take exponential time where there are many. Such a pattern becomes a table that reads each character once; this one's table would have more than 20,000 cells.",
  },
};
