/**
 * A small algebra of documents (after Wadler's pretty printer): what goes on one line if it fits, and how it breaks if not. Laid out without
 * recursion, so that no depth of a rule overflows the stack here.
 */
export type Doc =
  | string
  | { readonly kind: "concat"; readonly parts: readonly Doc[] }
  /** On one line if all of it fits, else every `line` directly in it breaks. */
  | { readonly kind: "group"; readonly doc: Doc }
  | { readonly kind: "indent"; readonly doc: Doc }
  /** Flat: `flat`; broken: a new line. */
  | { readonly kind: "line"; readonly flat: string }
  /** Flat: `flat`; broken: `broken`. */
  | { readonly kind: "either"; readonly flat: string; readonly broken: string }
  /** Always a new line, and breaks every group around it. */
  | { readonly kind: "hard" };

export const concat = (...parts: readonly Doc[]): Doc => ({ kind: "concat", parts });
export const group = (...parts: readonly Doc[]): Doc => ({ kind: "group", doc: concat(...parts) });
export const indent = (...parts: readonly Doc[]): Doc => ({ kind: "indent", doc: concat(...parts) });
export const either = (flat: string, broken: string): Doc => ({ kind: "either", flat, broken });
export const line: Doc = { kind: "line", flat: " " };
export const softline: Doc = { kind: "line", flat: "" };
export const hardline: Doc = { kind: "hard" };

export const join = (separator: Doc, docs: readonly Doc[]): Doc =>
  concat(...docs.flatMap((doc, i) => (i === 0 ? [doc] : [separator, doc])));

interface Item {
  readonly depth: number;
  readonly flat: boolean;
  readonly doc: Doc;
}

/** Does the first line of this fit in `room` columns? What follows the group on its line counts too. */
function fits(first: Item, rest: readonly Item[], room: number): boolean {
  const stack: Item[] = [first];
  let next = rest.length - 1;
  let left = room;
  while (left >= 0) {
    const item = stack.pop() ?? rest[next--];
    if (item === undefined) return true;
    const { doc, flat } = item;
    if (typeof doc === "string") left -= doc.length;
    else if (doc.kind === "concat") for (let i = doc.parts.length - 1; i >= 0; i--) stack.push({ ...item, doc: doc.parts[i] ?? "" });
    else if (doc.kind === "group") stack.push({ ...item, doc: doc.doc });
    else if (doc.kind === "indent") stack.push({ ...item, doc: doc.doc });
    else if (doc.kind === "either") left -= (flat ? doc.flat : doc.broken).length;
    else if (doc.kind === "hard") return !flat;
    else if (flat) left -= doc.flat.length;
    else return true;
  }
  return false;
}

/** The document as text, lines at most `width` columns long where its groups allow it. Indentation is two spaces. */
export function layout(document: Doc, width: number): string {
  const out: string[] = [];
  const stack: Item[] = [{ depth: 0, flat: false, doc: document }];
  let column = 0;
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    const { depth, flat, doc } = item;
    if (typeof doc === "string") {
      out.push(doc);
      column += doc.length;
    } else if (doc.kind === "concat") {
      for (let i = doc.parts.length - 1; i >= 0; i--) stack.push({ depth, flat, doc: doc.parts[i] ?? "" });
    } else if (doc.kind === "group") {
      const whole: Item = { depth, flat: true, doc: doc.doc };
      stack.push(flat || fits(whole, stack, width - column) ? whole : { depth, flat: false, doc: doc.doc });
    } else if (doc.kind === "indent") stack.push({ depth: depth + 1, flat, doc: doc.doc });
    else if (doc.kind === "either") {
      const text = flat ? doc.flat : doc.broken;
      out.push(text);
      column += text.length;
    } else if (doc.kind === "line" && flat) {
      out.push(doc.flat);
      column += doc.flat.length;
    } else {
      out.push(`\n${"  ".repeat(depth)}`);
      column = 2 * depth;
    }
  }
  return out.join("").replace(/[ ]+$/gm, "");
}
