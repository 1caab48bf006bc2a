import { fieldName } from "../../src/ir/field.ts";
import type { Order } from "../../src/ir/rule.ts";
import type { SortKey } from "./dsl.ts";

/** The rule's order of events. */
export function sortKeys({ timestamp, tiebreaker }: Order, order: SortKey["order"]): readonly SortKey[] {
  const keys: SortKey[] = [{ field: fieldName(timestamp), order, unmappedType: "date" }];
  if (tiebreaker !== null) keys.push({ field: fieldName(tiebreaker), order, unmappedType: "long" });
  return keys;
}
