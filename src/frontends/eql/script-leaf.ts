import { note, warning } from "../../diagnostics/diagnostic.ts";
import { functionOf } from "../../functions/index.ts";
import type { Condition } from "../../ir/condition.ts";
import type { Arithmetic, Call, Scalar } from "../../ir/scalar.ts";
import { scalarsOf } from "../../ir/walk.ts";
import type { Span } from "../../source/span.ts";
import { any, type LeafBinds, type Lowering } from "./lowering.ts";

/** A leaf that computes its value. One warning if some event can make it fail, a note if only a number too large for 64 bits can. */
export function scriptLeaf(lowering: Lowering, leaf: LeafBinds, test: Scalar, span: Span): Condition {
  const failures = [...scalarsOf(test)].map(failureOf);
  const likely = failures.find((f) => f?.severity === "warning");
  const found = likely ?? failures.find((f) => f !== null);
  if (found !== null && found !== undefined) {
    const report = found.severity === "warning" ? warning : note;
    const help = "such an event has the verdict `error`; Elasticsearch fails the whole search on it";
    lowering.report(report("eql/may-fail", found.message, found.span, { help }));
  }
  return { ...any(lowering, leaf, test), span };
}

interface Failure {
  readonly severity: "warning" | "note";
  readonly message: string;
  readonly span: Span;
}

function failureOf(scalar: Scalar): Failure | null {
  if (scalar.kind === "call") return failureOfCall(scalar);
  if (scalar.kind === "arithmetic") return failureOfArithmetic(scalar);
  return null;
}

function failureOfCall(call: Call): Failure | null {
  if (functionOf(call.fn)?.canFail !== true) return null;
  if (call.fn === "between") {
    const greedy = call.args[3];
    if (greedy?.kind === "literal" && greedy.value !== true) return null;
  }
  const message =
    call.fn === "number"
      ? "a text that is no number makes this fail"
      : "a text in which the right string stands only before the left one makes this fail";
  return { severity: "warning", message, span: call.span };
}

function failureOfArithmetic(node: Arithmetic): Failure | null {
  // doubles go to Infinity or NaN; a `number()` counts as a double and is warned of by itself
  if (node.type !== "long") return null;
  const { op, right, span } = node;
  if (op === "+" || op === "-" || op === "*")
    return { severity: "note", message: "a result that does not fit 64 bits makes this fail", span };
  if (right.kind === "literal" && right.value !== 0n) return null;
  return { severity: "warning", message: "a division by zero makes this fail", span };
}
