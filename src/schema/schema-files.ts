import { type Diagnostic, error, hasError, warning } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/suggest.ts";
import { isJsonObject, type Json, type JsonObject } from "../source/json.ts";
import { type JsonPath, jsonPlaces, parseJson } from "../source/json-text.ts";
import type { SourceText } from "../source/source-text.ts";
import { type Span, span } from "../source/span.ts";
import { ecsSchema } from "./ecs.ts";
import type { EsType } from "./es-type.ts";
import { esTypeNames, esTypeOf, untestable } from "./es-type-names.ts";
import { type FieldInfo, type Schema, schemaByIndex, schemaOf } from "./schema.ts";

/** What a file says of fields. Put it before ECS in `layered`. `layer` is null exactly when a diagnostic is an error. */
export interface SchemaFileResult {
  readonly layer: Schema | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** What a reader finds, and where it is in the file. */
interface Reading {
  readonly fields: Map<string, FieldInfo>;
  /** What the file says of some indices alone, by their pattern. */
  readonly byIndex: Map<string, Map<string, FieldInfo>>;
  readonly diagnostics: Diagnostic[];
  at(path: JsonPath): Span;
}

type FileKind = "mapping" | "columns";

function layerOf(name: string, { fields, byIndex }: Reading, kind: FileKind): Schema {
  const layer = (own: Reading["fields"]): Schema => ({ ...schemaOf(name, Object.fromEntries(own)), mapping: kind === "mapping" });
  if (byIndex.size === 0) return layer(fields);
  return schemaByIndex(
    name,
    [...byIndex].map(([pattern, own]) => ({ pattern, fields: layer(own) })),
  );
}

function readObject(source: SourceText, kind: FileKind, read: (value: JsonObject, reading: Reading) => void): SchemaFileResult {
  const parsed = parseJson(source.text);
  const inFile = (d: Diagnostic): Diagnostic => ({ ...d, file: source.name });
  if (!parsed.ok) return { layer: null, diagnostics: [inFile(error("schema/json-syntax", `not JSON: ${parsed.message}`, parsed.span))] };
  let places: ReturnType<typeof jsonPlaces> | null = null;
  const at = (path: JsonPath): Span => {
    places ??= jsonPlaces(source.text);
    return places(path)?.value ?? span(0, 0);
  };
  if (!isJsonObject(parsed.value)) return { layer: null, diagnostics: [inFile(error(`schema/bad-${kind}`, "not a JSON object", at([])))] };
  const reading: Reading = { fields: new Map(), byIndex: new Map(), diagnostics: [], at };
  read(parsed.value, reading);
  const diagnostics = reading.diagnostics.map(inFile);
  return { layer: hasError(diagnostics) ? null : layerOf(source.name, reading, kind), diagnostics };
}

/** Mappings do not say which fields hold lists; where ECS has the field, it does. */
const arrayOf = (name: string): boolean => ecsSchema().lookup(name)?.array ?? false;

function typeOf(name: string, path: JsonPath, reading: Reading): EsType {
  const type = esTypeOf(name);
  if (type !== null) return type;
  if (untestable.includes(name)) return "other";
  const near = nearest(name, esTypeNames);
  const help = near === null ? {} : { help: `a type with a similar name exists: \`${near}\`` };
  reading.diagnostics.push(warning("schema/unknown-type", `unknown field type \`${name}\``, reading.at(path), help));
  return "other";
}

function add(name: string, info: FieldInfo, path: JsonPath, reading: Reading): void {
  const earlier = reading.fields.get(name);
  if (earlier !== undefined && earlier.type !== info.type) {
    const message = `\`${name}\` is mapped to \`${earlier.type}\` and to \`${info.type}\``;
    reading.diagnostics.push(warning("schema/conflict", message, reading.at(path), { help: `\`${earlier.type}\` counts` }));
  }
  if (earlier === undefined) reading.fields.set(name, info);
}

interface Parent {
  readonly name: string;
  readonly path: JsonPath;
  /** The field whose multi-fields these are. */
  readonly multiFieldOf: string | null;
}

/** `properties`, or `fields` of a multi-field. */
function readProperties(properties: JsonObject, parent: Parent, reading: Reading): void {
  for (const [key, value] of Object.entries(properties)) {
    const path = [...parent.path, key];
    const name = parent.name === "" ? key : `${parent.name}.${key}`;
    if (isJsonObject(value)) readProperty(value, { ...parent, name, path }, reading);
    else reading.diagnostics.push(error("schema/bad-mapping", `the mapping of \`${name}\` is not an object`, reading.at(path)));
  }
}

function readProperty(property: JsonObject, self: Parent, reading: Reading): void {
  const { name, path } = self;
  const { type, properties, fields, ignore_above: limit, normalizer } = property;
  const inner = (key: string, multiFieldOf: string | null): Parent => ({ name, path: [...path, key], multiFieldOf });
  if (type !== undefined && typeof type !== "string") {
    reading.diagnostics.push(error("schema/bad-mapping", `the type of \`${name}\` is not a text`, reading.at([...path, "type"])));
    return;
  }
  const own = typeof type === "string" && type !== "alias" ? typeOf(type, [...path, "type"], reading) : "object";
  if (type !== "alias") {
    const info: FieldInfo = {
      type: own,
      array: arrayOf(self.multiFieldOf ?? name),
      ignoreAbove: typeof limit === "number" ? limit : null,
      ...(normalizer === undefined || normalizer === null ? {} : { normalized: true }),
    };
    add(name, self.multiFieldOf === null ? info : { ...info, multiFieldOf: self.multiFieldOf }, path, reading);
  }
  if (isJsonObject(properties)) readProperties(properties, inner("properties", null), reading);
  if (isJsonObject(fields)) readProperties(fields, inner("fields", name), reading);
}

/** Aliases have the type of what they name, wherever that stands in the file; their values are those of their target. */
function readAliases(properties: JsonObject, parent: string, path: JsonPath, reading: Reading): void {
  for (const [key, value] of Object.entries(properties)) {
    const name = parent === "" ? key : `${parent}.${key}`;
    if (!isJsonObject(value)) continue;
    const target = value["path"];
    const info = typeof target === "string" ? reading.fields.get(target) : undefined;
    if (value["type"] === "alias" && typeof target === "string" && info !== undefined)
      add(name, { ...info, multiFieldOf: target }, [...path, key], reading);
    if (isJsonObject(value["properties"])) readAliases(value["properties"], name, [...path, key, "properties"], reading);
  }
}

function readFlat(object: JsonObject, path: JsonPath, reading: Reading): void {
  for (const [name, value] of Object.entries(object)) {
    const type = isJsonObject(value) ? value["type"] : value;
    if (isJsonObject(value) && path.length > 0 && typeof type !== "string") readNested(value, name, [...path, name], reading);
    else if (typeof type !== "string") noType(name, [...path, name], reading);
    else readFlatField(name, type, isJsonObject(value) ? value : null, [...path, name], reading);
  }
}

function noType(name: string, path: JsonPath, reading: Reading): void {
  const help = 'write `"field.name": "keyword"`';
  reading.diagnostics.push(error("schema/bad-mapping", `\`${name}\` has no type`, reading.at(path), { help }));
}

function readFlatField(name: string, type: string, given: JsonObject | null, path: JsonPath, reading: Reading): void {
  const limit = given?.["ignore_above"];
  const array = given?.["array"];
  add(
    name,
    {
      type: typeOf(type, given === null ? path : [...path, "type"], reading),
      array: typeof array === "boolean" ? array : arrayOf(name),
      ignoreAbove: typeof limit === "number" ? limit : null,
    },
    path,
    reading,
  );
}

/** Objects for the parts of a name, in which every key is a name: `type` too. */
function readNested(object: JsonObject, parent: string, path: JsonPath, reading: Reading): void {
  for (const [key, value] of Object.entries(object)) {
    const name = `${parent}.${key}`;
    if (isJsonObject(value)) readNested(value, name, [...path, key], reading);
    else if (typeof value === "string") readFlatField(name, value, null, [...path, key], reading);
    else noType(name, [...path, key], reading);
  }
}

/** Patterns of indices, each with a flat object. */
const isByIndex = (object: JsonObject): boolean =>
  Object.values(object).every((v) => isJsonObject(v) && typeof v["type"] !== "string") && Object.keys(object).length > 0;

function readByIndex(object: JsonObject, reading: Reading): void {
  for (const [pattern, fields] of Object.entries(object)) {
    const own = new Map<string, FieldInfo>();
    if (isJsonObject(fields)) readFlat(fields, [pattern], { ...reading, fields: own });
    reading.byIndex.set(pattern, own);
  }
}

/** Every `properties` of the file: its own, that of `mappings`, of a template, or of each index in the answer of `_mapping`. */
function propertiesIn(object: JsonObject): readonly { readonly properties: JsonObject; readonly path: JsonPath }[] {
  const within = (value: Json | undefined, path: JsonPath): readonly { readonly properties: JsonObject; readonly path: JsonPath }[] => {
    if (!isJsonObject(value)) return [];
    if (isJsonObject(value["properties"])) return [{ properties: value["properties"], path: [...path, "properties"] }];
    return [...within(value["mappings"], [...path, "mappings"]), ...within(value["template"], [...path, "template"])];
  };
  const own = within(object, []);
  return own.length > 0 ? own : Object.entries(object).flatMap(([name, value]) => within(value, [name]));
}

/**
 * A user's own mapping: Elasticsearch mapping JSON (`{"properties": …}`, `{"mappings": …}`, an index template, the answer of `GET index/_mapping`), or a flat
 * `{"field.name": "type"}`, where the type may also be `{"type": …, "array": true, "ignore_above": 1024}`; or such objects by patterns of the indices that they hold for,
 * `{"logs-aws.*": {"field.name": "type"}}`.
 */
export function readMapping(source: SourceText): SchemaFileResult {
  return readObject(source, "mapping", (object, reading) => {
    const found = propertiesIn(object);
    for (const { properties, path } of found) readProperties(properties, { name: "", path, multiFieldOf: null }, reading);
    for (const { properties, path } of found) readAliases(properties, "", path, reading);
    if (found.length > 0) return;
    if (isByIndex(object)) readByIndex(object, reading);
    else readFlat(object, [], reading);
  });
}

/**
 * Column names by field, for targets with a layout of columns: `{"process.name": "process_name"}`, or
 * `{"process.args": {"column": "args", "type": "keyword", "array": true}}`. What is not said is what `base` says, else keyword.
 */
export function readColumns(source: SourceText, base: Schema = ecsSchema()): SchemaFileResult {
  return readObject(source, "columns", (object, reading) => {
    const byColumn = new Map<string, string>();
    for (const [name, value] of Object.entries(object)) {
      const given: JsonObject = isJsonObject(value) ? value : { column: value };
      const { column, type, array } = given;
      if (
        typeof column !== "string" ||
        column === "" ||
        (type !== undefined && typeof type !== "string") ||
        (array !== undefined && typeof array !== "boolean")
      ) {
        reading.diagnostics.push(
          error("schema/bad-columns", `\`${name}\` has no column name`, reading.at([name]), {
            help: 'write `"field.name": "column_name"`',
          }),
        );
        continue;
      }
      const other = byColumn.get(column);
      if (other !== undefined)
        reading.diagnostics.push(
          error("schema/bad-columns", `\`${name}\` and \`${other}\` have the same column \`${column}\``, reading.at([name])),
        );
      byColumn.set(column, name);
      const known = base.lookup(name) ?? { type: "keyword" as const, array: false, ignoreAbove: null };
      const read = type === undefined ? known.type : typeOf(type, [name, "type"], reading);
      reading.fields.set(name, { ...known, type: read, array: array ?? known.array, column });
    }
  });
}
