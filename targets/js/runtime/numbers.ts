// Numbers of events. A whole number is a number as long as that holds it exactly, else a bigint.

import { type Path, type Plain, typed } from "./read.ts";

export type Whole = number | bigint;

/** The values of a field of floating numbers. Text that is a number counts. */
export function doubles(event: unknown, path: Path): number[] {
  return typed(event, path, doubleOf);
}

export function doubleOf(value: Plain): number | null {
  if (typeof value === "string" && !/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(value)) return null;
  return typeof value !== "boolean" && Number.isFinite(Number(value)) ? Number(value) : null;
}

/** The values of a field of 64-bit integers. Fractions are cut off, text that is a number counts. */
export function longs(event: unknown, path: Path): Whole[] {
  return integers(event, path, -9223372036854775808n, 9223372036854775807n);
}

/** The values of a field of integers within a range. */
export function integers(event: unknown, path: Path, low: Whole, high: Whole): Whole[] {
  return typed(event, path, (value) => {
    const whole = wholeOf(value);
    return whole === null || whole < low || whole > high ? null : whole;
  });
}

function wholeOf(value: Plain): Whole | null {
  if (typeof value === "string" && /^[+-]?\d{1,40}$/.test(value)) return exact(BigInt(value.replace("+", "")));
  const double = doubleOf(value);
  return double === null ? null : exact(Math.trunc(double));
}

/** A whole number in its one form. */
export function exact(whole: Whole): Whole {
  const number = Number(whole);
  return Number.isSafeInteger(number) ? number : BigInt(whole);
}
