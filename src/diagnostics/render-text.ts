import { assertNever } from "../source/assert-never.ts";
import type { Span } from "../source/span.ts";
import type { Diagnostic, Label, Severity } from "./diagnostic.ts";
import type { Cell } from "./render-line.ts";
import { cellsOf, visible } from "./render-line.ts";
import type { LineIndex, Region, Sources } from "./render-position.ts";
import { lineIndexes, regionOf } from "./render-position.ts";

type Paint = (text: string) => string;

/** How parts of a rendered diagnostic are coloured; the caller knows whether there are colours. */
export interface Styles {
  readonly error: Paint;
  readonly warning: Paint;
  readonly note: Paint;
  readonly strong: Paint;
  /** Gutter, arrows, secondary underlines. */
  readonly frame: Paint;
}

const same: Paint = (text) => text;
export const plain: Styles = { error: same, warning: same, note: same, strong: same, frame: same };

export interface TextOptions {
  readonly sources: Sources;
  readonly styles?: Styles;
  /** Cells for a line of source beside the gutter; longer lines are shown in part, around what is underlined. */
  readonly width?: number;
}

/** A span over more lines than this is shown by its first and last line. */
const wholeSpanLines = 3;

function paintOf(severity: Severity, styles: Styles): Paint {
  switch (severity) {
    case "error":
      return styles.error;
    case "warning":
      return styles.warning;
    case "note":
      return styles.note;
    default:
      return assertNever(severity);
  }
}

interface Mark {
  readonly label: Label;
  readonly region: Region;
  readonly primary: boolean;
}

/**
 * Renders diagnostics for people: header, place, source lines with what is underlined, help. The text ends without a newline. Tabs, wide and combining
 * characters are measured; control, bidirectional and invisible characters are shown by name; a long line is cut around its labels.
 */
export function textRenderer(options: TextOptions): (diagnostic: Diagnostic) => string {
  const styles = options.styles ?? plain;
  const width = options.width ?? 120;
  const indexOf = lineIndexes(options.sources);
  return (diagnostic) => {
    const paint = paintOf(diagnostic.severity, styles);
    const lines = [`${paint(`${diagnostic.severity}[${diagnostic.code}]`)}${styles.strong(`: ${visible(diagnostic.message)}`)}`];
    const index = indexOf(diagnostic.file);
    const frame = snippet(diagnostic, index, { styles, paint, width });
    const gutter = frame.gutter;
    if (diagnostic.file !== null) {
      const at = frame.at === null ? "" : `:${frame.at.start.line}:${frame.at.start.column}`;
      lines.push(`${" ".repeat(gutter)}${styles.frame("-->")} ${visible(diagnostic.file)}${at}`);
    }
    lines.push(...frame.lines);
    const bar = `${" ".repeat(gutter)} ${styles.frame("|")}`;
    if (diagnostic.help !== null) {
      if (frame.lines.length > 0) lines.push(bar);
      const [first = "", ...more] = diagnostic.help.split("\n");
      lines.push(`${" ".repeat(gutter)} ${styles.frame("=")} ${styles.strong("help")}: ${visible(first)}`);
      for (const line of more) lines.push(`${" ".repeat(gutter)}         ${visible(line)}`);
    }
    return lines.join("\n");
  };
}

interface Frame {
  readonly lines: readonly string[];
  /** Width of the line numbers, two at least. */
  readonly gutter: number;
  readonly at: Region | null;
}

interface Look {
  readonly styles: Styles;
  readonly paint: Paint;
  readonly width: number;
}

function snippet(diagnostic: Diagnostic, index: LineIndex | null, look: Look): Frame {
  if (index === null || diagnostic.primary === null) return { lines: [], gutter: 2, at: null };
  const mark = (label: Label, primary: boolean): Mark => ({ label, primary, region: regionOf(index, within(label.span, index)) });
  const main = mark(diagnostic.primary, true);
  const marks = [main, ...diagnostic.secondary.map((l) => mark(l, false))];
  const numbers = [...new Set(marks.flatMap((m) => shownLines(m.region)))].sort((a, b) => a - b);
  const gutter = Math.max(2, String(numbers.at(-1) ?? 1).length);
  const bar = `${" ".repeat(gutter)} ${look.styles.frame("|")}`;
  const lines = [bar];
  let before: number | null = null;
  for (const number of numbers) {
    if (before !== null && number > before + 1) lines.push(look.styles.frame("..."));
    before = number;
    const on = marks.filter((m) => m.region.start.line <= number && lastLine(m.region) >= number);
    const drawn = drawLine(index, number, on, look);
    lines.push(`${look.styles.frame(`${String(number).padStart(gutter)} |`)}${drawn.source === "" ? "" : ` ${drawn.source}`}`);
    for (const underline of drawn.underlines) lines.push(`${bar} ${underline}`);
  }
  return { lines, gutter, at: main.region };
}

const within = (span: Span, index: LineIndex): Span => ({
  start: Math.min(span.start, index.text.length),
  end: Math.min(Math.max(span.start, span.end), index.text.length),
});

/** The last line on which something is underlined: a span that ends at the start of a line does not touch that line. */
const lastLine = (region: Region): number =>
  region.end.column === 1 && region.end.line > region.start.line ? region.end.line - 1 : region.end.line;

function shownLines(region: Region): readonly number[] {
  const first = region.start.line;
  const last = lastLine(region);
  const all = last - first + 1;
  if (all <= wholeSpanLines) return Array.from({ length: all }, (_, i) => first + i);
  return [first, last];
}

interface Part {
  readonly mark: Mark;
  /** Code units in the line; `end` past the line's end when the span goes on. */
  readonly start: number;
  readonly end: number;
  /** The label's text belongs to the last line of its span. */
  readonly text: string | null;
}

function partOf(mark: Mark, number: number, line: string): Part {
  const { start, end } = mark.region;
  // leading blanks of a continued line are not underlined
  const from = start.line === number ? start.column - 1 : line.length - line.trimStart().length;
  const to = end.line === number ? end.column - 1 : line.trimEnd().length;
  return { mark, start: from, end: Math.max(from, to), text: lastLine(mark.region) === number ? mark.label.text : null };
}

function drawLine(index: LineIndex, number: number, marks: readonly Mark[], look: Look): { source: string; underlines: readonly string[] } {
  const { text } = index.line(number);
  const parts = marks
    .map((m) => partOf(m, number, text))
    .sort((a, b) => b.start - a.start || Number(b.mark.primary) - Number(a.mark.primary));
  const view = viewOf(text, parts.find((p) => p.mark.primary) ?? parts[0], look.width);
  const underlines = parts
    .sort((a, b) => Number(b.mark.primary) - Number(a.mark.primary) || a.start - b.start)
    .map((p) => underline(view, p, look));
  return { source: view.text, underlines: underlines.filter((u) => u !== "") };
}

/** What of a line is shown: its cells, and the marks that stand for what is cut off. */
interface View {
  readonly cells: readonly Cell[];
  readonly before: string;
  readonly text: string;
}

function viewOf(line: string, focus: Part | undefined, width: number): View {
  const start = focus?.start ?? 0;
  const reach = width * 4;
  // a line may hold megabytes: only what can be shown is measured
  let from = Math.max(0, start - reach);
  const to = Math.min(line.length, start + reach);
  if (from > 0 && isLowSurrogate(line.charCodeAt(from))) from--;
  const all = cellsOf(line.slice(from, to), from);
  const total = all.reduce((sum, c) => sum + c.width, 0);
  if (from === 0 && to === line.length && total <= width)
    return {
      cells: all,
      before: "",
      text: all
        .map((c) => c.text)
        .join("")
        .trimEnd(),
    };
  const at = Math.max(
    0,
    all.findIndex((c) => c.end > start),
  );
  const spanWidth = all.filter((c) => c.start >= start && c.end <= (focus?.end ?? start)).reduce((sum, c) => sum + c.width, 0);
  const room = width - 2;
  const lead = Math.max(Math.floor(room / 4), Math.floor((room - spanWidth) / 2));
  let first = at;
  let used = 0;
  while (first > 0 && used + (all[first - 1]?.width ?? 0) <= lead) used += all[--first]?.width ?? 0;
  let last = first;
  let sum = 0;
  while (last < all.length && sum + (all[last]?.width ?? 0) <= room) sum += all[last++]?.width ?? 0;
  // near the end of the line, show more of what comes before
  while (last === all.length && first > 0 && sum + (all[first - 1]?.width ?? 0) <= room) sum += all[--first]?.width ?? 0;
  const cells = all.slice(first, last);
  const before = first > 0 || from > 0 ? "…" : "";
  const after = last < all.length || to < line.length ? "…" : "";
  return { cells, before, text: `${before}${cells.map((c) => c.text).join("")}${after}` };
}

const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** One row under the source: blanks, then `^` or `-` under each cell of the span, then the label's text. Empty when the span is out of view. */
function underline(view: View, part: Part, look: Look): string {
  const firstShown = view.cells[0]?.start ?? 0;
  const lastShown = view.cells.at(-1)?.end ?? 0;
  if (part.start > lastShown || (part.end < firstShown && part.start < firstShown)) return "";
  let blanks = view.before.length;
  let width = 0;
  for (const cell of view.cells) {
    if (cell.end <= part.start) blanks += cell.width;
    else if (cell.start < part.end) width += cell.width;
  }
  const sign = part.mark.primary ? "^" : "-";
  const paint = part.mark.primary ? look.paint : look.styles.frame;
  const text = part.text === null ? "" : ` ${visible(part.text)}`;
  return `${" ".repeat(blanks)}${paint(`${sign.repeat(Math.max(1, width))}${text}`)}`;
}
