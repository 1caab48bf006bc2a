import { type Field, fieldName } from "../../src/ir/field.ts";
import { type EsType, familyOf } from "../../src/schema/es-type.ts";
import { type Computed, computed } from "./computed.ts";
import { array, helper, type Js, name, string } from "./js-tree.ts";
import type { Form } from "./module.ts";

/** Fields that never have a value: unmapped ones, and types that hold none (objects, places). */
export const hasNoValues = (field: Field): boolean => !field.mapped || familyOf(field.type) === "none";

const ranges: Partial<Record<EsType, readonly [number, number]>> = {
  byte: [-128, 127],
  short: [-32_768, 32_767],
  integer: [-2_147_483_648, 2_147_483_647],
};

/** The call that reads a field's values in an event, or an object of it. `placeOf` makes the constant that says where a field of one name lies. */
export function readValues(field: Field, placeOf: (name: string) => Js, event: Js = name("event")): Js {
  const { pattern } = field;
  // all that fit are put in a list, and read as an event that is a list is
  if (pattern !== undefined)
    return readFrom(field, helper("valuesLike", event, textList(pattern.texts), textList(pattern.except)), array([]));
  return readFrom(field, event, placeOf(fieldName(field)));
}

const textList = (texts: readonly string[]): Js => array(texts.map(string));

function readFrom(field: Field, event: Js, place: Js): Js {
  switch (familyOf(field.type)) {
    case "string":
      return helper("texts", event, place);
    case "boolean":
      return helper("booleans", event, place);
    case "double":
      return helper("doubles", event, place);
    case "date":
      return helper("dates", event, place);
    case "ip":
      return helper("addresses", event, place);
    case "long": {
      const range = ranges[field.type];
      if (range !== undefined) return helper("integers", event, place, ...range.map((value): Js => ({ kind: "number", value })));
      if (field.type === "unsigned_long")
        return helper("integers", event, place, { kind: "number", value: 0 }, { kind: "bigint", value: 2n ** 64n - 1n });
      return helper("longs", event, place);
    }
    case "none":
      return array([]);
  }
}

/** One value of a field, as a variable of the module. */
export function boundValue(field: Field, variable: string, nullable: boolean, form: Form): Computed {
  const js = name(variable);
  switch (familyOf(field.type)) {
    case "string":
      return computed("text", js, { nullable, form });
    case "boolean":
      return computed("boolean", js, { nullable });
    case "double":
      return computed("double", js, { nullable });
    case "date":
      return computed("date", js, { nullable });
    case "ip":
      return computed("address", js, { nullable });
    case "long": {
      const range = ranges[field.type];
      return range === undefined ? computed("whole", js, { nullable }) : computed("safe", js, { nullable, range });
    }
    case "none":
      return computed("null", js, { nullable: true });
  }
}

/** The last word of a field's name: what its variable is called. */
export const shortName = (field: Field): string => field.path.findLast((segment) => segment !== "*") ?? fieldName(field);
