// Fields by a pattern of their names.
import { isEvent, type Plain } from "./read.ts";

/** The values of every field whose name has these texts, the first at its start, the last at its end, and anything between them; but for some names. */
export function valuesLike(event: unknown, texts: readonly string[], except: readonly string[]): Plain[] {
  const found: Plain[] = [];
  const pending: [string | null, unknown][] = [[null, event]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [name, node] = next;
    if (Array.isArray(node)) for (let i = node.length - 1; i >= 0; i--) pending.push([name, node[i]]);
    else if (isEvent(node)) {
      const entries = Object.entries(node as object); // as asked
      for (const [key, value] of entries.reverse()) pending.push([name === null ? key : `${name}.${key}`, value]);
    } else if (name !== null && (typeof node === "string" || typeof node === "number" || typeof node === "boolean")) {
      if (isLike(name, texts) && !except.includes(name)) found.push(node);
    }
  }
  return found;
}

/** Has the name these texts, in this order? Two at least. */
export function isLike(name: string, texts: readonly string[]): boolean {
  let at = 0;
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i] as string; // within the array's length
    const last = i === texts.length - 1;
    const place = i === 0 ? (name.startsWith(text) ? 0 : -1) : last ? name.length - text.length : name.indexOf(text, at);
    if (place < at || (last && !name.endsWith(text))) return false;
    at = place + text.length;
  }
  return true;
}
