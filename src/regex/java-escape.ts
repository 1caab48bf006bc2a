import type { Cursor } from "./cursor.ts";

const simple: ReadonlyMap<string, number> = new Map([
  ["t", 0x09],
  ["n", 0x0a],
  ["r", 0x0d],
  ["f", 0x0c],
  ["a", 0x07],
  ["e", 0x1b],
]);

/** One character after a backslash that is already consumed, in java.util.regex. `start`: where the backslash stands. */
export function characterEscape(cursor: Cursor, start: number): number {
  const letter = cursor.peek();
  const code = simple.get(letter);
  if (code !== undefined) {
    cursor.offset++;
    return code;
  }
  const octal = cursor.match(/0([0-3]?[0-7]{1,2})/y);
  if (octal !== null) return Number.parseInt(octal[1] ?? "", 8);
  const hex = cursor.match(/x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|x\{([0-9a-fA-F]{1,6})\}/y);
  if (hex !== null) return hexadecimal(cursor, Number.parseInt(hex[1] ?? hex[2] ?? hex[3] ?? "", 16), start);
  if (/^[1-9]$/.test(letter) || letter === "k") cursor.fail("back references are not supported", start, start + 2);
  if (/^[bBG]$/.test(letter)) cursor.fail("boundaries are not supported", start, start + 2);
  if (/^[A-Za-z0]$/.test(letter)) cursor.fail(`\`\\${letter}\` is not supported`, start, start + 2);
  return cursor.next("the escaped character");
}

function hexadecimal(cursor: Cursor, code: number, start: number): number {
  // java joins two \u escapes that are the halves of a pair
  if (code >= 0xd800 && code <= 0xdbff) {
    const low = cursor.match(/\\u([dD][c-fC-F][0-9a-fA-F]{2})/y);
    if (low !== null) return (code - 0xd800) * 0x400 + (Number.parseInt(low[1] ?? "", 16) - 0xdc00) + 0x10000;
  }
  return code > 0x10ffff ? cursor.fail("no such code point", start) : code;
}
