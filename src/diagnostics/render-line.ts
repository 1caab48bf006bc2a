/**
 * How one line of source looks on a terminal: what each character is shown as and how many cells it takes. Characters that would move the cursor,
 * change the reading order or be invisible are shown by name, so that what is underlined is what is there.
 */
export interface Cell {
  readonly text: string;
  readonly width: number;
  /** Code unit in the line. */
  readonly start: number;
  readonly end: number;
}

const tabWidth = 4;

/** Zero-width, bidirectional and line-separating characters (Unicode Cf and Zl, Zp of note), variation selectors left alone. */
const invisible = (c: number): boolean =>
  (c >= 0x80 && c < 0xa0) ||
  c === 0xad ||
  c === 0x61c ||
  c === 0x180e ||
  (c >= 0x200b && c <= 0x200f) ||
  (c >= 0x2028 && c <= 0x202e) ||
  (c >= 0x2060 && c <= 0x206f) ||
  c === 0xfeff ||
  (c >= 0xfff9 && c <= 0xfffb) ||
  (c >= 0xe0000 && c <= 0xe007f);

/** Ranges of East_Asian_Width W and F and of emoji with default emoji presentation, merged where only unassigned points lie between (Unicode 16). */
const wideRanges: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x2329, 0x232a],
  [0x23e9, 0x23ec],
  [0x25fd, 0x25fe],
  [0x2614, 0x2615],
  [0x2648, 0x2653],
  [0x26aa, 0x26ab],
  [0x26bd, 0x26be],
  [0x26c4, 0x26c5],
  [0x2705, 0x2705],
  [0x270a, 0x270b],
  [0x2728, 0x2728],
  [0x274c, 0x274c],
  [0x2753, 0x2755],
  [0x2795, 0x2797],
  [0x2b1b, 0x2b1c],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18dff],
  [0x1aff0, 0x1b2ff],
  [0x1f18e, 0x1f19a],
  [0x1f1e6, 0x1f320],
  [0x1f32d, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f7e0, 0x1f7eb],
  [0x1f900, 0x1faff],
  [0x20000, 0x3fffd],
];

const isWide = (c: number): boolean => c >= 0x1100 && wideRanges.some(([from, to]) => c >= from && c <= to);

const combining = /^[\p{Mn}\p{Me}]$/u;

const named = (c: number): string => `<U+${c.toString(16).toUpperCase().padStart(4, "0")}>`;

function shown(c: number, column: number): { readonly text: string; readonly width: number } {
  if (c === 9) {
    const width = tabWidth - (column % tabWidth);
    return { text: " ".repeat(width), width };
  }
  if (c < 0x20) return { text: String.fromCodePoint(0x2400 + c), width: 1 };
  if (c < 0x7f) return { text: String.fromCodePoint(c), width: 1 };
  if (c === 0x7f) return { text: "\u2421", width: 1 };
  if (invisible(c) || (c >= 0xd800 && c <= 0xdfff)) {
    const text = named(c);
    return { text, width: text.length };
  }
  const text = String.fromCodePoint(c);
  return { text, width: combining.test(text) ? 0 : isWide(c) ? 2 : 1 };
}

/** The cells of a line without its terminator. `offset` is added to the code units, for a slice of a long line. */
export function cellsOf(line: string, offset = 0): readonly Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  let at = offset;
  for (const character of line) {
    const { text, width } = shown(character.codePointAt(0) ?? 0, column);
    cells.push({ text, width, start: at, end: at + character.length });
    column += width;
    at += character.length;
  }
  return cells;
}

/** Text for a terminal: as it is, but with everything that a terminal would act on made visible. A tab is one space. */
export function visible(text: string): string {
  // the common case: nothing to show by name
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  let out = "";
  for (const character of text) out += character === "\t" ? " " : shown(character.codePointAt(0) ?? 0, 0).text;
  return out;
}

export const widthOf = (cells: readonly Cell[]): number => cells.reduce((sum, c) => sum + c.width, 0);

/** Terminal cells that a text takes once `visible`. */
export const displayWidth = (text: string): number => (/^[\x20-\x7e]*$/.test(text) ? text.length : widthOf(cellsOf(text)));
