/**
 * The one place where text becomes JavaScript source. Everything that could end a literal, a comment, a line or a script element, or that displays as
 * something else than it is, comes out as an escape.
 */

/** Delete and C1 controls, what looks like nothing, what turns text around (bidirectional controls), line ends, the byte order mark, noncharacters. */
const invisible =
  /[\u007f-\u00a0\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufeff\uffa0\ufff0-\uffff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what must not get through
const controls = /[\u0000-\u001f]/g;
const loneSurrogates = /[\ud800-\udfff]/gu;
/** `</script>` ends a script element and `<!--` hides its end, wherever they stand in it. */
const markup = /<(?=[/!])/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what must not get through
const specialInComment = /[\u0000-\u001f\u007f-\uffff<]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what must not get through
const special = /[\u0000-\u001f"\\\u007f-\uffff<]/;
/** What may hold one of these: nearly no text does. */
const suspect = /[\u007f-\uffff<]/;

const unit = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A double-quoted string literal whose value is exactly `text`, lone surrogates included (JSON.stringify escapes those, quotes, backslashes, controls). */
export function quote(text: string): string {
  if (!special.test(text)) return `"${text}"`;
  const json = JSON.stringify(text);
  return suspect.test(json) ? json.replace(invisible, unit).replace(markup, "\\u003c") : json;
}

/** Text for a `//` comment, on one line. Shown as it is where that is harmless. */
export function commentText(text: string): string {
  if (!specialInComment.test(text)) return text;
  return text.replace(controls, unit).replace(loneSurrogates, unit).replace(invisible, unit).replace(markup, "\\u003c");
}

/** One code point of a regular expression literal with the flag `u`, outside of classes. */
export const quoteInRegex = (codePoint: number): string => regexCharacter(codePoint, /[$^\\.*+?()[\]{}|/]/);

/** The same, inside a class. */
export const quoteInClass = (codePoint: number): string => regexCharacter(codePoint, /[\^\\\]/[-]/);

function regexCharacter(codePoint: number, syntax: RegExp): string {
  const character = String.fromCodePoint(codePoint);
  if (syntax.test(character)) return `\\${character}`;
  if (codePoint === 0x3c) return "\\x3c";
  if (codePoint === 0x0a) return "\\n";
  if (codePoint === 0x0d) return "\\r";
  if (codePoint === 0x09) return "\\t";
  if (commentText(character) === character) return character;
  return codePoint < 0x100 ? `\\x${codePoint.toString(16).padStart(2, "0")}` : `\\u{${codePoint.toString(16)}}`;
}
