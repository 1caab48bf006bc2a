import { describe, expect, it } from "vitest";
import { decode, findFiles } from "../../src/cli/files.ts";
import { globBase, globMatcher, isGlob } from "../../src/cli/glob.ts";
import { folderOf } from "./run-cli.ts";

describe("globs", () => {
  it.each([
    ["*.toml", ["a.toml", ".toml"], ["a/b.toml", "a.tom", "a.toml2"]],
    ["rules/*/x?.toml", ["rules/a/x1.toml"], ["rules/x1.toml", "rules/a/b/x1.toml", "rules/a/x.toml"]],
    ["rules/**/*.toml", ["rules/a.toml", "rules/a/b/c.toml"], ["rule/a.toml", "rules/a.json"]],
    ["**", ["a", "a/b/c"], []],
    ["a/**", ["a/b", "a/b/c"], ["b/a"]],
    ["[ab]*[!0-9].toml", ["ax.toml", "b_.toml"], ["cx.toml", "a1.toml", "a/.toml"]],
    ["{linux,win{dows,xp}}/*.{toml,json}", ["linux/a.toml", "windows/b.json", "winxp/c.toml"], ["mac/a.toml", "linux/a.ndjson"]],
    ["a+b(c)|d.^$.toml", ["a+b(c)|d.^$.toml"], ["aab(c)|d.^$.toml"]],
    ["[", ["["], ["a"]],
    ["[z-a]", [], ["z", "a"]],
    ["{a,b", ["{a,b"], ["a"]],
    ["日*.toml", ["日本.toml"], ["本.toml"]],
  ])("%s", (glob, yes, no) => {
    const matches = globMatcher(glob);
    expect([...yes, ...no].filter(matches)).toEqual(yes);
  });

  it("knows globs, and where their matches lie", () => {
    expect(["a/b.toml", "a*", "a?", "a[b]", "{a,b}"].map(isGlob)).toEqual([false, true, true, true, true]);
    expect(["*.toml", "rules/*/x", "/abs/**", "/*", "a/b/c*"].map(globBase)).toEqual([".", "rules", "/abs", "/", "a/b"]);
  });

  it("does not blow up", () => {
    globMatcher("{a,b}".repeat(30))("a".repeat(30));
    globMatcher(`${"*a".repeat(20)}`)("a".repeat(200));
    globMatcher("{".repeat(10_000))("x");
  });
});

describe("finding files", () => {
  const folder = folderOf({
    "b/2.toml": "",
    "b/1.json": "",
    "a.ndjson": "",
    "B.toml": "",
    "verdict.json": "{}",
    "x.events.yaml": "",
    ".hidden/c.toml": "",
    "node_modules/d.toml": "",
    "notes.md": "",
  });
  const found = (...paths: readonly string[]): readonly string[] =>
    findFiles(paths.map((p) => `${folder}/${p}`)).files.map((f) => f.name.slice(folder.length + 1));

  it("walks a folder in order of path and leaves out what is no rule", () => {
    expect(found("")).toEqual(["B.toml", "a.ndjson", "b/1.json", "b/2.toml"]);
  });

  it("takes files, folders and globs, each file once", () => {
    expect(found("b/2.toml", "b", "**/*.toml")).toEqual(["b/2.toml", "b/1.json", "B.toml"]);
  });

  it("takes a file whose name looks like a glob", () => {
    const odd = folderOf({ "[x]*.toml": "" });
    expect(findFiles([`${odd}/[x]*.toml`]).files.map((f) => f.name)).toEqual([`${odd}/[x]*.toml`]);
  });

  it.each([
    ["nope.toml", "cli/no-such-file"],
    ["*.nope", "cli/no-such-file"],
    ["nowhere/*.toml", "cli/no-such-file"],
    [".hidden/../b/nope", "cli/no-such-file"],
    ["a.ndjson/x", "cli/unreadable"],
  ])("says what is wrong with %s", (path, code) => {
    const { files, diagnostics } = findFiles([`${folder}/${path}`]);
    expect([files, diagnostics.map((d) => d.code)]).toEqual([[], [code]]);
  });

  it("says that a folder has no rules", () => {
    expect(findFiles([folderOf({ "readme.md": "" })]).diagnostics.map((d) => d.code)).toEqual(["cli/no-rules"]);
  });
});

describe("decoding", () => {
  const bytes = (...all: readonly number[]): Uint8Array => Uint8Array.from(all);

  it("reads UTF-8, with and without a byte order mark", () => {
    expect(decode("f", bytes(0xef, 0xbb, 0xbf, 0x61, 0xc3, 0xa9))).toEqual({ name: "f", text: "aé" });
    expect(decode("f", bytes())).toEqual({ name: "f", text: "" });
  });

  it.each([
    ["a lone byte", bytes(0x61, 0x62, 0xff, 0x63), "not UTF-8 text: byte 2 is 0xff"],
    ["a sequence cut short in the middle", bytes(0x61, 0xe6, 0x97, 0x61), "not UTF-8 text: byte 1 is 0xe6"],
    ["a sequence cut short at the end", bytes(0x61, 0xe6, 0x97), "not UTF-8 text: byte 1 is 0xe6"],
    ["UTF-16", bytes(0xff, 0xfe, 0x61, 0x00), "not UTF-8 text: byte 0 is 0xff"],
  ])("says where %s is", (_, data, message) => {
    expect(decode("f", data)).toMatchObject({ code: "cli/not-text", file: "f", message });
  });
});
