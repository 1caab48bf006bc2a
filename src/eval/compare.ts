import type { Fold } from "../ir/fold.ts";
import type { CompareOp } from "../ir/scalar.ts";
import type { Value, ValueType } from "../ir/value.ts";
import { compareAddresses, inNetwork, parseAddress, parseNetwork } from "./address.ts";
import { instantOf, literalPeriod, type Period } from "./date.ts";
import { compareCodePoints, foldText } from "./fold-case.ts";

/** How two values stand: negative, zero, positive; null if they cannot be compared (NaN, different kinds). */
type Standing = number | null;

type Present = Exclude<Value, null>;

const holds = (op: CompareOp, standing: Standing): boolean => {
  if (standing === null) return false;
  switch (op) {
    case "==":
      return standing === 0;
    case "<":
      return standing < 0;
    case "<=":
      return standing <= 0;
    case ">":
      return standing > 0;
    case ">=":
      return standing >= 0;
  }
};

/** The outcome of a comparison, or a message when it fails at run time. */
export type Comparison = boolean | { readonly error: string };

/** Neither side is null. `type`: what the values are compared as; a side that a date or an address stands on may hold a literal of the rule. */
export function compareValues(op: CompareOp, left: Present, right: Present, type: ValueType, fold: Fold, now: number | null): Comparison {
  switch (type) {
    case "date":
      return compareDates(op, left, right, now);
    case "ip":
      return compareIps(op, left, right);
    default:
      return holds(op, standingOf(left, right, fold));
  }
}

function standingOf(left: Present, right: Present, fold: Fold): Standing {
  if (typeof left === "string" && typeof right === "string") {
    if (fold === "none" || fold === "lucene-10") return compareCodePoints(left, right);
    return compareCodePoints(foldText(left, fold), foldText(right, fold));
  }
  if (typeof left === "boolean" && typeof right === "boolean") return Number(left) - Number(right);
  if (isNumber(left) && isNumber(right)) {
    if (left < right) return -1;
    if (left > right) return 1;
    return Number.isNaN(Number(left)) || Number.isNaN(Number(right)) ? null : 0;
  }
  return null;
}

const isNumber = (v: Present): v is bigint | number => typeof v === "bigint" || typeof v === "number";

/** The right side may be a period (a whole day, a rounded date): equal means within, greater means after its end. */
function compareDates(op: CompareOp, left: Present, right: Present, now: number | null): Comparison {
  if (typeof left === "boolean" || typeof right === "boolean") return false;
  const instant = instantOf(left);
  if (instant === null) return { error: `"${left}" is no date` };
  const period = literalPeriod(right, now);
  return typeof period === "string" ? { error: period } : holds(op, positionOf(instant, period));
}

const positionOf = (instant: number, period: Period): number => (instant < period.first ? -1 : instant > period.last ? 1 : 0);

function compareIps(op: CompareOp, left: Present, right: Present): Comparison {
  if (typeof left !== "string" || typeof right !== "string") return false;
  const address = parseAddress(left);
  if (address === null) return { error: `"${left}" is no address` };
  const network = right.includes("/") ? parseNetwork(right) : null;
  // Elasticsearch's term query on an address takes a network: `source.ip == "10.0.0.0/8"`; its range query does not
  if (network !== null && op === "==") return inNetwork(address, network.bytes, network.prefix);
  const other = parseAddress(right);
  return other === null ? { error: `"${right}" is no address` } : holds(op, compareAddresses(address, other));
}
