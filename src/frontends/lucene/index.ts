import { Report } from "../_shared/report.ts";
import type { FrontEnd, FrontEndContext, FrontEndResult } from "../front-end.ts";
import { luceneCodes } from "./codes.ts";
import { lowerQuery } from "./lower.ts";
import { parseQuery } from "./parser.ts";

/**
 * A Lucene query string with the meaning that Elasticsearch's `query_string` gives it in Kibana's requests: parsed, then, if that went without an error, lowered. All errors and
 * warnings in the order of the text.
 */
function read(query: string, context: FrontEndContext): FrontEndResult {
  const report = new Report();
  const ast = parseQuery(query, report);
  const detection = report.failed ? null : lowerQuery(ast, context, report);
  const place = (span: { readonly start: number } | undefined): number => span?.start ?? -1;
  const diagnostics = [...report.diagnostics].sort((a, b) => place(a.primary?.span) - place(b.primary?.span));
  return { ast, detection: report.failed ? null : detection, diagnostics };
}

export const lucene: FrontEnd = { id: "lucene", title: "Lucene", codes: luceneCodes, read };
