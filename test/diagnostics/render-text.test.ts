import { describe, expect, it } from "vitest";
import { error, type Label, note, warning } from "../../src/diagnostics/diagnostic.ts";
import { plain, textRenderer } from "../../src/diagnostics/render-text.ts";
import type { Span } from "../../src/source/span.ts";

const spanOf = (text: string, part: string): Span => {
  const start = text.indexOf(part);
  if (start < 0) throw new Error(`no ${part} in the text`);
  return { start, end: start + part.length };
};
const label = (text: string, part: string, says: string | null): Label => ({ span: spanOf(text, part), text: says });

/** Renders an error on `part` of `text`; a trailing blank line starts the expectation's first line at column 0. */
const render = (
  text: string,
  part: string,
  more: { label?: string; help?: string; secondary?: readonly Label[]; width?: number } = {},
): string =>
  textRenderer({ sources: () => text, width: more.width ?? 60 })({
    ...error("eql/wrong", "this is wrong", spanOf(text, part), more),
    file: "rules/a.toml",
  });

const lines = (...all: readonly string[]): string => all.join("\n");

describe("text of a diagnostic", () => {
  it("has code, message, place, underlined source and help", () => {
    const text = 'process where true\n  and x\n  and startWith(process.name, "lsass")\n';
    const d = error("eql/unknown-function", "unknown function `startWith`", spanOf(text, "startWith"), {
      label: "not a function in EQL",
      help: "a function with a similar name exists: `startsWith`",
    });
    expect(textRenderer({ sources: () => text })({ ...d, file: "rules/eql/lsass-dump.eql" })).toBe(
      lines(
        "error[eql/unknown-function]: unknown function `startWith`",
        "  --> rules/eql/lsass-dump.eql:3:7",
        "   |",
        ' 3 |   and startWith(process.name, "lsass")',
        "   |       ^^^^^^^^^ not a function in EQL",
        "   |",
        "   = help: a function with a similar name exists: `startsWith`",
      ),
    );
  });

  it("makes room for long line numbers", () => {
    expect(render(`${"\n".repeat(999)}a bad b`, "bad")).toBe(
      lines("error[eql/wrong]: this is wrong", "    --> rules/a.toml:1000:3", "     |", "1000 | a bad b", "     |   ^^^"),
    );
  });

  it("says why things were expected, each label under what it is about", () => {
    const text = 'a == "x"\n\n\n\nand a > 5';
    expect(render(text, "5", { label: "a number here", secondary: [label(text, '"x"', "a string here")] })).toBe(
      lines(
        "error[eql/wrong]: this is wrong",
        "  --> rules/a.toml:5:9",
        "   |",
        ' 1 | a == "x"',
        "   |      --- a string here",
        "...",
        " 5 | and a > 5",
        "   |         ^ a number here",
      ),
    );
  });

  it("puts the primary label first on a shared line", () => {
    const text = 'a == "x" and a > 5';
    expect(
      render(text, "5", { label: "number", secondary: [label(text, '"x"', "string"), label(text, "a ==", null)] })
        .split("\n")
        .slice(3),
    ).toEqual([' 1 | a == "x" and a > 5', "   |                  ^ number", "   | ----", "   |      --- string"]);
  });

  it("underlines a span over several lines, without their indentation, and names it once", () => {
    expect(render("x (\n  b\n) e", "(\n  b\n)", { label: "never true" }).split("\n").slice(3)).toEqual([
      " 1 | x (",
      "   |   ^",
      " 2 |   b",
      "   |   ^",
      " 3 | ) e",
      "   | ^ never true",
    ]);
  });

  it("shows a long span by its first and last line", () => {
    const text = `x (\n${"  b\n".repeat(20)}) e`;
    expect(render(text, text.slice(2, -2)).split("\n").slice(3)).toEqual([" 1 | x (", "   |   ^", "...", "22 | ) e", "   | ^"]);
  });

  it.each([
    ["a tab", "\tand\tbad(x)", "     and bad(x)", "         ^^^"],
    ["wide characters before", '日本語 "漢字" and bad', ' 日本語 "漢字" and bad', "                   ^^^"],
    ["wide characters", "a 漢字 b", " a 漢字 b", "   ^^^^"],
    ["combining marks", "e\u0301e\u0301 bad", " e\u0301e\u0301 bad", "    ^^^"],
    ["an emoji", "😀 bad", " 😀 bad", "    ^^^"],
  ])("measures %s", (_, text, source, under) => {
    const part = text.includes("bad") ? "bad" : "漢字";
    expect(render(text, part).split("\n").slice(3)).toEqual([` 1 |${source}`, `   |${under}`]);
  });

  it("shows what a terminal would act on by name", () => {
    const text = "a\u0007b\u001b[31mc\u202ed\u200be\ud800f\u0000g\u007f\u0085 bad";
    expect(render(text, "bad").split("\n").slice(3)).toEqual([
      " 1 | a␇b␛[31mc<U+202E>d<U+200B>e<U+D800>f␀g␡<U+0085> bad",
      "   |                                                 ^^^",
    ]);
    const d = error("eql/wrong", "bad `\u001b[2J\n\u202e`", null, { help: "not \u009b but\nthis" });
    expect(textRenderer({ sources: () => null })({ ...d, file: "a\u001bb" })).toBe(
      lines("error[eql/wrong]: bad `␛[2J␊<U+202E>`", "  --> a␛b", "   = help: not <U+009B> but", "           this"),
    );
  });

  it.each([
    ["in the middle", `${"x".repeat(2400)} bad ${"y".repeat(2400)}`, `…${"x".repeat(11)} bad ${"y".repeat(12)}…`],
    ["at the start", `bad ${"y".repeat(5000)}`, `bad ${"y".repeat(24)}…`],
    ["at the end", `${"x".repeat(5000)} bad`, `…${"x".repeat(24)} bad`],
    ["between wide characters", `${"漢".repeat(2500)} bad ${"字".repeat(2500)}`, `…${"漢".repeat(5)} bad ${"字".repeat(6)}…`],
  ])("shows a long line in part: %s", (_, text, source) => {
    const shown = render(text, "bad", { width: 30 }).split("\n").slice(3);
    expect(shown[0]).toBe(` 1 | ${source}`);
    // what is underlined is the word, wherever it has come to stand
    const under = shown[1] ?? "";
    const cells = [...(shown[0] ?? "")].flatMap((c) => (/[漢字]/.test(c) ? [c, ""] : [c]));
    expect(cells.slice(under.indexOf("^"), under.lastIndexOf("^") + 1).join("")).toBe("bad");
  });

  it("cuts an underlined part that is longer than the row", () => {
    const shown = render(`${"x".repeat(9)}${"Z".repeat(5000)}`, "Z".repeat(5000), { width: 30, label: "all this" })
      .split("\n")
      .slice(3);
    expect(shown).toEqual([` 1 | …xxxxxxx${"Z".repeat(21)}…`, `   |         ${"^".repeat(21)} all this`]);
  });

  it.each([
    ["at the end of the text", { start: 8, end: 8 }, ["  --> f:3:1", "   |", " 3 |", "   | ^"]],
    ["past the end", { start: 80, end: 90 }, ["  --> f:3:1", "   |", " 3 |", "   | ^"]],
    ["at a line's end", { start: 3, end: 4 }, ["  --> f:1:4", "   |", " 1 | abc", "   |    ^"]],
    ["inverted", { start: 2, end: 1 }, ["  --> f:1:3", "   |", " 1 | abc", "   |   ^"]],
  ])("points %s", (_, span, expected) => {
    const d = { ...warning("a/b", "here", span), file: "f" };
    expect(
      textRenderer({ sources: () => "abc\ndef\n" })(d)
        .split("\n")
        .slice(1),
    ).toEqual(expected);
  });

  it("does without a source, and without a file", () => {
    expect(textRenderer({ sources: () => null })({ ...note("a/b", "so it is", { start: 3, end: 4 }), file: "f" })).toBe(
      "note[a/b]: so it is\n  --> f",
    );
    expect(textRenderer({ sources: () => null })(note("a/b", "so it is", null))).toBe("note[a/b]: so it is");
  });

  it("paints by severity with what it is given", () => {
    const tag = (name: string) => (text: string) => `<${name}>${text}</${name}>`;
    const styles = { ...plain, error: tag("e"), frame: tag("f"), strong: tag("b") };
    expect(
      textRenderer({ sources: () => "a bad", styles })({ ...error("a/b", "no", { start: 2, end: 5 }, { label: "here" }), file: "f" }),
    ).toBe(
      lines("<e>error[a/b]</e><b>: no</b>", "  <f>--></f> f:1:3", "   <f>|</f>", "<f> 1 |</f> a bad", "   <f>|</f>   <e>^^^ here</e>"),
    );
  });

  it("finds its way in a big file once, not once a finding", () => {
    const text = "some line of an events file\n".repeat(100_000);
    const renderer = textRenderer({ sources: () => text });
    const started = performance.now();
    for (let i = 0; i < 1000; i++) renderer({ ...warning("a/b", "no", { start: i * 2700, end: i * 2700 + 3 }), file: "f" });
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
