import { safePath } from "../source/safe-path.ts";
import { sha256 } from "../source/sha256.ts";
import type { SourceText } from "../source/source-text.ts";
import type { RuleDocument } from "./rule-document.ts";
import { uuidOf } from "./uuid.ts";

/** What Elasticsearch's EQL request names beside the query. `index`: patterns, none by default; `path` names the artefacts. */
export interface BareQueryOptions {
  readonly language: string;
  readonly path?: string;
  readonly name?: string;
  readonly index?: readonly string[];
  readonly categoryField?: string | null;
  readonly timestampField?: string | null;
  readonly tiebreakerField?: string | null;
}

/** A rule made from a query alone: no window, low severity, spans are those of the text. */
export function bareQuery(source: SourceText, options: BareQueryOptions): RuleDocument {
  const query = source.text;
  const id = uuidOf("verdict query", options.language, query);
  return {
    source,
    metadata: {
      ruleId: id,
      name: options.name ?? "query",
      description: "",
      version: 1,
      severity: "low",
      riskScore: 21,
      tags: [],
      threat: [],
      author: [],
      license: null,
      references: [],
      falsePositives: [],
      note: null,
      setup: null,
      maxSignals: 100,
      enabled: false,
      buildingBlock: false,
      query,
      language: options.language,
      conditionText: query,
      document: null,
      sourceHash: sha256(query),
      path: safePath(options.path ?? "") || "query",
    },
    schedule: { interval: "5m", window: null },
    index: options.index ?? [],
    language: options.language,
    type: options.language === "eql" ? "eql" : options.language === "esql" ? "esql" : "query",
    query,
    filters: [],
    threatFilters: [],
    categoryField: options.categoryField ?? null,
    timestampField: options.timestampField ?? null,
    tiebreakerField: options.tiebreakerField ?? null,
    place: (span) => span,
    locate: () => null,
  };
}
