import type { Random } from "../automata/random.ts";
import { evaluateCondition } from "../eval/evaluate-condition.ts";
import type { Condition } from "../ir/condition.ts";
import type { Key, Order, SourceId } from "../ir/detection.ts";
import { type Field, fieldName } from "../ir/field.ts";
import type { Rule } from "../ir/rule.ts";
import { familyOf } from "../schema/es-type.ts";
import type { Json, JsonObject } from "../source/json.ts";
import { generate, type PairedEffect } from "./generate.ts";

/** Values of the joining fields, by position; undefined leaves the field out. */
export type KeyValues = readonly (Json | undefined)[];

/** Events that stand, or nearly stand, for one source of the rule. */
export interface Role {
  readonly by: readonly Key[];
  /** Events that satisfy the source, different ones; empty where none was found. */
  readonly fitting: readonly JsonObject[];
  /** Events that do not, though most of it holds. */
  readonly near: readonly JsonObject[];
  /** What each leaf of the source's condition does to an event that has the keys. */
  readonly effects: readonly PairedEffect[];
}

/** How many events of each kind are kept. */
const mostTemplates = 12;

/** `needed`: what an event must have to be joined; by default every key that is not optional. */
export function roleOf(
  rule: Rule,
  source: SourceId,
  by: readonly Key[],
  seed: number,
  needed = present(by.filter((key) => !key.optional).map((key) => key.field)),
): Role {
  const where: Condition = rule.sources[source]?.where ?? { kind: "constant", id: -1, span: { start: 0, end: 0 }, value: false };
  const filter: Rule = { ...rule, detection: { kind: "filter", source, order: rule.detection.order, limit: null } };
  const { events, effects } = generate(filter, where, { count: 48, seed, needed });
  // keys and times are put in by dotted name: an event in nested spelling would have them twice
  const flat = events.filter((e) => e.purpose !== "nested spelling" && JSON.stringify(e.event).length < 2_000);
  // columns for one value cannot be shown arrays: those come last
  const arrays = (event: JsonObject): number => Object.values(event).filter(Array.isArray).length;
  const of = (verdict: "match" | "no-match"): readonly JsonObject[] =>
    flat
      .filter((e) => e.verdict === verdict)
      .map((e) => e.event)
      .toSorted((a, b) => arrays(a) - arrays(b))
      .slice(0, mostTemplates);
  return { by, fitting: of("match"), near: of("no-match"), effects };
}

/** That one of these groups of fields is there, all of it. */
export function somePresent(groups: readonly (readonly Field[])[]): Condition {
  const span = { start: 0, end: 0 };
  // ids that no leaf of a rule has
  let id = -1_000_000;
  const operands = groups.map((fields): Condition => {
    const there = fields.map((field): Condition => ({ kind: "exists", id: id--, span, field }));
    return { kind: "and", id: id--, span, operands: there };
  });
  return { kind: "or", id: id--, span, operands };
}

const present = (fields: readonly Field[]): Condition => somePresent([fields]);

/** The event with other values in these fields. */
export function withValues(event: JsonObject, fields: readonly Field[], values: KeyValues): JsonObject {
  const result: Record<string, Json> = { ...event };
  for (const [i, field] of fields.entries()) {
    const value = values[i];
    if (value === undefined) delete result[fieldName(field)];
    else result[fieldName(field)] = value;
  }
  return result;
}

/** The key of an event about which a stream is, and the key that the events have to which it is joined. */
export interface Keyed {
  readonly own: KeyValues;
  readonly others: KeyValues;
}

/**
 * Ways to join an event to others although its condition may ask something of the key's fields: by its own values; by those of the event that fits, beside its own; by the given ones.
 * `match`: the event that fits. What an event has none of, is given, or stays missing where that is a key too.
 */
export const keyings: readonly ((event: JsonObject, match: JsonObject, by: readonly Key[], given: KeyValues) => Keyed)[] = [
  (event, _match, by, given) => {
    const own = valuesOf(event, by, given);
    return { own, others: own.map(single) };
  },
  (event, match, by, given) => {
    const fitting = valuesOf(match, by, given).map(single);
    const own = valuesOf(event, by, given).map((value, i) => beside(value, fitting[i]));
    return { own, others: fitting };
  },
  (_event, _match, _by, given) => ({ own: given, others: given }),
];

const valuesOf = (event: JsonObject, by: readonly Key[], given: KeyValues): KeyValues =>
  by.map(({ field, optional }, i) => event[fieldName(field)] ?? (optional ? undefined : given[i]));

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
const single = (value: Json | undefined): Json | undefined => (isList(value) ? value[0] : value);
const beside = (value: Json | undefined, other: Json | undefined): Json | undefined =>
  value === undefined || other === undefined || value === other ? value : [value, other].flat();

/** The `n`th value of a field: different for different `n`, but for booleans of the same parity. */
function keyValue(field: Field, n: number): Json {
  switch (familyOf(field.type)) {
    case "long":
      return 4_000 + n;
    case "double":
      return n + 0.5;
    case "boolean":
      return n % 2 === 0;
    case "ip":
      return `192.0.2.${(n % 250) + 1}`;
    case "date":
      return new Date(Date.UTC(2026, 0, 1 + n)).toISOString();
    default:
      return `key-${n}`;
  }
}

/** Values that are nearly a key's: another case, blanks, a text for a number and the like. Some of them are the same key. */
export function nearlyKey(fields: readonly Field[], key: KeyValues): readonly KeyValues[] {
  const change = (to: (value: Json, field: Field) => Json | undefined): KeyValues =>
    fields.map((field, i) => {
      const value = key[i];
      return value === undefined ? undefined : to(value, field);
    });
  const isText = (field: Field): boolean => familyOf(field.type) === "string";
  return [
    change((v, f) => (isText(f) && typeof v === "string" ? v.toUpperCase() : v)),
    change((v, f) => (isText(f) && typeof v === "string" ? `${v} ` : v)),
    change((v, f) => (familyOf(f.type) === "ip" && typeof v === "string" ? `::ffff:${v}` : v)),
    change((v, f) => (familyOf(f.type) === "long" && typeof v === "number" ? String(v) : v)),
    change((v) => [v]),
    change((v) => [v, v]),
    change(() => null),
    change(() => []),
  ];
}

/**
 * Keys under which every one of the roles can stand. A field that a source's own condition ties to certain values has those, the same in every key; `differ`: two keys are two.
 */
export interface Keys {
  readonly of: (n: number) => KeyValues;
  readonly differ: boolean;
}

export function keysFor(rule: Rule, roles: readonly { readonly source: SourceId; readonly role: Role }[]): Keys {
  const positions = roles[0]?.role.by.length ?? 0;
  const tied = new Map<number, Json>();
  for (const { source, role } of roles) {
    const where = rule.sources[source]?.where;
    const [template] = role.fitting;
    if (where === undefined || template === undefined) continue;
    for (const [i, { field }] of role.by.entries()) {
      const changed = withValues(template, [field], [keyValue(field, 1)]);
      const own = template[fieldName(field)];
      if (own !== undefined && evaluateCondition(where, { event: changed, now: null }) !== "true") tied.set(i, own);
    }
  }
  const fields = roles[0]?.role.by.map((k) => k.field) ?? [];
  return { of: (n) => fields.map((field, i) => tied.get(i) ?? keyValue(field, n)), differ: positions > tied.size };
}

/** The key but for one of its values: who joins by the others alone takes it for the same. */
export const oneOther = ({ of }: Keys): readonly KeyValues[] => of(1).map((_, f) => of(1).map((value, g) => (f === g ? of(2)[g] : value)));

/** The key of one of these numbers, sometimes with a value of another. */
export function someKey({ of }: Keys, random: Random, numbers: readonly number[]): KeyValues {
  const some = (): KeyValues => of(numbers[random.below(numbers.length)] ?? 1);
  const [key, other] = [some(), some()];
  const at = random.below(4 * Math.max(1, key.length));
  return key.map((value, i) => (i === at ? other[i] : value));
}

/** When streams take place. */
export const start = Date.UTC(2026, 0, 15, 9, 30);

/** The event at a time, `ordinal` in the tiebreaker. */
export function at(event: JsonObject, order: Order, time: number, ordinal: number): JsonObject {
  const timed = withValues(event, [order.timestamp], [new Date(time).toISOString()]);
  return order.tiebreaker === null
    ? timed
    : withValues(timed, [order.tiebreaker], [familyOf(order.tiebreaker.type) === "string" ? String(ordinal).padStart(6, "0") : ordinal]);
}
