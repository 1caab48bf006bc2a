import { describe, expect, it } from "vitest";
import { ecsSchema } from "../../src/schema/ecs.ts";
import { layered, mayOverlap, schemaFor } from "../../src/schema/schema.ts";
import { readColumns, readMapping } from "../../src/schema/schema-files.ts";

const source = (value: unknown) => ({ name: "m.json", text: typeof value === "string" ? value : JSON.stringify(value) });

/** `severity code underlined text` of each diagnostic. */
function findings(read: typeof readMapping, value: unknown): readonly string[] {
  const file = source(value);
  return read(file).diagnostics.map((d) => {
    expect(d.file).toBe("m.json");
    return `${d.severity} ${d.code} ${file.text.slice(d.primary?.span.start, d.primary?.span.end)}`;
  });
}

const properties = {
  process: { properties: { name: { type: "keyword", ignore_above: 256, fields: { text: { type: "text" } } }, args: { type: "wildcard" } } },
  "host.id": { type: "keyword" },
  message: { type: "text", fields: { keyword: { type: "keyword", ignore_above: 8191 } } },
  user_name: { type: "alias", path: "process.name" },
  people: { type: "nested", properties: { age: { type: "long" } } },
  where: { type: "geo_shape" },
};

describe("mapping files", () => {
  const shapes: Readonly<Record<string, unknown>> = {
    "properties alone": { properties },
    "a mapping": { mappings: { properties } },
    "a template": { index_patterns: ["a"], template: { mappings: { properties } } },
    "the answer of GET _mapping": { "logs-1": { mappings: { properties } }, "logs-2": { mappings: { properties: {} } } },
  };
  for (const [name, shape] of Object.entries(shapes)) {
    it(name, () => {
      const { layer, diagnostics } = readMapping(source(shape));
      expect(diagnostics).toEqual([]);
      expect(layer?.lookup("process.name")).toEqual({ type: "keyword", array: false, ignoreAbove: 256 });
      expect(layer?.lookup("process.args")).toEqual({ type: "wildcard", array: true, ignoreAbove: null });
      expect(layer?.lookup("process.name.text")).toEqual({ type: "text", array: false, ignoreAbove: null, multiFieldOf: "process.name" });
      expect(layer?.lookup("message.keyword")).toEqual({ type: "keyword", array: false, ignoreAbove: 8191, multiFieldOf: "message" });
      expect(layer?.lookup("host.id")?.type).toBe("keyword");
      expect(layer?.lookup("user_name")).toEqual({ type: "keyword", array: false, ignoreAbove: 256, multiFieldOf: "process.name" });
      expect(layer?.lookup("people.age")).toMatchObject({ type: "nested", inner: "long" });
      expect(layer?.lookup("people.height")).toMatchObject({ type: "nested", inner: null });
      expect(layer?.lookup("where")?.type).toBe("other");
      expect(layer?.lookup("process")?.type).toBe("object");
    });
  }

  it("flat", () => {
    const { layer, diagnostics } = readMapping(
      source({ "a.b": "long", "a.c": { type: "keyword", array: true, ignore_above: 10 }, "process.args": "keyword" }),
    );
    expect(diagnostics).toEqual([]);
    expect(layer?.lookup("a.b")).toEqual({ type: "long", array: false, ignoreAbove: null });
    expect(layer?.lookup("a.c")).toEqual({ type: "keyword", array: true, ignoreAbove: 10 });
    expect(layer?.lookup("process.args")?.array).toBe(true);
  });

  it("by patterns of indices", () => {
    const { layer, diagnostics } = readMapping(
      source({
        "logs-aws.*": { "a.b": "long", event: { kind: "ip", inner: { type: "boolean" } } },
        "filebeat-*": { "a.b": "keyword", "a.c": { type: "keyword", array: true } },
      }),
    );
    expect(diagnostics).toEqual([]);
    const schema = layered("s", true, layer === null ? [] : [layer, ecsSchema()]);
    const types = (...index: string[]) =>
      ["a.b", "a.c", "event.kind", "event.inner.type"].map((n) => schemaFor(schema, index).lookup(n)?.type ?? null);
    expect(types("filebeat-*")).toEqual(["keyword", "keyword", "keyword", null]);
    expect(types("logs-aws.cloudtrail-default")).toEqual(["long", null, "ip", "boolean"]);
    expect(types("remote:logs-*", "filebeat-8*")).toEqual(["long", "keyword", "ip", "boolean"]);
    expect(types("winlogbeat-*")).toEqual([null, null, "keyword", null]);
    expect(types()).toEqual(["long", "keyword", "ip", "boolean"]);
    expect(schemaFor(schema, ["winlogbeat-*"]).strict).toBe(true);
    expect([...schemaFor(schema, ["filebeat-*"]).names()].slice(0, 3)).toEqual(["a.b", "a.c", "@timestamp"]);
    expect(findings(readMapping, { "logs-*": { a: 7 } })).toEqual(["error schema/bad-mapping 7"]);
    expect(findings(readMapping, { "logs-*": { a: { b: { c: 7 } } } })).toEqual(["error schema/bad-mapping 7"]);
  });

  it("patterns overlap where a name fits both", () => {
    const pairs: readonly (readonly [string, string, boolean])[] = [
      ["a", "a", true],
      ["a", "b", false],
      ["a*", "*b", true],
      ["a*c", "*b*d", false],
      ["logs-*", "logs-aws.*", true],
      ["logs-endpoint.events.*", "logs-endpoint.events.api-*", true],
      ["logs-aws*", "logs-azure*", false],
      ["*", "", true],
      ["", "a*", false],
      ["a**b", "a*b*", true],
    ];
    for (const [a, b, overlap] of pairs) expect([a, b, mayOverlap(a, b), mayOverlap(b, a)]).toEqual([a, b, overlap, overlap]);
  });

  it("tells what is wrong, and where", () => {
    expect(findings(readMapping, "{")).toEqual(["error schema/json-syntax "]);
    expect(findings(readMapping, "[]")).toEqual(["error schema/bad-mapping []"]);
    expect(findings(readMapping, { a: 7 })).toEqual(["error schema/bad-mapping 7"]);
    expect(findings(readMapping, { a: "keywrod" })).toEqual(['warning schema/unknown-type "keywrod"']);
    expect(readMapping(source({ a: "keywrod" })).diagnostics[0]?.help).toBe("a type with a similar name exists: `keyword`");
    expect(findings(readMapping, { properties: { a: { properties: { b: 1 } } } })).toEqual(["error schema/bad-mapping 1"]);
    expect(findings(readMapping, { properties: { a: { type: ["long"] } } })).toEqual(['error schema/bad-mapping ["long"]']);
    const two = { x: { mappings: { properties: { a: { type: "long" } } } }, y: { mappings: { properties: { a: { type: "ip" } } } } };
    expect(findings(readMapping, two)).toEqual(['warning schema/conflict {"type":"ip"}']);
    expect(readMapping(source(two)).layer?.lookup("a")?.type).toBe("long");
  });

  it("survives hostile files", () => {
    expect(readMapping(source('{"properties":'.repeat(100_000))).layer).toBeNull();
    expect(readMapping(source('{"__proto__": "long", "constructor": "ip"}')).layer?.lookup("constructor")?.type).toBe("ip");
    expect(readMapping(source("")).layer).toBeNull();
  });
});

describe("column-name files", () => {
  it("name columns, and types where they say so", () => {
    const { layer, diagnostics } = readColumns(
      source({ "process.name": "proc", "process.args": "args", "x.y": { column: "xy", type: "long", array: true } }),
    );
    expect(diagnostics).toEqual([]);
    expect(layer?.lookup("process.name")).toEqual({ type: "keyword", array: false, ignoreAbove: 1024, column: "proc" });
    expect(layer?.lookup("process.args")).toMatchObject({ array: true, column: "args" });
    expect(layer?.lookup("x.y")).toEqual({ type: "long", array: true, ignoreAbove: null, column: "xy" });
  });

  it("keep what the layers below say", () => {
    const base = readMapping(source({ "process.name": "wildcard" })).layer;
    expect(base && readColumns(source({ "process.name": "proc" }), base).layer?.lookup("process.name")?.type).toBe("wildcard");
  });

  it("refuse what names no column, or one column twice", () => {
    expect(findings(readColumns, { a: 7 })).toEqual(["error schema/bad-columns 7"]);
    expect(findings(readColumns, { a: { type: "long" } })).toEqual(['error schema/bad-columns {"type":"long"}']);
    expect(findings(readColumns, { a: "x", b: "x" })).toEqual(['error schema/bad-columns "x"']);
  });
});
