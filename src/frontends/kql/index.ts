import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { Report } from "../_shared/report.ts";
import type { FrontEnd, FrontEndContext, FrontEndResult } from "../front-end.ts";
import { kqlCodes } from "./codes.ts";
import { lowerQuery } from "./lower.ts";
import { parseQuery } from "./parser.ts";

/**
 * A query of the Kibana Query Language, with the meaning that Kibana's detection engine gives it: parsed, then, if that went without an error, lowered. All errors and
 * warnings in the order of the text.
 */
function read(query: string, context: FrontEndContext): FrontEndResult {
  const report = new Report();
  const ast = parseQuery(query, report);
  // where the text does not parse, the error is about the same words
  const meant = report.failed ? (d: Diagnostic) => d.code !== "kql/word-in-value" : () => true;
  const detection = report.failed ? null : lowerQuery(ast, context, report);
  const place = (span: { readonly start: number } | undefined): number => span?.start ?? -1;
  const diagnostics = report.diagnostics.filter(meant).sort((a, b) => place(a.primary?.span) - place(b.primary?.span));
  return { ast, detection: report.failed ? null : detection, diagnostics };
}

export const kql: FrontEnd = { id: "kuery", aliases: ["kql"], title: "KQL", codes: kqlCodes, read };
