/**
 * How Java reads and writes numbers: what Elasticsearch's `string`, `concat` and `number` do. Facts from the Java API documentation of
 * Double.toString (JDK 19 and later: the shortest decimal), Double.valueOf and Long.parseLong.
 */

const LONG_MIN = -(2n ** 63n);
const LONG_MAX = 2n ** 63n - 1n;

export const fitsLong = (n: bigint): boolean => n >= LONG_MIN && n <= LONG_MAX;

/** `Double.toString`: "2.0", "1.0E7", "1.2345E-5", "NaN", "-0.0". */
export function doubleToText(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  if (value === 0) return `${sign}0.0`;
  const { digits, exponent } = shortest(Math.abs(value));
  if (exponent < -3 || exponent >= 7) return `${sign}${digits[0]}.${digits.slice(1) || "0"}E${exponent}`;
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return `${sign}${whole}.${digits.slice(exponent + 1) || "0"}`;
}

/** Decimal digits without trailing zeros, and the power of ten of the first. */
function shortest(value: number): { readonly digits: string; readonly exponent: number } {
  const scientific = value.toExponential();
  // Java prefers the nearest of the two-digit decimals to a one-digit one: 4.9E-324, where JavaScript has 5e-324
  const [mantissa = "", power = "0"] = (scientific.includes(".") ? scientific : value.toExponential(1)).split("e");
  return { digits: mantissa.replace(".", "").replace(/0+$/, ""), exponent: Number(power) };
}

/** `Long.parseLong`: an optional sign and digits of the base, in any script that has decimal digits; null for what it throws at. */
export function parseLong(text: string, radix: number): bigint | null {
  if (radix < 2 || radix > 36) return null;
  const signed = text.startsWith("-") || text.startsWith("+");
  const body = signed ? text.slice(1) : text;
  if (body === "") return null;
  let magnitude = 0n;
  for (let i = 0; i < body.length; i++) {
    const digit = digitOf(body.charCodeAt(i));
    if (digit < 0 || digit >= radix) return null;
    magnitude = magnitude * BigInt(radix) + BigInt(digit);
    if (magnitude > LONG_MAX + 1n) return null;
  }
  const value = text.startsWith("-") ? -magnitude : magnitude;
  return fitsLong(value) ? value : null;
}

/** `Character.digit(char, 36)` of one UTF-16 unit: decimal digits of any script, Latin letters and their fullwidth forms; else -1. */
function digitOf(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  const letter = [0x41, 0x61, 0xff21, 0xff41].find((a) => unit >= a && unit < a + 26);
  if (letter !== undefined) return unit - letter + 10;
  if (!isDecimalDigit(unit)) return -1;
  // Unicode keeps the ten digits of a script in one block that starts at its zero
  let zero = unit;
  while (isDecimalDigit(zero - 1) && unit - zero < 9) zero--;
  return unit - zero;
}

const isDecimalDigit = (unit: number): boolean => /^\p{Nd}$/u.test(String.fromCharCode(unit));

const decimal = /^[+-]?(NaN|Infinity|(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[fFdD]?)$/;
const hexadecimal = /^([+-]?)0[xX]([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?[pP]([+-]?\d+)[fFdD]?$/;

/** `Double.valueOf`: trims what is at most U+0020, takes `1.`, `.5`, `1e3`, `2.5f`, `NaN`, `Infinity` and `0x1.8p3`; null for what it throws at. */
export function parseDouble(text: string): number | null {
  const trimmed = trimLikeJava(text);
  if (decimal.test(trimmed)) {
    const number = /^[+-]?(NaN|Infinity)$/.test(trimmed) ? trimmed.replace(/^[+-]NaN$/, "NaN") : trimmed.replace(/[fFdD]$/, "");
    return Number(number);
  }
  const hex = hexadecimal.exec(trimmed);
  return hex === null ? null : hexadecimalValue(hex[1] ?? "", hex[2] ?? "", hex[3] ?? "", hex[4] ?? "0");
}

function hexadecimalValue(sign: string, whole: string, fraction: string, power: string): number | null {
  const digits = whole + fraction;
  if (digits === "") return null;
  const mantissa = BigInt(`0x${digits}`);
  const exponent = Number(power) - 4 * fraction.length;
  const value = scale(mantissa, exponent);
  return sign === "-" ? -value : value;
}

/** mantissa x 2^exponent, rounded once to the nearest double. */
function scale(mantissa: bigint, exponent: number): number {
  if (mantissa === 0n) return 0;
  const bits = mantissa.toString(2).length;
  if (bits + exponent > 1025) return Number.POSITIVE_INFINITY;
  if (bits + exponent < -1076) return 0;
  if (exponent >= 0) return Number(mantissa << BigInt(exponent));
  // the least exponent of a double's last bit is -1074: round there, or at 53 bits, whichever is coarser
  const drop = Math.max(bits - 53, -1074 - exponent, 0);
  const kept = mantissa >> BigInt(drop);
  const rest = mantissa - (kept << BigInt(drop));
  const half = drop === 0 ? 0n : 1n << BigInt(drop - 1);
  const up = drop > 0 && (rest > half || (rest === half && kept % 2n === 1n));
  return Number(up ? kept + 1n : kept) * 2 ** Math.max(exponent + drop, -1074);
}

function trimLikeJava(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 0x20) start++;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  return text.slice(start, end);
}
