import { type Code, type Diagnostic, error } from "../../diagnostics/diagnostic.ts";
import type { Condition } from "../../ir/condition.ts";
import type { Span } from "../../source/span.ts";
import type { FieldResolver } from "../_shared/field-resolver.ts";
import { isRefusal, type Refusal, type Text } from "../_shared/index-tests.ts";
import type { NodeIds } from "../_shared/node-ids.ts";
import { unescaped } from "./text.ts";

/** What every function of the lowering is given. */
export interface Lowering {
  readonly ids: NodeIds;
  readonly fields: FieldResolver;
  readonly report: (d: Diagnostic) => void;
}

export function fail(lowering: Lowering, code: Code, message: string, at: Span, help: string): null {
  lowering.report(error(code, message, at, { help }));
  return null;
}

const codes: Readonly<Record<Refusal["why"], Code>> = {
  type: "lucene/type-mismatch",
  "pattern-type": "lucene/type-mismatch",
  analysed: "lucene/analysed-text",
  fold: "lucene/type-mismatch",
  regex: "lucene/regex",
  order: "lucene/type-mismatch",
};

const notFound = "Elasticsearch finds nothing by it, or refuses the query, when it runs";

/** A test that no index answers is an error here. */
export function accepted(lowering: Lowering, found: Condition | Refusal): Condition | null {
  if (!isRefusal(found)) return found;
  return fail(lowering, codes[found.why], found.message, found.at, found.help.startsWith("Elasticsearch refuses") ? notFound : found.help);
}

/** Without the escapes; null: a bad one, reported. */
export function plain(lowering: Lowering, text: string, at: Span): Text | null {
  const found = unescaped(text);
  if (found === null)
    return fail(
      lowering,
      "lucene/bad-escape",
      "`\\u` is followed by four hexadecimal digits",
      at,
      "write a backslash twice if it is meant",
    );
  return { text: found, span: at };
}
