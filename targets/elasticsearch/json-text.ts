/**
 * JSON with integers of any size. `JSON.stringify` cannot write a bigint, and writes the double 2.0 as `2`, which a script would read as an integer.
 * The only quoting of this target: every text goes through `quote`.
 */
export type Data = null | boolean | string | number | bigint | readonly Data[] | { readonly [key: string]: Data | undefined };

/** Columns that a value may take on one line. */
const width = 110;

/** What JSON escapes: nearly all texts hold none of it, and JSON.stringify takes its time for short ones. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what must not get through
const special = /["\\\u0000-\u001f\ud800-\udfff]/;

export const quote = (text: string): string => (special.test(text) ? JSON.stringify(text) : `"${text}"`);

export function scalarText(value: null | boolean | string | number | bigint): string {
  if (typeof value === "string") return quote(value);
  if (typeof value === "number") return numberText(value);
  return String(value);
}

/** A double stays recognisable as one. Infinity and NaN have no JSON; whoever builds the data keeps them out. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new Error("JSON has no infinite numbers");
  const text = String(value);
  if (Object.is(value, -0)) return "-0.0";
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

const isList = (data: Data): data is readonly Data[] => Array.isArray(data);

/** JSON that is ready to be printed, in several places if need be. A scalar, `[]` and `{}` are their own text. */
export type Layout = string | Lines | Block;

/** Text with line ends of its own. */
interface Lines {
  readonly kind: "lines";
  readonly text: string;
}

interface Block {
  readonly kind: "list" | "object";
  readonly keys: readonly string[];
  /** Null: left out, with its key. */
  readonly items: readonly (Layout | null)[];
  /** The whole on one line; null where no line takes it. */
  readonly line: string | null;
}

/** Keys of an object, with the colon and a space. */
export const keys = (...names: readonly string[]): readonly string[] => names.map((name) => `${quote(name)}: `);

const noKeys: readonly string[] = [];

export const list = (items: readonly Layout[]): Layout =>
  items.length === 0 ? "[]" : { kind: "list", keys: noKeys, items, line: lineOf("[", noKeys, items, "]") };

/** An item for each key. */
export const object = (keys: readonly string[], items: readonly (Layout | null)[]): Layout =>
  items.every((item) => item === null) ? "{}" : { kind: "object", keys, items, line: lineOf("{ ", keys, items, " }") };

/** An object with one member. */
export const single = (name: string, item: Layout): Layout => object([`${quote(name)}: `], [item]);

/** Between triple quotes on lines of its own, as Kibana's console has it: everything in between is itself, and holds no triple quotes. */
export const lines = (text: string): Layout => ({ kind: "lines", text: `"""\n${text}\n"""` });

/** An object with members that are ready. Those that are undefined are left out. */
export const record = (members: Readonly<Record<string, Layout | undefined>>): Layout =>
  object(
    keys(...Object.keys(members)),
    Object.values(members).map((item) => item ?? null),
  );

/** Members that are undefined are left out. */
export function layout(data: Data): Layout {
  if (data === null || typeof data !== "object") return scalarText(data);
  if (isList(data)) return list(data.map(layout));
  const items = Object.values(data).map((value) => (value === undefined ? null : layout(value)));
  return object(keys(...Object.keys(data)), items);
}

function lineOf(open: string, keys: readonly string[], items: readonly (Layout | null)[], close: string): string | null {
  let line = open;
  let separator = "";
  for (const [i, item] of items.entries()) {
    if (item === null) continue;
    const text = typeof item === "string" ? item : item.kind === "lines" ? null : item.line;
    if (text === null || line.length + text.length > width) return null;
    line += `${separator}${keys[i] ?? ""}${text}`;
    separator = ", ";
  }
  return line.length + close.length > width ? null : `${line}${close}`;
}

function write(layout: Layout, indent: string): string {
  if (typeof layout === "string") return layout;
  if (layout.kind === "lines") return layout.text;
  const { kind, keys, items, line } = layout;
  if (line !== null && line.length <= width - indent.length) return line;
  const deeper = `${indent}  `;
  let text = kind === "list" ? "[" : "{";
  let separator = `\n${deeper}`;
  for (const [i, item] of items.entries()) {
    if (item === null) continue;
    text += `${separator}${keys[i] ?? ""}${write(item, deeper)}`;
    separator = `,\n${deeper}`;
  }
  return `${text}\n${indent}${kind === "list" ? "]" : "}"}`;
}

/** For people: what fits stands on one line, the rest is indented by two. Ends with a newline. */
export const prettyJson = (data: Layout): string => `${write(data, "")}\n`;

/** For machines: no white space, one line. */
export const compactJson = (data: Data): string => compactText(layout(data));

/** The same of what is laid out already. */
export function compactText(layout: Layout): string {
  if (typeof layout === "string") return layout;
  if (layout.kind === "lines") throw new Error("a text with line ends of its own is no JSON");
  const { kind, keys, items } = layout;
  let text = "";
  for (const [i, item] of items.entries())
    if (item !== null) text += `${text === "" ? "" : ","}${(keys[i] ?? "").trimEnd()}${compactText(item)}`;
  return kind === "list" ? `[${text}]` : `{${text}}`;
}
