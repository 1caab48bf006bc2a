import fc from "fast-check";
import type { Condition } from "../../src/ir/condition.ts";
import type { Field } from "../../src/ir/field.ts";
import { conditionChildren, mapConditions } from "../../src/ir/walk.ts";
import type { Json, JsonObject } from "../../src/source/json.ts";
import { condition, event } from "./arbitrary.ts";

/** The conditions of arbitrary.ts about one object of a list, or of a list in its objects, and events with such lists. */

const below = (path: string, where: Condition): Condition => {
  const field = (f: Field): Field => ({ ...f, path: [...path.split("."), ...f.path] });
  return mapConditions(where, (c) => {
    if (c.kind === "exists") return { ...c, field: field(c.field) };
    return c.kind === "any" ? { ...c, binds: c.binds.map((b) => ({ ...b, field: field(b.field) })) } : c;
  });
};

const highest = (c: Condition): number => Math.max(c.id, ...conditionChildren(c).map(highest));

const lists = ["p", "o.p", "p.q"] as const;

export const nestedCondition: fc.Arbitrary<Condition> = fc
  .tuple(condition, fc.constantFrom(...lists, "p in p"), fc.boolean(), fc.boolean())
  .map(([where, list, inside, outside]) => {
    const id = highest(where) + 10_000;
    const { span } = where;
    const not = (c: Condition, at: number): Condition => ({ kind: "not", id: at, span, operand: c });
    const nested = (path: string, c: Condition, at: number): Condition => ({
      kind: "nested",
      id: at,
      span,
      path: path.split("."),
      where: c,
    });
    const path = list === "p in p" ? "p.q" : list;
    const inner = below(path, where);
    const one = nested(path, inside ? not(inner, id) : inner, id + 1);
    const all = list === "p in p" ? nested("p", one, id + 2) : one;
    return outside ? not(all, id + 3) : all;
  });

const shaped = (objects: fc.Arbitrary<JsonObject>): fc.Arbitrary<Json> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.array(objects, { maxLength: 3 }) },
    { weight: 2, arbitrary: objects },
    { weight: 1, arbitrary: fc.array(fc.array(objects, { maxLength: 2 }), { maxLength: 2 }) },
    { weight: 1, arbitrary: objects.map((o): Json => [null, o, {}]) },
    { weight: 1, arbitrary: fc.constantFrom<Json>(null, [], [null], {}) },
  );

/** Only the names of lists are dotted here: what a dotted key below a list is, test/cases/nested.yaml says. */
export const nestedEvent: fc.Arbitrary<JsonObject> = fc
  .tuple(shaped(fc.tuple(event, shaped(event)).map(([o, q]): JsonObject => ({ ...o, q }))), shaped(event), fc.boolean())
  .map(([p, op, dotted]): JsonObject => (dotted ? { p, "o.p": op } : { p, o: { p: op } }));
