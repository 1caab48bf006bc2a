import { type Diagnostic, error, type Label } from "../../diagnostics/diagnostic.ts";
import { type Span, span } from "../../source/span.ts";

const escapes: Readonly<Record<string, string>> = { b: "\b", t: "\t", n: "\n", f: "\f", r: "\r", '"': '"', "'": "'", "\\": "\\" };

const listed = 'escapes are `\\b` `\\t` `\\n` `\\f` `\\r` `\\"` `\\\'` `\\\\` and `\\u{…}`; a raw string """…""" has none';

/** Tells what is wrong with the escape of this length that starts at the current backslash. */
type Fail = (length: number, message: string, help: string) => unknown;

/**
 * The meaning of the text between the quotes of a string. `whole` is the span of the literal, where Elasticsearch places the error; each bad escape is underlined too.
 * A bad escape stands for itself in the value, so that parsing can go on.
 */
export function unescaped(body: string, start: number, whole: Span, report: (d: Diagnostic) => void): string {
  if (!body.includes("\\")) return body;
  const parts: string[] = [];
  const bad: BadEscape[] = [];
  let from = 0;
  for (let at = body.indexOf("\\"); at >= 0; at = body.indexOf("\\", from)) {
    parts.push(body.slice(from, at));
    const fail: Fail = (length, message, help) => bad.push({ span: span(start + at, start + at + length), message, help });
    const letter = body[at + 1] ?? "";
    const simple = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined;
    if (simple !== undefined) {
      parts.push(simple);
      from = at + 2;
    } else if (letter === "u") {
      const end = unicodeEnd(body, at);
      parts.push(unicode(body.slice(at, end), fail));
      from = end;
    } else {
      const length = 1 + String.fromCodePoint(body.codePointAt(at + 1) ?? 32).length;
      fail(length, `\`${body.slice(at, at + length)}\` is no escape`, `for a backslash write \`\\\\\`; ${listed}`);
      parts.push("\\");
      from = at + 1;
    }
  }
  parts.push(body.slice(from));
  const [first] = bad;
  if (first !== undefined) report(error("eql/bad-escape", first.message, whole, { secondary: labelsOf(bad), help: first.help }));
  return parts.join("");
}

interface BadEscape {
  readonly span: Span;
  readonly message: string;
  readonly help: string;
}

const labelsOf = (bad: readonly BadEscape[]): readonly Label[] =>
  bad.slice(0, shownEscapes).map((b, i) => ({ span: b.span, text: i === 0 ? "this escape" : null }));

/** A path written without doubled backslashes has a handful. */
const shownEscapes = 8;

function unicodeEnd(body: string, at: number): number {
  if (body[at + 2] !== "{") return at + 2;
  let end = at + 3;
  while (/[0-9a-fA-F]/.test(body[end] ?? "")) end++;
  return body[end] === "}" ? end + 1 : end;
}

function unicode(written: string, fail: Fail): string {
  const digits = /^\\u\{([0-9a-fA-F]+)\}$/.exec(written)?.[1];
  if (digits === undefined) {
    fail(written.length, `\`${written}\` is no escape`, "a character by number is written `\\u{…}` with 2 to 8 hexadecimal digits");
    return written;
  }
  if (digits.length < 2 || digits.length > 8) {
    fail(written.length, `\`${written}\` has ${digits.length} digits`, "a character by number has 2 to 8 hexadecimal digits");
    return "";
  }
  const codePoint = Number.parseInt(digits, 16);
  if (codePoint > 0x10ffff) {
    fail(written.length, `\`${written}\` is no character`, "the last character of Unicode is `\\u{10FFFF}`");
    return "";
  }
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) {
    fail(written.length, `\`${written}\` is half of a surrogate pair`, "write the character's own number, such as `\\u{1F600}`");
    return "";
  }
  return String.fromCodePoint(codePoint);
}
