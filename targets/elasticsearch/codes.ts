import type { CodeTable } from "../../src/diagnostics/code.ts";

export const codes: CodeTable = {
  "elasticsearch/script-unavailable": {
    summary: "a test that Elasticsearch cannot answer from its index, and that has no script here",
    explain: "The leaf needs a computation that Verdict does not write in Painless.",
  },
};
