import type { CodeTable } from "../../src/diagnostics/code.ts";

export const codes: CodeTable = {
  "js/limit": {
    summary: "a matcher sees one event at a time, so `head` and `tail` have no effect in it",
    explain:
      "`| head 5` keeps the first five matches of a search. The emitted `match(event)` is asked about one event and knows no others, so it matches every event that satisfies the condition: over.",
    failing: `process where process.name == "cmd.exe" | head 5`,
    fixed: `process where process.name == "cmd.exe"`,
  },
  "js/unwritten": {
    summary: "a test that the JavaScript target has no form for yet",
    explain: "The emitted module would have to compute something that Verdict does not write in JavaScript yet, so there is no module.",
  },
};
