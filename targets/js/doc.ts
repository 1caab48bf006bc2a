/**
 * A small algebra of documents (after Wadler's pretty printer): what goes on one line if it fits, and how it breaks if not. Every document knows its
 * `width` on one line, so that layout takes linear time.
 */
export type Doc =
  | string
  | { readonly kind: "concat"; readonly parts: readonly Doc[]; readonly width: number }
  /** On one line if all of it fits, else every `line` directly in it breaks. */
  | { readonly kind: "group"; readonly doc: Doc; readonly width: number }
  | { readonly kind: "indent"; readonly doc: Doc; readonly width: number }
  /** Flat: `flat`; broken: a new line, or `broken` if that is a text. */
  | { readonly kind: "either"; readonly flat: string; readonly broken: string | null; readonly width: number };

const widthOf = (doc: Doc): number => (typeof doc === "string" ? doc.length : doc.width);

function sequence(parts: readonly Doc[]): Doc {
  let width = 0;
  for (const part of parts) width += widthOf(part);
  return { kind: "concat", parts, width };
}

export const concat = (...parts: readonly Doc[]): Doc => sequence(parts);
export const group = (...parts: readonly Doc[]): Doc => wrapped("group", sequence(parts));
export const indent = (...parts: readonly Doc[]): Doc => wrapped("indent", sequence(parts));
const wrapped = (kind: "group" | "indent", doc: Doc): Doc => ({ kind, doc, width: widthOf(doc) });
export const either = (flat: string, broken: string): Doc => ({ kind: "either", flat, broken, width: flat.length });
export const line: Doc = { kind: "either", flat: " ", broken: null, width: 1 };
export const softline: Doc = { kind: "either", flat: "", broken: null, width: 0 };
/** Always a new line: it is as wide as nothing is, so it breaks every group around it. */
export const hardline: Doc = { kind: "either", flat: "", broken: null, width: Number.POSITIVE_INFINITY };

export function join(separator: Doc, docs: readonly Doc[]): Doc {
  const parts: Doc[] = [];
  for (const doc of docs) {
    if (parts.length > 0) parts.push(separator);
    parts.push(doc);
  }
  return sequence(parts);
}

/** A document that is being laid out: a part, and how far it has come if it has parts itself. */
interface Frame {
  readonly doc: Doc;
  readonly depth: number;
  readonly flat: boolean;
  next: number;
}

/** What still comes on the line after the innermost frames: up to the first place that breaks, and no more than `room` is asked for. */
function restOfLine(stack: readonly Frame[], room: number): number {
  let width = 0;
  for (let i = stack.length - 1; i >= 0 && width <= room; i--) {
    const frame = stack[i];
    if (frame === undefined || typeof frame.doc === "string" || frame.doc.kind !== "concat") continue;
    for (let k = frame.next; k < frame.doc.parts.length && width <= room; k++) {
      const part = leading(frame.doc.parts[k] ?? "", frame.flat);
      width += part.width;
      if (part.breaks) return width;
    }
  }
  return width;
}

/** The width of a document up to its first possible break. */
function leading(doc: Doc, flat: boolean): { readonly width: number; readonly breaks: boolean } {
  if (typeof doc === "string" || flat) return { width: widthOf(doc), breaks: false };
  if (doc.kind === "either") return { width: doc.broken?.length ?? 0, breaks: doc.broken === null };
  if (doc.kind !== "concat") return leading(doc.doc, false);
  let width = 0;
  for (const part of doc.parts) {
    const first = leading(part, false);
    width += first.width;
    if (first.breaks) return { width, breaks: true };
  }
  return { width, breaks: false };
}

/** All on one line. What is asked for fits on one, so it is not deep. */
function flatText(doc: Doc): string {
  if (typeof doc === "string") return doc;
  if (doc.kind === "either") return doc.flat;
  if (doc.kind !== "concat") return flatText(doc.doc);
  let text = "";
  for (const part of doc.parts) text += typeof part === "string" ? part : flatText(part);
  return text;
}

/** The document as text, lines at most `width` columns long where its groups allow it. Indentation is two spaces. */
export function layout(document: Doc, width: number): string {
  const out: string[] = [];
  let column = 0;
  const stack: Frame[] = [{ doc: document, depth: 0, flat: false, next: 0 }];
  const write = (text: string): void => {
    out.push(text);
    column += text.length;
  };
  for (let frame = stack[0]; frame !== undefined; frame = stack[stack.length - 1]) {
    const { doc, depth, flat } = frame;
    if (typeof doc !== "string" && doc.kind === "concat" && frame.next < doc.parts.length) {
      const part = doc.parts[frame.next++] ?? "";
      if (typeof part === "string") write(part);
      else stack.push({ doc: part, depth, flat, next: 0 });
      continue;
    }
    stack.pop();
    if (typeof doc === "string") write(doc);
    else if (doc.kind === "indent") stack.push({ doc: doc.doc, depth: depth + 1, flat, next: 0 });
    else if (doc.kind === "group") {
      const room = width - column - doc.width;
      if (flat || (room >= 0 && restOfLine(stack, room) <= room)) write(flatText(doc.doc));
      else stack.push({ doc: doc.doc, depth, flat, next: 0 });
    } else if (doc.kind === "either") {
      if (flat) write(doc.flat);
      else if (doc.broken !== null) write(doc.broken);
      else {
        out.push("\n", "  ".repeat(depth));
        column = 2 * depth;
      }
    }
  }
  return out.join("");
}
