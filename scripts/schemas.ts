// Makes schemas/*.schema.json from the shapes that Verdict itself reads these files by. `--check` writes nothing and fails when one is stale.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { GenericSchema } from "valibot";
import { policyShape } from "../src/driver/policy-shape.ts";
import { eventsShape } from "../src/rules/events-file.ts";

type JsonSchema = Record<string, unknown>;

/** What is read of valibot's schemas: the few kinds that the shapes use, anything else throws. */
interface Shape {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Shape>>;
  readonly item?: Shape;
  readonly value?: Shape;
  readonly wrapped?: Shape;
  readonly options?: readonly (Shape | string)[];
  readonly pipe?: readonly {
    readonly kind: string;
    readonly type: string;
    readonly description?: string;
    readonly requirement?: unknown;
  }[];
}

function objectOf(entries: Readonly<Record<string, Shape>>): JsonSchema {
  const required = Object.keys(entries).filter((key) => entries[key]?.type !== "optional");
  return {
    type: "object",
    properties: Object.fromEntries(Object.entries(entries).map(([key, shape]) => [key, schemaOf(shape)])),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

function kindOf(shape: Shape): JsonSchema {
  switch (shape.type) {
    case "strict_object":
      return objectOf(shape.entries ?? {});
    case "array":
      return { type: "array", items: shape.item === undefined ? {} : schemaOf(shape.item) };
    case "record":
      return { type: "object", additionalProperties: shape.value === undefined ? {} : schemaOf(shape.value) };
    case "optional":
      return shape.wrapped === undefined ? {} : schemaOf(shape.wrapped);
    case "picklist":
      return { enum: shape.options };
    case "union":
      return { anyOf: (shape.options ?? []).map((o) => (typeof o === "string" ? { const: o } : schemaOf(o))) };
    case "string":
    case "number":
    case "boolean":
      return { type: shape.type };
    // the one custom shape is an object of any keys
    case "custom":
      return { type: "object" };
    default:
      throw new Error(`no JSON Schema for a shape of type ${shape.type}`);
  }
}

function schemaOf(shape: Shape): JsonSchema {
  const schema = kindOf(shape);
  for (const { kind, type, description, requirement } of shape.pipe?.slice(1) ?? []) {
    if (type === "description") schema["description"] = description;
    else if (type === "non_empty") schema["minLength"] = 1;
    else if (type === "regex" && requirement instanceof RegExp) schema["pattern"] = requirement.source;
    else throw new Error(`no JSON Schema for ${kind} ${type}`);
  }
  return schema;
}

const files = {
  "schemas/verdict.schema.json": {
    title: "verdict.json: what rules are compiled to, and what is accepted",
    shape: policyShape,
  },
  "schemas/events.schema.json": { title: "NAME.events.yaml: events beside a rule, and the verdict that each must get", shape: eventsShape },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly shape: GenericSchema }>>;

/** JSON with lists of texts on one line, as the formatter has them. */
const print = (value: unknown): string =>
  `${JSON.stringify(value, null, 2).replace(/\[\n\s+("[^\]{}]*")\n\s+\]/g, (_, items: string) => `[${items.replace(/,\n\s+/g, ", ")}]`)}\n`;

let stale = false;
for (const [file, { title, shape }] of Object.entries(files)) {
  // valibot's own types do not show the parts that make a schema
  const body = schemaOf(shape as unknown as Shape);
  const text = print({ $schema: "https://json-schema.org/draft/2020-12/schema", title, ...body });
  if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
  stale = true;
  if (process.argv.includes("--check")) console.error(`stale: ${file}`);
  else {
    mkdirSync("schemas", { recursive: true });
    writeFileSync(file, text);
  }
}
if (stale && process.argv.includes("--check")) process.exit(1);
