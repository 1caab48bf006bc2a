import { spawnSync } from "node:child_process";
import { EcsFlat, EcsVersion } from "@elastic/ecs";
import { describe, expect, it } from "vitest";
import { ecsSchema } from "../../src/schema/ecs.ts";
import { insideObjects, layered, schemaOf } from "../../src/schema/schema.ts";

// the package types every entry by its own literal; this is what all of them share
const flat = EcsFlat as unknown as Readonly<
  Record<string, { readonly type: string; readonly normalize: readonly string[]; readonly ignore_above?: number }>
>;

describe("the ECS table", () => {
  it("is what its script makes from @elastic/ecs", () => {
    const made = spawnSync(process.execPath, ["node_modules/tsx/dist/cli.mjs", "scripts/ecs.ts", "--check"], { encoding: "utf8" });
    expect(made.stderr).not.toContain("stale");
    expect(made.status).toBe(0);
    expect(ecsSchema().name).toBe(`ecs ${EcsVersion}`);
  });

  it("has every field with its type, array-ness and limit", () => {
    const nested = Object.keys(flat).filter((n) => flat[n]?.type === "nested");
    for (const [name, field] of Object.entries(flat)) {
      expect(ecsSchema().lookup(name), name).toEqual({
        ...(nested.some((n) => name.startsWith(`${n}.`)) ? { type: "nested", inner: field.type } : { type: field.type }),
        array: field.normalize.includes("array"),
        ignoreAbove: field.ignore_above ?? null,
      });
    }
  });

  it("knows multi-fields, keys of labels, paths into flattened fields, and nothing else", () => {
    const schema = ecsSchema();
    expect(schema.lookup("process.name.text")?.type).toBe("match_only_text");
    expect(schema.lookup("labels.team")?.type).toBe("keyword");
    expect(schema.lookup("file.elf.exports.any.thing")?.type).toBe("flattened");
    expect(schema.lookup("process.nam")).toBeNull();
    expect(schema.lookup("constructor")).toBeNull();
    expect(schema.lookup("toString.x")).toBeNull();
    expect([...schema.names()]).not.toContain("labels.*");
  });

  it("places fields of other layers in its lists of objects, unless these say that there is none", () => {
    const info = { array: false, ignoreAbove: null };
    const own = schemaOf("own", { "file.elf.sections.own": { type: "ip", ...info }, "own.list": { type: "nested", ...info } });
    const schema = layered("both", false, [own, ecsSchema()]);
    expect(schema.lookup("file.elf.sections.own")).toEqual({ type: "nested", inner: "ip", ...info });
    expect(schema.lookup("file.elf.sections.name")).toMatchObject({ type: "nested", inner: "keyword" });
    expect(schema.lookup("file.elf.sections.other")).toMatchObject({ type: "nested", inner: null });
    expect(schema.lookup("own.list.x")).toMatchObject({ type: "nested", inner: null });
    expect(insideObjects(schema).lookup("file.elf.sections.own")).toEqual({ type: "ip", ...info });
    expect(insideObjects(schema).lookup("own.list.x")).toBeNull();
    const plain = layered("plain", false, [
      schemaOf("own", { "file.elf.sections": { type: "object", ...info }, "file.elf.sections.own": { type: "ip", ...info } }),
      ecsSchema(),
    ]);
    expect(plain.lookup("file.elf.sections.own")).toEqual({ type: "ip", ...info });
  });

  it("gives way to earlier layers", () => {
    const own = {
      lookup: (name: string) => (name === "process.name" ? { type: "wildcard" as const, array: false, ignoreAbove: null } : null),
      names: () => ["own"],
    };
    const schema = layered("both", true, [own, ecsSchema()]);
    expect(schema.lookup("process.name")?.type).toBe("wildcard");
    expect(schema.lookup("process.args")?.array).toBe(true);
    expect([...schema.names()]).toContain("own");
  });
});
