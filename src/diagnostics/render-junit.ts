import { assertNever } from "../source/assert-never.ts";
import type { Diagnostic } from "./diagnostic.ts";

export type JunitOutcome =
  | { readonly kind: "passed"; readonly output: string | null }
  | { readonly kind: "failed"; readonly type: string; readonly message: string; readonly text: string }
  | { readonly kind: "skipped"; readonly why: string };

export interface JunitCase {
  /** Groups cases into suites, in order of first appearance. */
  readonly suite: string;
  readonly name: string;
  readonly file: string | null;
  readonly outcome: JunitOutcome;
}

/** Text for XML 1.0: markup is escaped; characters that no XML document may hold, escaped or not, become U+FFFD. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\t", "&#9;")
    .replaceAll("\n", "&#10;")
    .replaceAll("\r", "&#13;");
}

function outcomeXml(outcome: JunitOutcome): string {
  switch (outcome.kind) {
    case "passed":
      return outcome.output === null ? "" : `<system-out>${escapeXml(outcome.output)}</system-out>`;
    case "failed":
      return `<failure type="${escapeXml(outcome.type)}" message="${escapeXml(outcome.message)}">${escapeXml(outcome.text)}</failure>`;
    case "skipped":
      return `<skipped message="${escapeXml(outcome.why)}"/>`;
    default:
      return assertNever(outcome);
  }
}

function caseXml(c: JunitCase): string {
  const file = c.file === null ? "" : ` file="${escapeXml(c.file)}"`;
  const body = outcomeXml(c.outcome);
  const head = `    <testcase classname="${escapeXml(c.suite)}" name="${escapeXml(c.name)}"${file}`;
  return body === "" ? `${head}/>` : `${head}>${body}</testcase>`;
}

const counts = (cases: readonly JunitCase[]): string =>
  `tests="${cases.length}" failures="${cases.filter((c) => c.outcome.kind === "failed").length}" errors="0" skipped="${cases.filter((c) => c.outcome.kind === "skipped").length}"`;

/** A JUnit report. No times and no clock: the same findings give the same bytes. */
export function renderJunit(name: string, cases: readonly JunitCase[]): string {
  const suites = [...new Set(cases.map((c) => c.suite))];
  const suiteXml = (suite: string): string => {
    const own = cases.filter((c) => c.suite === suite);
    return `  <testsuite name="${escapeXml(suite)}" ${counts(own)}>\n${own.map(caseXml).join("\n")}\n  </testsuite>\n`;
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${escapeXml(name)}" ${counts(cases)}>\n${suites.map(suiteXml).join("")}</testsuites>\n`;
}

/**
 * Diagnostics as cases: one a file that was looked at, failed if it has an error; each error is a case of its own name so that none hides another.
 * Warnings and notes are the output of a passed case. `render` gives the text of one.
 */
export function junitCases(
  suite: string,
  files: readonly string[],
  diagnostics: readonly Diagnostic[],
  render: (diagnostic: Diagnostic) => string,
): readonly JunitCase[] {
  const cases: JunitCase[] = [];
  const unplaced = diagnostics.filter((d) => d.file === null || !files.includes(d.file));
  for (const file of files)
    cases.push(
      ...fileCases(
        suite,
        file,
        diagnostics.filter((d) => d.file === file),
        render,
      ),
    );
  for (const d of unplaced) cases.push(...fileCases(suite, d.file, [d], render));
  return cases;
}

function fileCases(
  suite: string,
  file: string | null,
  own: readonly Diagnostic[],
  render: (diagnostic: Diagnostic) => string,
): readonly JunitCase[] {
  const errors = own.filter((d) => d.severity === "error");
  const name = file ?? suite;
  if (errors.length === 0) {
    const output = own.length === 0 ? null : own.map(render).join("\n\n");
    return [{ suite, name, file, outcome: { kind: "passed", output } }];
  }
  return errors.map((d) => ({
    suite,
    name: errors.length === 1 ? name : `${name} ${d.code}`,
    file,
    outcome: { kind: "failed", type: d.code, message: d.message, text: render(d) },
  }));
}
