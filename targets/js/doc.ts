/**
 * A small algebra of documents (after Wadler's pretty printer): what goes on one line if it fits, and how it breaks if not. Every document knows its
 * `width` on one line, so that layout takes linear time.
 */
export type Doc =
  | string
  /** A group is on one line if all of it fits, else every `line` directly in it breaks. */
  | { readonly kind: "concat" | "group" | "indent"; readonly parts: readonly Doc[]; readonly width: number }
  /** Texts with commas between them, a new line only where the next does not fit. */
  | { readonly kind: "fill"; readonly items: readonly string[]; readonly width: number }
  /** Flat: `flat`; broken: a new line, or `broken` if that is a text. */
  | { readonly kind: "either"; readonly flat: string; readonly broken: string | null; readonly width: number };

const widthOf = (doc: Doc): number => (typeof doc === "string" ? doc.length : doc.width);

function sequence(kind: "concat" | "group" | "indent", parts: readonly Doc[]): Doc {
  let width = 0;
  for (const part of parts) width += widthOf(part);
  return { kind, parts, width };
}

export const concat = (...parts: readonly Doc[]): Doc => sequence("concat", parts);
export const group = (...parts: readonly Doc[]): Doc => sequence("group", parts);
export const indent = (...parts: readonly Doc[]): Doc => sequence("indent", parts);
export const either = (flat: string, broken: string): Doc => ({ kind: "either", flat, broken, width: flat.length });
export const line: Doc = { kind: "either", flat: " ", broken: null, width: 1 };
export const softline: Doc = { kind: "either", flat: "", broken: null, width: 0 };
/** Always a new line: it is as wide as nothing is, so it breaks every group around it. */
export const hardline: Doc = { kind: "either", flat: "", broken: null, width: Number.POSITIVE_INFINITY };

export function fill(items: readonly string[]): Doc {
  let width = 2 * Math.max(0, items.length - 1);
  for (const item of items) width += item.length;
  return { kind: "fill", items, width };
}

export function join(separator: Doc, docs: readonly Doc[]): Doc {
  const parts: Doc[] = [];
  for (const doc of docs) {
    if (parts.length > 0) parts.push(separator);
    parts.push(doc);
  }
  return sequence("concat", parts);
}

/** Parts that are being laid out, and how far they have come. */
interface Frame {
  readonly parts: readonly Doc[];
  readonly depth: number;
  next: number;
}

/** What still comes on the line after the innermost frames: up to the first place that breaks, and no more than `room` is asked for. */
function restOfLine(stack: readonly Frame[], room: number): number {
  let width = 0;
  for (let i = stack.length - 1; i >= 0 && width <= room; i--) {
    const frame = stack[i];
    if (frame === undefined) continue;
    for (let k = frame.next; k < frame.parts.length && width <= room; k++) {
      const part = leading(frame.parts[k] ?? "");
      width += part.width;
      if (part.breaks) return width;
    }
  }
  return width;
}

/** The width of a document up to its first possible break. */
function leading(doc: Doc): { readonly width: number; readonly breaks: boolean } {
  if (typeof doc === "string") return { width: doc.length, breaks: false };
  if (doc.kind === "either") return { width: doc.broken?.length ?? 0, breaks: doc.broken === null };
  if (doc.kind === "fill") {
    const [first = "", second] = doc.items;
    return second === undefined ? { width: first.length, breaks: false } : { width: first.length + 1, breaks: true };
  }
  let width = 0;
  for (const part of doc.parts) {
    const first = leading(part);
    width += first.width;
    if (first.breaks) return { width, breaks: true };
  }
  return { width, breaks: false };
}

/** All on one line. What is asked for fits on one, so it is not deep. */
function flatText(doc: Doc): string {
  if (typeof doc === "string") return doc;
  if (doc.kind === "either") return doc.flat;
  if (doc.kind === "fill") return doc.items.join(", ");
  let text = "";
  for (const part of doc.parts) text += typeof part === "string" ? part : flatText(part);
  return text;
}

/** The document as text, lines at most `width` columns long where its groups allow it. Indentation is two spaces. */
export function layout(document: Doc, width: number): string {
  let out = "";
  let column = 0;
  const stack: Frame[] = [];
  const write = (text: string): void => {
    out += text;
    column += text.length;
  };
  const newLine = (depth: number): void => {
    out += `\n${"  ".repeat(depth)}`;
    column = 2 * depth;
  };
  const fits = (needed: number): boolean => {
    const room = width - column - needed;
    return room >= 0 && restOfLine(stack, room) <= room;
  };
  const placeItems = (items: readonly string[], depth: number): void => {
    const last = items.length - 1;
    items.forEach((item, i) => {
      const text = i < last ? `${item},` : item;
      const needed = " ".length + text.length;
      if (i > 0) {
        if (i < last ? column + needed <= width : fits(needed)) write(" ");
        else newLine(depth);
      }
      write(text);
    });
  };
  const place = (doc: Doc, depth: number): void => {
    if (typeof doc === "string") write(doc);
    else if (doc.kind === "fill") placeItems(doc.items, depth);
    else if (doc.kind === "either") {
      if (doc.broken !== null) write(doc.broken);
      else newLine(depth);
    } else if (doc.kind === "group" && fits(doc.width)) write(flatText(doc));
    else stack.push({ parts: doc.parts, depth: doc.kind === "indent" ? depth + 1 : depth, next: 0 });
  };
  place(document, 0);
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const part = frame.parts[frame.next++];
    if (part === undefined) stack.pop();
    else place(part, frame.depth);
  }
  return out;
}
