import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { warning } from "../diagnostics/diagnostic.ts";
import type { EventLine } from "./events.ts";
import { stdinName } from "./files.ts";
import { plural } from "./summary.ts";

/** Bad lines beyond this many are only counted. */
const shownLines = 20;
/** Of a bad line, this much is kept to be shown. */
const shownLength = 4096;

/** Lines of a file that hold no event. */
export interface BadLines {
  count: number;
  readonly shown: { readonly line: number; readonly text: string; readonly why: string }[];
}

export const noBadLines = (): BadLines => ({ count: 0, shown: [] });

export function rememberBad(bad: BadLines, line: Extract<EventLine, { ok: false }>): void {
  bad.count++;
  if (bad.shown.length < shownLines) bad.shown.push({ line: line.line, text: line.text.slice(0, shownLength), why: line.why });
}

/** Warnings with their lines. The events were not kept, so the text that they point into is rebuilt with empty lines for those that were fine. */
export function badLineWarnings(path: string, bad: BadLines, texts: Map<string, string>): readonly Diagnostic[] {
  const file = path === "-" ? stdinName : path;
  let text = "";
  let at = 1;
  const diagnostics: Diagnostic[] = [];
  for (const { line, text: own, why } of bad.shown) {
    text += "\n".repeat(line - at);
    at = line;
    diagnostics.push({ ...warning("cli/bad-event", why, { start: text.length, end: text.length + own.length }), file });
    text += own;
  }
  texts.set(file, text);
  const more = bad.count - bad.shown.length;
  return more > 0
    ? [...diagnostics, { ...warning("cli/bad-event", `${plural(more, "more line")} without an event`, null), file }]
    : diagnostics;
}
