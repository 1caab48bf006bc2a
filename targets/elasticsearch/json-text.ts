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

function scalarText(value: null | boolean | string | number | bigint): string {
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

/** A value that is ready to be printed, in several places if need be. */
export interface Layout {
  /** How many columns it takes on one line; infinitely many where it has line ends of its own. */
  readonly width: number;
  /** `[`, `{`, or the whole text of a scalar. */
  readonly open: string;
  /** With the colon and a space; empty in a list. */
  readonly keys: readonly string[];
  readonly values: readonly Layout[];
}

const none: ReadonlySet<string> = new Set();
const nothing: ReadonlyMap<Data, Layout> = new Map();
const noKeys: readonly string[] = [];
const noValues: readonly Layout[] = [];

const scalar = (open: string, width: number): Layout => ({ width, open, keys: noKeys, values: noValues });

/**
 * Members that are undefined are left out. What is in `known` has been laid out already. Texts in `blocks` stand between triple quotes on lines of their own, as Kibana's console has it: everything in between is itself. They hold no triple quotes,
 * being our own scripts.
 */
export function layout(data: Data, known = nothing, blocks = none): Layout {
  if (data === null || typeof data !== "object") {
    if (typeof data === "string" && blocks.has(data)) return scalar(`"""\n${data}\n"""`, Number.POSITIVE_INFINITY);
    const text = scalarText(data);
    return scalar(text, text.length);
  }
  const ready = known.get(data);
  if (ready !== undefined) return ready;
  const values: Layout[] = [];
  if (isList(data)) {
    for (const item of data) values.push(layout(item, known, blocks));
    return { width: widthOf(noKeys, values, 2), open: "[", keys: noKeys, values };
  }
  const keys: string[] = [];
  for (const key of Object.keys(data)) {
    const value = data[key];
    if (value === undefined) continue;
    keys.push(`${quote(key)}: `);
    values.push(layout(value, known, blocks));
  }
  return { width: widthOf(keys, values, values.length === 0 ? 2 : 4), open: "{", keys, values };
}

/** `brackets`: what they take, with the spaces inside them. Between items stand a comma and a space. */
function widthOf(keys: readonly string[], values: readonly Layout[], brackets: number): number {
  let width = brackets + 2 * Math.max(0, values.length - 1);
  for (const key of keys) width += key.length;
  for (const value of values) width += value.width;
  return width;
}

function write(layout: Layout, indent: string): string {
  const { open, keys, values } = layout;
  if (values.length === 0 || layout.width <= width - indent.length) return flat(layout);
  const deeper = `${indent}  `;
  let text = open;
  let separator = "\n";
  for (const [i, value] of values.entries()) {
    text += `${separator}${deeper}${keys[i] ?? ""}${write(value, deeper)}`;
    separator = ",\n";
  }
  return `${text}\n${indent}${open === "[" ? "]" : "}"}`;
}

function flat({ open, keys, values }: Layout): string {
  if (open !== "[" && open !== "{") return open;
  const space = open === "{" && values.length > 0 ? " " : "";
  let text = open;
  let separator = space;
  for (const [i, value] of values.entries()) {
    text += `${separator}${keys[i] ?? ""}${flat(value)}`;
    separator = ", ";
  }
  return `${text}${space}${open === "[" ? "]" : "}"}`;
}

/** For people: what fits stands on one line, the rest is indented by two. Ends with a newline. */
export const prettyJson = (data: Layout): string => `${write(data, "")}\n`;

/** For machines: no white space, one line. */
export function compactJson(data: Data): string {
  if (data === null || typeof data !== "object") return scalarText(data);
  if (isList(data)) return `[${data.map(compactJson).join(",")}]`;
  const members: string[] = [];
  for (const key of Object.keys(data)) {
    const value = data[key];
    if (value !== undefined) members.push(`${quote(key)}:${compactJson(value)}`);
  }
  return `{${members.join(",")}}`;
}
