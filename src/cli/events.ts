import { createReadStream } from "node:fs";
import type { Json, JsonObject } from "../source/json.ts";
import { isJsonObject } from "../source/json.ts";
import { UsageError } from "./exit.ts";

/** A line of an events file: an event, or why it is none. Blank lines are left out. `line` counts from 1. */
export type EventLine =
  | { readonly ok: true; readonly line: number; readonly event: JsonObject }
  | { readonly ok: false; readonly line: number; readonly text: string; readonly why: string };

/** Deeper events are refused: nothing that Elasticsearch would index is as deep (its own limit is 20), and readers of events may recurse. */
const deepest = 200;

/** Opening brackets within one another, outside strings: a bound on depth that needs no stack. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 0x5c) i++;
      else if (c === 0x22) inString = false;
    } else if (c === 0x22) inString = true;
    else if (c === 0x7b || c === 0x5b) most = Math.max(most, ++depth);
    else if (c === 0x7d || c === 0x5d) depth--;
  }
  return most;
}

function kindOf(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return `a ${typeof value}`;
}

export function readEventLine(text: string, line: number): EventLine {
  let value: Json;
  try {
    // JSON.parse gives JSON and nothing else
    value = JSON.parse(text) as Json;
  } catch (thrown) {
    return { ok: false, line, text, why: thrown instanceof Error ? reasonOf(thrown.message) : "no JSON" };
  }
  if (!isJsonObject(value)) return { ok: false, line, text, why: `${kindOf(value)}, not a JSON object` };
  // only a text with many brackets can be deep
  if (text.length > deepest * 2 && depthOf(text) > deepest) return { ok: false, line, text, why: `nested deeper than ${deepest} levels` };
  return { ok: true, line, event: value };
}

/** V8 quotes the text in its message; the line is shown anyway. */
const reasonOf = (message: string): string => {
  const plain = message.replace(/, (?:\.\.\.)?".*$/su, "").replace(/ in JSON at position.*$/su, "");
  return `no JSON: ${plain.charAt(0).toLowerCase()}${plain.slice(1)}`;
};

const strict = new TextDecoder("utf-8", { fatal: true });
const lenient = new TextDecoder("utf-8");

/** Bytes that are no UTF-8 are no JSON: were they replaced, the event would be another. */
function readBytes(bytes: Uint8Array, line: number): EventLine {
  try {
    return readEventLine(strict.decode(bytes), line);
  } catch {
    return { ok: false, line, text: lenient.decode(bytes), why: "no UTF-8 text" };
  }
}

const isBlank = (bytes: Uint8Array): boolean => bytes.every((b) => b === 0x20 || b === 0x09 || b === 0x0d);

/** The lines of a file or of standard input (`-`) as they come, in batches: what one read brought. The last line needs no newline. */
export async function* eventBatches(path: string): AsyncGenerator<readonly EventLine[]> {
  const stream = path === "-" ? process.stdin : createReadStream(path, { highWaterMark: 1 << 18 });
  let pieces: Uint8Array[] = [];
  let line = 0;
  const finish = (last: Uint8Array): readonly EventLine[] => {
    const bytes = pieces.length === 0 ? last : Buffer.concat([...pieces, last]);
    pieces = [];
    line++;
    return isBlank(bytes) ? [] : [readBytes(bytes, line)];
  };
  try {
    for await (const data of stream) {
      // a stream without an encoding gives buffers
      const chunk = data as Uint8Array;
      const batch: EventLine[] = [];
      let start = 0;
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
        batch.push(...finish(chunk.subarray(start, end)));
        start = end + 1;
      }
      if (start < chunk.length) pieces.push(chunk.subarray(start));
      if (batch.length > 0) yield batch;
    }
  } catch (thrown) {
    if (thrown instanceof Error && "code" in thrown)
      throw new UsageError(`cannot read events from \`${path}\`: ${thrown.message.replace(/, \w+ '.*'$/s, "")}`);
    throw thrown;
  }
  const last = finish(new Uint8Array());
  if (last.length > 0) yield last;
}
