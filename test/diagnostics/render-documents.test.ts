import { describe, expect, it } from "vitest";
import { type Diagnostic, error, note, warning } from "../../src/diagnostics/diagnostic.ts";
import { renderGithub } from "../../src/diagnostics/render-github.ts";
import { renderJson } from "../../src/diagnostics/render-json.ts";
import { junitCases, renderJunit } from "../../src/diagnostics/render-junit.ts";
import { renderSarif } from "../../src/diagnostics/render-sarif.ts";

const text = 'process where\n  bad("x") and\n  wrong\n';
const file = "rules/50% a,b:c é.toml";
const sources = (name: string): string | null => (name === file ? text : null);
const spanOf = (part: string): { readonly start: number; readonly end: number } => ({
  start: text.indexOf(part),
  end: text.indexOf(part) + part.length,
});

const found: Diagnostic = {
  ...error("eql/wrong", "`bad` is wrong", spanOf("bad"), {
    label: "here",
    secondary: [{ span: spanOf("wrong"), text: "because of this" }],
    help: "write `good`\n100%",
  }),
  file,
};
const wide: Diagnostic = { ...warning("eql/long", "over two lines\r\n::error::x", spanOf('bad("x") and\n  wrong')), file };
const unplaced = note("cli/remark", "no place, \ud800 half a character", null);
const all = [found, wide, unplaced];

describe("JSON", () => {
  it("has every part of a diagnostic, with lines and columns", () => {
    // what JSON.parse gives is compared with literals only
    const parsed = JSON.parse(renderJson(all, sources)) as unknown;
    expect(parsed).toEqual([
      {
        severity: "error",
        code: "eql/wrong",
        message: "`bad` is wrong",
        file,
        primary: { text: "here", offset: 16, length: 3, line: 2, column: 3, endLine: 2, endColumn: 6 },
        secondary: [{ text: "because of this", offset: 31, length: 5, line: 3, column: 3, endLine: 3, endColumn: 8 }],
        help: "write `good`\n100%",
      },
      {
        severity: "warning",
        code: "eql/long",
        message: "over two lines\r\n::error::x",
        file,
        primary: { text: null, offset: 16, length: 20, line: 2, column: 3, endLine: 3, endColumn: 8 },
        secondary: [],
        help: null,
      },
      {
        severity: "note",
        code: "cli/remark",
        message: "no place, \ud800 half a character",
        file: null,
        primary: null,
        secondary: [],
        help: null,
      },
    ]);
  });

  it("is an array when there is nothing to say", () => {
    expect(renderJson([], sources)).toBe("[]\n");
  });
});

describe("SARIF", () => {
  const log = renderSarif(all, sources, {
    name: "verdict",
    version: "1.2.3",
    codes: { "eql/wrong": { summary: "wrong", explain: "It is wrong." } },
  });

  it("is a 2.1.0 log with one run", () => {
    expect(JSON.parse(log)).toEqual({
      $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      version: "2.1.0",
      runs: [
        {
          tool: {
            driver: {
              name: "verdict",
              semanticVersion: "1.2.3",
              rules: [
                { id: "cli/remark" },
                { id: "eql/long" },
                { id: "eql/wrong", shortDescription: { text: "wrong" }, fullDescription: { text: "It is wrong." } },
              ],
            },
          },
          columnKind: "utf16CodeUnits",
          results: [
            {
              ruleId: "eql/wrong",
              ruleIndex: 2,
              level: "error",
              message: { text: "`bad` is wrong\nhelp: write `good`\n100%" },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: "rules/50%25%20a%2Cb%3Ac%20%C3%A9.toml" },
                    region: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 6 },
                  },
                  message: { text: "here" },
                },
              ],
              relatedLocations: [
                {
                  id: 0,
                  physicalLocation: {
                    artifactLocation: { uri: "rules/50%25%20a%2Cb%3Ac%20%C3%A9.toml" },
                    region: { startLine: 3, startColumn: 3, endLine: 3, endColumn: 8 },
                  },
                  message: { text: "because of this" },
                },
              ],
            },
            {
              ruleId: "eql/long",
              ruleIndex: 1,
              level: "warning",
              message: { text: "over two lines\r\n::error::x" },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: "rules/50%25%20a%2Cb%3Ac%20%C3%A9.toml" },
                    region: { startLine: 2, startColumn: 3, endLine: 3, endColumn: 8 },
                  },
                },
              ],
            },
            { ruleId: "cli/remark", ruleIndex: 0, level: "note", message: { text: "no place, \ud800 half a character" } },
          ],
        },
      ],
    });
  });

  it("writes legal URIs for any name", () => {
    for (const name of ["<stdin>", "a b", "c:\\rules\\x.toml", "\ud800", "//host/x"]) {
      const made = renderSarif([{ ...found, file: name }], () => null, { name: "verdict", version: "1", codes: {} });
      // only the one string is read
      const uri = /"uri": "([^"]*)"/.exec(made)?.[1] ?? "";
      expect(uri).toMatch(/^[A-Za-z0-9\-._~!*'()%/]+$/);
    }
  });
});

describe("GitHub annotations", () => {
  it("escapes what would end a command or a property", () => {
    expect(renderGithub(all, sources)).toBe(
      [
        "::error file=rules/50%25 a%2Cb%3Ac é.toml,line=2,endLine=2,col=3,endColumn=6,title=eql/wrong::`bad` is wrong%0Ahelp: write `good`%0A100%25",
        "::warning file=rules/50%25 a%2Cb%3Ac é.toml,line=2,endLine=3,title=eql/long::over two lines%0D%0A::error::x",
        "::notice title=cli/remark::no place, \ud800 half a character",
        "",
      ].join("\n"),
    );
  });
});

describe("JUnit", () => {
  const render = (d: Diagnostic): string => `<${d.code}> & "${d.message}"`;

  it("counts files, fails those with errors, and keeps each error apart", () => {
    const report = renderJunit(
      "verdict",
      junitCases("check", [file, "rules/fine.toml"], [found, { ...found, code: "eql/two" }, wide, unplaced], render),
    );
    expect(report).toBe(
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<testsuites name="verdict" tests="4" failures="2" errors="0" skipped="0">',
        '  <testsuite name="check" tests="4" failures="2" errors="0" skipped="0">',
        `    <testcase classname="check" name="${file} eql/wrong" file="${file}"><failure type="eql/wrong" message="\`bad\` is wrong">&lt;eql/wrong&gt; &amp; &quot;\`bad\` is wrong&quot;</failure></testcase>`,
        `    <testcase classname="check" name="${file} eql/two" file="${file}"><failure type="eql/two" message="\`bad\` is wrong">&lt;eql/two&gt; &amp; &quot;\`bad\` is wrong&quot;</failure></testcase>`,
        '    <testcase classname="check" name="rules/fine.toml" file="rules/fine.toml"/>',
        '    <testcase classname="check" name="check"><system-out>&lt;cli/remark&gt; &amp; &quot;no place, \ufffd half a character&quot;</system-out></testcase>',
        "  </testsuite>",
        "</testsuites>",
        "",
      ].join("\n"),
    );
  });

  it("never writes what XML forbids", () => {
    const report = renderJunit("v\u0000", [
      { suite: "s\u001b", name: "n\ufffe", file: null, outcome: { kind: "skipped", why: "w\u0008\t\n\r]]>" } },
      { suite: "s\u001b", name: "ok 😀", file: null, outcome: { kind: "passed", output: null } },
    ]);
    expect(report).toContain('message="w\ufffd&#9;&#10;&#13;]]&gt;"');
    expect(report).toContain('name="ok 😀"');
    expect(report).toMatch(/^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
  });
});
