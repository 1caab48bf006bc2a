import type { Condition } from "../ir/condition.ts";
import type { Fold } from "../ir/fold.ts";
import type { Regex } from "../ir/pattern.ts";
import type { Detection, Limit } from "../ir/rule.ts";
import type { Scalar } from "../ir/scalar.ts";
import type { Direction } from "./fidelity.ts";

/** Everything that the IR can say and that a target must answer for. */
export type Capability =
  | `detection:${Detection["kind"]}`
  | `limit:${Limit["side"]}`
  | `condition:${Condition["kind"]}`
  /** A field that stands for all whose names fit. */
  | "field:pattern"
  | `scalar:${Scalar["kind"]}`
  | `fold:${Fold}`
  | `regex:${Regex["kind"]}`;

/**
 * How a target has a capability. `native`: the product says just that (`since`: from that version on). `expanded`: written with other means of the
 * product, same meaning. `approximate`: in some cases, with a direction for a leaf that is not negated. `none`: refused.
 */
export type Support =
  | { readonly level: "native"; readonly since?: string; readonly note?: string }
  | { readonly level: "expanded"; readonly by: string }
  | { readonly level: "approximate"; readonly direction: Direction; readonly reason: string }
  | { readonly level: "none"; readonly reason: string };

/** Total: a new kind in the IR breaks every target's build until each answers. */
export type CapabilityTable = { readonly [C in Capability]: Support };

/** By function name; a function without a row is refused. */
export type FunctionTable = Readonly<Record<string, Support>>;

export const native: Support = { level: "native" };
export const since = (version: string): Support => ({ level: "native", since: version });
export const expanded = (by: string): Support => ({ level: "expanded", by });
export const approximate = (direction: Direction, reason: string): Support => ({ level: "approximate", direction, reason });
export const none = (reason: string): Support => ({ level: "none", reason });
