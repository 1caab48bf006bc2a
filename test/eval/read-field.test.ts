import { describe, expect, it } from "vitest";
import { addressText, parseAddress } from "../../src/eval/address.ts";
import { readField } from "../../src/eval/read-field.ts";
import type { EsType } from "../../src/schema/es-type.ts";
import type { Json, JsonObject } from "../../src/source/json.ts";
import { field } from "../ir-builder.ts";

describe("reading a field", () => {
  it.each<[string, JsonObject, readonly unknown[]]>([
    ["nested keys", { a: { b: { c: "x" } } }, ["x"]],
    ["a dotted key", { "a.b.c": "x" }, ["x"]],
    ["keys dotted in part", { "a.b": { c: "x" }, a: { "b.c": "y" } }, ["y", "x"]],
    ["both spellings at once", { a: { b: { c: "x" } }, "a.b.c": "y" }, ["x", "y"]],
    ["arrays", { a: { b: { c: ["x", ["y", []], null, "z"] } } }, ["x", "y", "z"]],
    ["objects in arrays", { a: [{ b: { c: "x" } }, { b: [{ c: ["y"] }, { c: "z" }] }] }, ["x", "y", "z"]],
    ["null", { a: { b: { c: null } } }, []],
    ["an empty array", { a: { b: { c: [] } } }, []],
    ["an array of null", { a: { b: { c: [null] } } }, []],
    ["nothing", {}, []],
    ["an empty string", { a: { b: { c: "" } } }, [""]],
    ["an object where a value should be", { a: { b: { c: { d: 1 } } } }, []],
    ["a value where an object should be", { a: "x" }, []],
    ["numbers and booleans as their text", { a: { b: { c: [5145, 1.5, true] } } }, ["5145", "1.5", "true"]],
  ])("%s", (_, event, values) => {
    expect(readField(event, field("a.b.c"))).toEqual(values);
  });

  it("sees own properties only, and indexes no arrays", () => {
    for (const name of ["constructor", "length", "toString", "a.constructor", "a.length", "a.0", "__proto__", "__proto__.x"])
      expect(readField({ a: ["x"] }, field(name))).toEqual([]);
    expect(readField(JSON.parse('{"__proto__":{"x":"y"}}'), field("__proto__.x"))).toEqual(["y"]);
  });

  it("takes arrays nested beyond any stack", () => {
    let deep: Json = "x";
    for (let i = 0; i < 200_000; i++) deep = [deep];
    expect(readField({ a: deep }, field("a"))).toEqual(["x"]);
  });

  it("gives nothing for an unmapped field", () => {
    expect(readField({ a: "x" }, field("a", "keyword", { mapped: false }))).toEqual([]);
  });

  it.each<[EsType, Json, readonly unknown[]]>([
    ["long", ["42", 42, 3.7, -3.7, "3.7", "1e3", "-0"], [42n, 42n, 3n, -3n, 3n, 1000n, 0n]],
    ["long", ["x", "", true, {}, 1e30, "9223372036854775808"], []],
    ["long", "9223372036854775807", [9223372036854775807n]],
    ["byte", [127, 128, -129], [127n]],
    ["unsigned_long", ["18446744073709551615", -1], [18446744073709551615n]],
    ["double", [1, 1.5, "2.5", "1e3", "-.5"], [1, 1.5, 2.5, 1000, -0.5]],
    ["double", ["x", "", "NaN", "Infinity", true, "0x10", "1e999"], []],
    ["boolean", [true, false, "true", "false", ""], [true, false, true, false, false]],
    ["boolean", ["yes", 1, 0, "TRUE"], []],
    [
      "date",
      ["2024-05-01", "2024-05-01T10:00:00Z", 0, "0", "1714557600000"],
      ["2024-05-01", "2024-05-01T10:00:00Z", 0n, "0", "1714557600000"],
    ],
    ["date", ["yesterday", "2024-13-01", "2024-02-30", true, "2024-05-01 10:00", ""], []],
    ["ip", ["10.0.0.1", "::FFFF:10.0.0.1", "2001:DB8:0:0:0:0:0:1", "::"], ["10.0.0.1", "10.0.0.1", "2001:db8::1", "::"]],
    ["ip", ["10.0.0", "010.0.0.1", "10.0.0.256", "1::2::3", "fe80::1%", "1.2.3.4::", 167772161, "10.0.0.1/8", ""], []],
    ["object", ["x", 1], []],
  ])("of type %s: %j", (type, json, values) => {
    expect(readField({ f: json }, field("f", type))).toEqual(values);
  });
});

describe("addresses", () => {
  it.each([
    ["1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"],
    ["1:0:0:4:0:0:0:8", "1:0:0:4::8"],
    ["0:0:3:4:5:6:7:8", "::3:4:5:6:7:8"],
    ["1:2:3:4:5:6:0:0", "1:2:3:4:5:6::"],
    ["1:0:3:4:5:6:7:8", "1:0:3:4:5:6:7:8"],
    ["::1.2.3.4", "::102:304"],
    ["fe80::1%eth0", "fe80::1"],
    ["10.0.0.1%eth0", "10.0.0.1"],
    ["::00001", "::1"],
    ["64:ff9b::192.0.2.1", "64:ff9b::c000:201"],
  ])("%s is written %s", (text, canonical) => {
    const bytes = parseAddress(text);
    expect(bytes === null ? null : addressText(bytes)).toBe(canonical);
  });

  it.each([
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7::8",
    "12345::",
    ":1",
    "1:",
    "1.2.3.4:5",
    "::1.2.3.4:5",
    "::10000",
    ":::",
    "g::",
  ])("%s is none", (text) => {
    expect(parseAddress(text)).toBeNull();
  });
});
