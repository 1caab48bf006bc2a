import { evaluateCondition } from "../eval/evaluate-condition.ts";
import type { Condition } from "../ir/condition.ts";
import { type Field, fieldName } from "../ir/field.ts";
import { familyOf } from "../schema/es-type.ts";
import type { Json, JsonObject } from "../source/json.ts";

/** A field's values by number: different numbers, different values. */
export type Numbered = (n: number) => Json;

/**
 * Different values for a field of an event that satisfies a condition, which it still does with each of them: any at all; or, where the condition asks something of the field, the
 * event's own with a number somewhere in it; or, where nothing else fits, others beside its own.
 */
export function differentValues(field: Field, event: JsonObject, where: Condition): Numbered {
  const name = fieldName(field);
  const own = event[name];
  const fits = (values: Numbered): boolean =>
    [1, 2, 30].every((n) => evaluateCondition(where, { event: { ...event, [name]: values(n) }, now: null }) === "true");
  const plain = plainValues(field);
  const spliced = typeof own === "string" && familyOf(field.type) === "string" ? splicedValues(own) : [];
  const beside = own === undefined ? [] : [(n: number): Json => [own, plain(n)].flat()];
  return [plain, ...spliced, ...beside].find(fits) ?? plain;
}

/** Where a wildcard of the condition stands in the text is not known: each place is tried. */
const mostPlaces = 200;

const splicedValues = (text: string): readonly Numbered[] => {
  const characters = [...text].slice(0, mostPlaces);
  return [characters.length, ...characters.keys()].map(
    (at): Numbered =>
      (n) =>
        [...characters.slice(0, at), String(n), ...characters.slice(at)].join(""),
  );
};

function plainValues(field: Field): Numbered {
  switch (familyOf(field.type)) {
    case "long":
    case "double":
      return (n) => 100 + n;
    case "boolean":
      return (n) => n % 2 === 0;
    case "ip":
      return (n) => `198.51.100.${n % 250}`;
    case "date":
      return (n) => new Date(Date.UTC(2026, 1, 1) + n * 1_000).toISOString();
    default:
      return (n) => `${fieldName(field)}-${n}`;
  }
}
