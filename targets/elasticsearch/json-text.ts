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

/** A value with its text on one line; null where that is longer than a line. It can be printed in several places. */
export interface Layout {
  readonly flat: string | null;
  readonly parts: readonly { readonly key: string; readonly value: Layout }[];
  /** `[`, `{`, or the whole text of a scalar. */
  readonly open: string;
}

const none: ReadonlySet<string> = new Set();
const nothing: ReadonlyMap<Data, Layout> = new Map();

/**
 * Members that are undefined are left out. What is in `known` has been laid out already. Texts in `blocks` stand between triple quotes on lines of their own, as Kibana's console has it: everything in between is itself. They hold no triple quotes,
 * being our own scripts.
 */
export function layout(data: Data, known = nothing, blocks = none): Layout {
  if (data === null || typeof data !== "object") {
    if (typeof data === "string" && blocks.has(data)) return { flat: null, parts: [], open: `"""\n${data}\n"""` };
    const text = scalarText(data);
    return { flat: text.length <= width ? text : null, parts: [], open: text };
  }
  const ready = known.get(data);
  if (ready !== undefined) return ready;
  const parts: { key: string; value: Layout }[] = [];
  if (isList(data)) for (const item of data) parts.push({ key: "", value: layout(item, known, blocks) });
  else {
    for (const key of Object.keys(data)) {
      const value = data[key];
      if (value !== undefined) parts.push({ key: `${quote(key)}: `, value: layout(value, known, blocks) });
    }
  }
  return { flat: flatText(parts, isList(data)), parts, open: isList(data) ? "[" : "{" };
}

function flatText(parts: Layout["parts"], list: boolean): string | null {
  if (parts.length === 0) return list ? "[]" : "{}";
  let text = list ? "[" : "{ ";
  for (const [i, { key, value }] of parts.entries()) {
    if (value.flat === null) return null;
    text += `${i === 0 ? "" : ", "}${key}${value.flat}`;
    if (text.length > width) return null;
  }
  return text + (list ? "]" : " }");
}

function write({ flat, parts, open }: Layout, indent: string, out: string[]): void {
  if (flat !== null && flat.length <= width - indent.length) out.push(flat);
  else if (parts.length === 0) out.push(open);
  else {
    const deeper = `${indent}  `;
    out.push(open);
    for (const [i, { key, value }] of parts.entries()) {
      out.push(i === 0 ? "\n" : ",\n", deeper, key);
      write(value, deeper, out);
    }
    out.push("\n", indent, open === "[" ? "]" : "}");
  }
}

/** For people: what fits stands on one line, the rest is indented by two. Ends with a newline. */
export function prettyJson(data: Layout): string {
  const out: string[] = [];
  write(data, "", out);
  out.push("\n");
  return out.join("");
}

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
