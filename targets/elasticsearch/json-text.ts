/**
 * JSON with integers of any size. `JSON.stringify` cannot write a bigint, and writes the double 2.0 as `2`, which a script would read as an integer.
 * The only quoting of this target: every text goes through `quote`.
 */
export type Data = null | boolean | string | number | bigint | readonly Data[] | { readonly [key: string]: Data | undefined };

/** Columns that a value may take on one line. */
const width = 110;

export const quote = (text: string): string => JSON.stringify(text);

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

function entriesOf(data: { readonly [key: string]: Data | undefined }): readonly (readonly [string, Data])[] {
  const entries: (readonly [string, Data])[] = [];
  for (const [key, value] of Object.entries(data)) if (value !== undefined) entries.push([key, value]);
  return entries;
}

/**
 * The value on one line, or null where it takes more than `room` columns. Texts in `blocks` stand between triple quotes, as Kibana's console has it: everything
 * in between is itself. They hold no triple quotes, being our own scripts.
 */
function inline(data: Data, room: number, blocks: ReadonlySet<string>): string | null {
  if (data === null || typeof data !== "object") {
    if (typeof data === "string" && blocks.has(data)) return null;
    const text = scalarText(data);
    return text.length <= room ? text : null;
  }
  const parts: string[] = [];
  let left = room - 4;
  const items: readonly (readonly [string, Data])[] = isList(data) ? data.map((d) => ["", d] as const) : entriesOf(data);
  if (items.length === 0) return isList(data) ? "[]" : "{}";
  for (const [key, value] of items) {
    const before = isList(data) ? "" : `${quote(key)}: `;
    const text = inline(value, left - before.length, blocks);
    if (text === null) return null;
    left -= before.length + text.length + 2;
    parts.push(before + text);
  }
  return isList(data) ? `[${parts.join(", ")}]` : `{ ${parts.join(", ")} }`;
}

function block(data: Data, indent: string, blocks: ReadonlySet<string>): string {
  const short = inline(data, width - indent.length, blocks);
  if (short !== null) return short;
  if (typeof data === "string" && blocks.has(data)) return `"""\n${data}\n"""`;
  if (data === null || typeof data !== "object") return scalarText(data);
  const deeper = `${indent}  `;
  const lines = isList(data)
    ? data.map((d) => deeper + block(d, deeper, blocks))
    : entriesOf(data).map(([key, value]) => `${deeper}${quote(key)}: ${block(value, deeper, blocks)}`);
  const [open, close] = isList(data) ? "[]" : "{}";
  return `${open}\n${lines.join(",\n")}\n${indent}${close}`;
}

const none: ReadonlySet<string> = new Set();

/**
 * For people: what fits stands on one line, the rest is indented by two. Ends with a newline. Members that are undefined are left out. With `blocks` it is
 * for Kibana's console alone.
 */
export const prettyJson = (data: Data, blocks = none): string => `${block(data, "", blocks)}\n`;

/** For machines: no white space, one line. */
export function compactJson(data: Data): string {
  if (data === null || typeof data !== "object") return scalarText(data);
  if (isList(data)) return `[${data.map(compactJson).join(",")}]`;
  return `{${entriesOf(data)
    .map(([key, value]) => `${quote(key)}:${compactJson(value)}`)
    .join(",")}}`;
}
