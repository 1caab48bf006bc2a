/** The index that events go into: made from the fields of the rules that will be run over it. */
import { mapFields } from "../../src/ir/detection.ts";
import { type Field, fieldName, isMeant } from "../../src/ir/field.ts";
import type { Rule } from "../../src/ir/rule.ts";
import { leaves, nestedOf } from "../../src/ir/walk.ts";
import { type EsType, familyOf } from "../../src/schema/es-type.ts";
import type { Json, JsonObject } from "../../src/source/json.ts";
import { namesOf, patternsOf } from "../../src/target/known-fields.ts";

/** The field type that a server has for each of ours. */
export type TypeNames = Readonly<Partial<Record<EsType, string>>>;

/** Types of Elastic's own distribution, and what stands in where they are not to be had. */
export const elasticTypes = ["wildcard", "constant_keyword", "match_only_text", "version", "unsigned_long", "scaled_float"] as const;

export const bareElasticsearch: TypeNames = {
  wildcard: "keyword",
  constant_keyword: "keyword",
  version: "keyword",
  match_only_text: "text",
  unsigned_long: "long",
  scaled_float: "double",
};

/** Always: a constant_keyword takes one value for the whole index, and a field of type flattened here is one of its keys, not the root. */
const everywhere: TypeNames = { constant_keyword: "keyword", flattened: "keyword" };

/** Between a type and its multi-fields, and between these: `text+keyword=keyword`. */
const beside = "+";

/** With a multi-field, if that is where the index has the values; those that are there already stay. */
function addField(fields: Map<string, string>, field: Field, names: TypeNames): void {
  const name = fieldName(field);
  const serverType = (type: EsType): string => names[type] ?? everywhere[type] ?? type;
  const { indexed } = field;
  const [there, ...besides] = fields.get(name)?.split(beside) ?? [];
  if (indexed === undefined) fields.set(name, [serverType(field.type), ...besides].join(beside));
  else {
    const own = `${indexed.name.slice(name.length + 1)}=${serverType(field.type)}`;
    fields.set(name, [there ?? serverType(indexed.of), ...new Set([...besides, own])].join(beside));
  }
}

/** The mapping of a field with its multi-fields. */
function mappingOf(type: string): JsonObject {
  const [own = type, ...besides] = type.split(beside);
  if (besides.length === 0) return { type: own };
  const fields = besides.map((b): readonly [string, Json] => [b.slice(0, b.indexOf("=")), { type: b.slice(b.indexOf("=") + 1) }]);
  return { type: own, fields: Object.fromEntries(fields) };
}

/** Fields of a rule that its index must have, with the server's type for each. A field that the rule takes as unmapped is left out. */
export function ruleFields(rule: Rule, names: TypeNames): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const add = (field: Field): void => {
    if (field.mapped && field.pattern === undefined) addField(fields, field, names);
  };
  for (const source of Object.values(rule.sources))
    for (const { leaf } of leaves(source.where)) {
      if (leaf.kind === "exists") add(leaf.field);
      else for (const bind of leaf.binds) add(bind.field);
    }
  for (const source of Object.values(rule.sources)) for (const { path } of nestedOf(source.where)) fields.set(path.join("."), "nested");
  return fields;
}

/** Fields of these events that patterns of the rule stand for, but for those that clash with fields that are there. */
export function patternFields(
  rule: Rule,
  names: TypeNames,
  events: Iterable<JsonObject>,
  there: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const patterns = patternsOf(rule);
  if (patterns.length === 0) return fields;
  const above = new Set([...there.keys()].flatMap(prefixes));
  for (const event of events)
    for (const name of namesOf(event)) {
      const type = patterns.find(({ pattern }) => pattern !== undefined && isMeant(pattern, name))?.type;
      if (type === undefined || there.has(name) || fields.has(name) || above.has(name)) continue;
      if (prefixes(name).some((p) => fields.has(p) || (there.has(p) && there.get(p) !== "object"))) continue;
      fields.set(name, names[type] ?? everywhere[type] ?? type);
      for (const prefix of prefixes(name)) above.add(prefix);
    }
  return fields;
}

/** The fields that a rule which joins events reads besides: for order, keys and counts. Events alone; indicators have an index of their own. */
export function joinFields(rule: Rule, names: TypeNames): ReadonlyMap<string, string> {
  const fields = new Map(ruleFields(rule, names));
  mapFields(rule.detection, (field) => {
    if (field.mapped) addField(fields, field, names);
    return field;
  });
  return fields;
}

/** Why no index can hold the fields of this rule, or null. */
export function mappingProblem(rule: Rule): string | null {
  for (const source of Object.values(rule.sources))
    for (const { leaf } of leaves(source.where))
      for (const field of leaf.kind === "exists" ? [leaf.field] : leaf.binds.map((b) => b.field)) {
        if (familyOf(field.type) === "none" && field.type !== "object") return `field \`${fieldName(field)}\` has the type ${field.type}`;
        if (field.path.some((segment) => segment === "")) return `field \`${fieldName(field)}\` has an empty segment`;
      }
  const fields = joinFields(rule, {});
  const clash = [...fields.keys()].find((name) => prefixes(name).some((p) => fields.has(p) && !holdsFields(fields.get(p))));
  return clash === undefined ? null : `field \`${clash}\` lies below another field of the rule that has values`;
}

/** A field of this type has others below it. */
export const holdsFields = (type: string | undefined): boolean => type === "object" || type === "nested";

/** `a.b.c`: `a` and `a.b`. */
export function prefixes(name: string): readonly string[] {
  const segments = name.split(".");
  return segments.slice(0, -1).map((_, i) => segments.slice(0, i + 1).join("."));
}

export interface Group {
  /** Positions in the list that was given. */
  readonly members: number[];
  readonly fields: Map<string, string>;
}

/** Rules that one index can serve, first come first served: one that needs another type for a field, or an object where there is a value, starts the next. */
export function groupByFields(rules: readonly ReadonlyMap<string, string>[], most = 900): readonly Group[] {
  const groups: Group[] = [];
  rules.forEach((fields, i) => {
    const group = groups.find((g) => fits(g.fields, fields, most));
    if (group === undefined) groups.push({ members: [i], fields: new Map(fields) });
    else {
      group.members.push(i);
      for (const [name, type] of fields) group.fields.set(name, type);
    }
  });
  return groups;
}

function fits(index: ReadonlyMap<string, string>, rule: ReadonlyMap<string, string>, most: number): boolean {
  if (index.size + rule.size > most && index.size > 0) return false;
  const objects = new Set([...index.keys()].flatMap(prefixes));
  for (const [name, type] of rule) {
    const there = index.get(name);
    if (there !== undefined ? there !== type : objects.has(name) && type !== "object") return false;
    // objects are documents of their own for all rules of an index, or for none
    if (prefixes(name).some((p) => index.has(p) && !(index.get(p) === "object" || (index.get(p) === "nested" && rule.get(p) === "nested"))))
      return false;
  }
  return true;
}

/** The body that creates the index. What no rule asks for is not indexed. */
export function indexBody(fields: ReadonlyMap<string, string>): JsonObject {
  const root: Record<string, Json> = {};
  for (const [name, type] of [...fields].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const segments = name.split(".");
    const last = segments.pop() ?? name;
    let properties = root;
    for (const segment of segments) properties = propertiesOf(properties, segment);
    // an object exists when one of its fields does, so those are mapped as they come
    properties[last] =
      type === "object"
        ? { ...objectAt(properties, last), dynamic: true }
        : type === "nested"
          ? { ...objectAt(properties, last), type }
          : mappingOf(type);
  }
  return {
    settings: {
      number_of_shards: 1,
      number_of_replicas: 0,
      refresh_interval: -1,
      // a malformed value counts as missing, as in the oracle, and does not refuse the whole document
      "index.mapping.ignore_malformed": true,
    },
    mappings: { dynamic: false, properties: root },
  };
}

const objectAt = (properties: Record<string, Json>, name: string): object => {
  const there = Object.hasOwn(properties, name) ? properties[name] : undefined;
  return typeof there === "object" && there !== null ? there : {};
};

function propertiesOf(properties: Record<string, Json>, segment: string): Record<string, Json> {
  const there = objectAt(properties, segment);
  // made here, as a record that is still being filled
  if ("properties" in there) return there.properties as Record<string, Json>;
  const inner: Record<string, Json> = {};
  properties[segment] = { ...there, properties: inner };
  return inner;
}
