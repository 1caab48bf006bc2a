import type { OffsetMap, Piece } from "../source/offset-map.ts";

/** TOML 1.1: what a one-letter escape stands for is always one unit. */
const hexDigits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

interface Token {
  readonly quote: string;
  readonly contentStart: number;
  readonly contentEnd: number;
}

/** Opening and closing quotes left out, and the newline that follows an opening `"""` or `'''`. */
function contentOf(text: string, start: number, end: number): Token {
  const quote = text[start] ?? '"';
  const multiLine = end - start >= 6 && text.startsWith(quote.repeat(3), start);
  if (!multiLine) return { quote, contentStart: start + 1, contentEnd: end - 1 };
  let contentStart = start + 3;
  if (text.startsWith("\r\n", contentStart)) contentStart += 2;
  else if (text[contentStart] === "\n") contentStart += 1;
  return { quote, contentStart, contentEnd: end - 3 };
}

/** How long the whitespace and newlines are that a backslash at the end of a line swallows, the backslash included; 0 if it does not. */
function continuation(text: string, at: number, end: number): number {
  let i = at + 1;
  let newline = false;
  while (i < end && (text[i] === " " || text[i] === "\t" || text[i] === "\n" || text[i] === "\r")) {
    if (text[i] === "\n") newline = true;
    i++;
  }
  return newline ? i - at : 0;
}

/** Units of text and of value of the escape at `at`. */
function escapeAt(text: string, at: number): { readonly rawLength: number; readonly valueLength: number } {
  const digits = hexDigits[text[at + 1] ?? ""];
  if (digits === undefined) return { rawLength: 2, valueLength: 1 };
  const codePoint = Number.parseInt(text.slice(at + 2, at + 2 + digits), 16);
  return { rawLength: 2 + digits, valueLength: codePoint > 0xffff ? 2 : 1 };
}

/**
 * The offsets of a string token of valid TOML, of any of the four kinds, quotes included in `start` and `end`. Newlines are kept as they stand
 * (smol-toml does not turn CRLF into LF), so they map one to one.
 */
export function tomlStringMap(text: string, start: number, end: number): OffsetMap {
  const { quote, contentStart, contentEnd } = contentOf(text, start, end);
  const pieces: Piece[] = [];
  let value = 0;
  let plainFrom = contentStart;
  const flush = (to: number): void => {
    const length = to - plainFrom;
    if (length <= 0) return;
    pieces.push({ value, valueLength: length, raw: plainFrom, rawLength: length });
    value += length;
  };
  let at = quote === "'" ? contentEnd : text.indexOf("\\", contentStart);
  while (at >= 0 && at < contentEnd) {
    flush(at);
    const swallowed = continuation(text, at, contentEnd);
    if (swallowed > 0) plainFrom = at + swallowed;
    else {
      const { rawLength, valueLength } = escapeAt(text, at);
      pieces.push({ value, valueLength, raw: at, rawLength });
      value += valueLength;
      plainFrom = at + rawLength;
    }
    at = text.indexOf("\\", plainFrom);
  }
  flush(contentEnd);
  return { pieces, end: contentEnd };
}
