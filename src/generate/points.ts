import { addressText, parseAddress } from "../eval/address.ts";
import { literalPeriod } from "../eval/date.ts";
import type { Network } from "../ir/pattern.ts";
import type { Scalar } from "../ir/scalar.ts";
import { scalarsOf } from "../ir/walk.ts";
import type { Json } from "../source/json.ts";

/**
 * Values at which the truth of a test can change, for fields whose tests cut a line into pieces: every literal and its neighbours, every edge of a network and what lies just
 * outside. For comparisons with constants there is a value in each piece, so what none of them satisfies together, nothing does.
 */
export function numberPoints(tests: readonly Scalar[], whole: boolean): readonly Json[] {
  const points = new Set<number>([0, 1]);
  for (const { n, around } of numbersOf(tests, whole)) {
    // a test may compute with the field's negative
    for (const p of [...around, ...around.map((a) => -a), ...(n > 0 && n < 1e6 ? [n * 2, n * n] : [])])
      if (Number.isSafeInteger(p) || !whole) points.add(p);
  }
  const small = [...points].filter((p) => p > 1 && p < 1e6).slice(0, 6);
  for (const a of small) for (const b of small) points.add(a * b);
  return [...points];
}

/** Only the literals and their neighbours. */
export const numberEdges = (tests: readonly Scalar[], whole: boolean): readonly number[] => [
  ...new Set([...numbersOf(tests, whole)].flatMap(({ around }) => around.filter((p) => Number.isSafeInteger(p) || !whole))),
];

function* numbersOf(tests: readonly Scalar[], whole: boolean): Generator<{ readonly n: number; readonly around: readonly number[] }> {
  for (const literal of literals(tests)) {
    if (typeof literal !== "bigint" && typeof literal !== "number") continue;
    const n = Number(literal);
    if (!Number.isFinite(n)) continue;
    yield { n, around: whole ? [Math.ceil(n) - 1, Math.trunc(n), Math.floor(n) + 1] : [n - 0.5, n, n + 0.5] };
  }
}

export function addressPoints(tests: readonly Scalar[]): readonly string[] {
  const points = new Set<string>(["203.0.113.77", "2001:db8::77"]);
  for (const test of tests) {
    for (const scalar of scalarsOf(test)) {
      if (scalar.kind === "cidr") for (const network of scalar.networks) for (const p of edges(network)) points.add(p);
      if (scalar.kind === "literal" && typeof scalar.value === "string") {
        const bytes = parseAddress(scalar.value);
        if (bytes !== null) for (const p of [bytes, next(bytes, 1), next(bytes, -1)]) if (p !== null) points.add(addressText(p));
      }
    }
  }
  return [...points];
}

/** First and last address of the network, and the ones just outside. */
function edges(network: Network): readonly string[] {
  const first = network.bytes;
  const last = first.map((byte, i) => byte | (0xff >> Math.max(0, Math.min(8, network.prefix - i * 8))));
  return [first, last, next(first, -1), next(last, 1)].flatMap((p) => (p === null ? [] : [addressText(p)]));
}

function next(bytes: readonly number[], by: 1 | -1): readonly number[] | null {
  const result = [...bytes];
  for (let i = result.length - 1; i >= 0; i--) {
    const value = (result[i] ?? 0) + by;
    if (value >= 0 && value <= 255) {
      result[i] = value;
      return result;
    }
    result[i] = by === 1 ? 0 : 255;
  }
  return null;
}

export const dayMs = 86_400_000;

/** Around every literal date, and around both ends of a rounded one: the instant, a millisecond and a day to either side. */
export function datePoints(tests: readonly Scalar[]): readonly Json[] {
  const points = new Set<number>([1_700_000_000_000]);
  for (const literal of literals(tests)) {
    if (typeof literal !== "string" && typeof literal !== "bigint" && typeof literal !== "number") continue;
    const period = literalPeriod(literal, null);
    if (typeof period === "string") continue;
    for (const at of new Set([period.first, period.last]))
      for (const p of [at - dayMs, at - 1, at, at + 1, at + 999, at + 1000, at + dayMs]) points.add(p);
  }
  return [...points];
}

function* literals(tests: readonly Scalar[]): Generator<unknown> {
  for (const test of tests) for (const scalar of scalarsOf(test)) if (scalar.kind === "literal") yield scalar.value;
}
