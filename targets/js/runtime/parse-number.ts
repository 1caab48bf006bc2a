// The function number(): text as a number, as Java reads it. An integer is a bigint, another number a number, text that is no number a failure.

import type { Maybe, Numeric } from "./compute.ts";

export function parseNumber(text: Maybe<string>, base: Maybe<number>): Maybe<Numeric> {
  if (text === undefined || base === undefined) return undefined;
  if (text === null) return null;
  const radix = base ?? (text.startsWith("0x") ? 16 : 10);
  const digits = radix === 16 && text.startsWith("0x") ? text.slice(2) : text;
  return parseLong(digits, radix) ?? (radix === 10 ? parseDouble(digits) : undefined);
}

/** A sign and digits of the base: Long.parseLong. */
function parseLong(text: string, radix: number): bigint | undefined {
  if (radix < 2 || radix > 36) return undefined;
  const digits = text.replace(/^[+-]/, "");
  let magnitude = digits === "" ? undefined : 0n;
  for (let i = 0; i < digits.length && magnitude !== undefined; i++) {
    const digit = digitValue(digits.charCodeAt(i));
    magnitude = digit < radix && magnitude < 9223372036854775809n ? magnitude * BigInt(radix) + BigInt(digit) : undefined;
  }
  if (magnitude === undefined) return undefined;
  const value = text.startsWith("-") ? -magnitude : magnitude;
  return BigInt.asIntN(64, value) === value ? value : undefined;
}

/** What a UTF-16 unit is worth as a digit: decimal digits of every script, Latin letters and their fullwidth forms; 99 for all others. */
function digitValue(unit: number): number {
  const character = String.fromCharCode(unit);
  if (/[0-9A-Za-z]/.test(character)) return Number.parseInt(character, 36);
  if (/[\uff21-\uff3a\uff41-\uff5a]/.test(character)) return ((unit - 0xff21) % 32) + 10;
  if (!/\p{Nd}/u.test(character)) return 99;
  // a script's ten digits follow each other
  let zero = unit;
  while (unit - zero < 9 && /\p{Nd}/u.test(String.fromCharCode(zero - 1))) zero--;
  return unit - zero;
}

/** Double.valueOf: blanks around it, 1., .5, 1e3, 2.5f, NaN, Infinity, 0x1.8p3. */
function parseDouble(text: string): number | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what Java's trim takes away
  const trimmed = text.replace(/^[\u0000- ]+|[\u0000- ]+$/g, "");
  if (/^[+-]?NaN$/.test(trimmed)) return Number.NaN;
  if (/^[+-]?Infinity$/.test(trimmed)) return Number(trimmed);
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[fFdD]?$/.test(trimmed)) return Number(trimmed.replace(/[fFdD]$/, ""));
  const hex = /^([+-]?)0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?\d+)[fFdD]?$/.exec(trimmed);
  const digits = `${hex?.[2] ?? ""}${hex?.[3] ?? ""}`;
  if (hex === null || digits === "") return undefined;
  const value = scaled(BigInt(`0x${digits}`), Number(hex[4]) - 4 * (hex[3] ?? "").length);
  return hex[1] === "-" ? -value : value;
}

/** mantissa * 2 ** exponent, rounded once. */
function scaled(mantissa: bigint, exponent: number): number {
  const bits = mantissa.toString(2).length;
  if (mantissa === 0n || bits + exponent < -1076) return 0;
  if (bits + exponent > 1025) return Number.POSITIVE_INFINITY;
  if (exponent >= 0) return Number(mantissa << BigInt(exponent));
  // a double has 53 bits, and none below 2 ** -1074
  const drop = Math.max(bits - 53, -1074 - exponent, 0);
  const kept = mantissa >> BigInt(drop);
  const rest = mantissa - (kept << BigInt(drop));
  const half = drop === 0 ? 1n : 1n << BigInt(drop - 1);
  const rounded = rest > half || (rest === half && (kept & 1n) === 1n) ? kept + 1n : kept;
  return Number(rounded) * 2 ** Math.max(exponent + drop, -1074);
}
