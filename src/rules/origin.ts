import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { error, warning } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/suggest.ts";
import { assertNever } from "../source/assert-never.ts";
import type { OffsetMap } from "../source/offset-map.ts";
import type { SourceText } from "../source/source-text.ts";
import { type Span, span } from "../source/span.ts";
import { expectation } from "./field-type.ts";
import type { Path, Problem } from "./read-fields.ts";

/** Where a value stands, and the key that holds it. */
export interface Place {
  readonly key: Span | null;
  readonly value: Span;
}

/** A document's text and how to find things in it. Paths are as the document has them (`["rule", "severity"]` in TOML, `["severity"]` in JSON). */
export interface Origin {
  readonly source: SourceText;
  /** All of the text, or the line of an export. */
  readonly whole: Span;
  place(path: Path): Place | null;
  /** The offsets of the string at this path, which is known to be `value`; null if there is none. */
  stringMap(path: Path, value: string): OffsetMap | null;
}

/** A dotted path as people write it: `rule.threat[0].tactic`. */
function pathText(path: Path): string {
  return path.map((part, i) => (typeof part === "number" ? `[${part}]` : i === 0 ? part : `.${part}`)).join("");
}

/** The nearest thing that stands in the text: the value itself, else the table that should hold it, else the first character. */
function spanFor(origin: Origin, path: Path, what: "key" | "value"): Span {
  for (let length = path.length; length > 0; length--) {
    const place = origin.place(path.slice(0, length));
    if (place !== null) return what === "key" || length < path.length ? (place.key ?? place.value) : place.value;
  }
  return span(origin.whole.start, Math.min(origin.whole.start + 1, origin.whole.end));
}

function foundText(found: unknown): string {
  if (typeof found === "string") return found.length > 40 ? "a long text" : `\`${found}\``;
  if (Array.isArray(found)) return "a list";
  if (found instanceof Date) return "a date";
  if (typeof found === "object") return "a table";
  return `\`${String(found)}\``;
}

function diagnosticOf(origin: Origin, problem: Problem): Diagnostic {
  const name = pathText(problem.path);
  switch (problem.kind) {
    case "unknown-field": {
      const near = nearest(String(problem.path[problem.path.length - 1]), problem.known);
      return warning("rules/unknown-field", `unknown field \`${name}\``, spanFor(origin, problem.path, "key"), {
        label: "no rule document has this field",
        ...(near === null ? {} : { help: `a field with a similar name exists: \`${near}\`` }),
      });
    }
    case "wrong-type": {
      const near =
        problem.type.kind === "choice" && typeof problem.found === "string" ? nearest(problem.found, problem.type.choices) : null;
      return error("rules/wrong-type", `\`${name}\` takes ${expectation(problem.type)}`, spanFor(origin, problem.path, "value"), {
        label: `this is ${foundText(problem.found)}`,
        ...(near === null ? {} : { help: `a value with a similar name exists: \`${near}\`` }),
      });
    }
    case "missing-field": {
      const at = spanFor(origin, problem.path.slice(0, -1), "key");
      return problem.level === "error"
        ? error("rules/missing-field", `\`${name}\` is missing`, at, { help: "a rule cannot be read without it" })
        : warning("rules/default-used", `\`${name}\` is missing: a default is used`, at);
    }
    case "too-deep":
      return error(
        "rules/too-deep",
        `\`${pathText(problem.path.slice(0, 3))}…\` is nested too deeply`,
        spanFor(origin, problem.path, "key"),
      );
    default:
      return assertNever(problem);
  }
}

/** Problems as diagnostics with the document's file. */
export const diagnosticsOf = (origin: Origin, problems: readonly Problem[]): readonly Diagnostic[] =>
  problems.map((p) => ({ ...diagnosticOf(origin, p), file: origin.source.name }));
