import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Rule } from "../../src/ir/rule.ts";
import { clickhouse } from "../../targets/clickhouse/target.ts";
import { duckdb } from "../../targets/duckdb/target.ts";
import { elasticsearch } from "../../targets/elasticsearch/target.ts";
import { falco } from "../../targets/falco/target.ts";
import { js } from "../../targets/js/target.ts";
import { postgres } from "../../targets/postgres/target.ts";
import { sqlite } from "../../targets/sqlite/target.ts";
import { builder, field } from "../ir-builder.ts";
import { membersOf, parseJson, readConsole } from "./dsl-reader.ts";
import { readRuleFile } from "./falco-reader.ts";
import { dressed, hasLoneSurrogate, hostileText, hostileTexts } from "./hostile.ts";
import { codeOf, readModule } from "./js-reader.ts";
import { tokensOf } from "./sql-lexer.ts";
import { lexisOf } from "./sql-reader.ts";
import { emitted, type Subject } from "./suite.ts";

/**
 * Texts of a rule that stand beside its condition: name, description, tags, query, note and the like. Whatever they hold, an artefact is to its product what it is with harmless ones,
 * and where the product keeps them as data they are there unchanged.
 */

const b = builder();
const where = b.and(
  b.any([field("event.type")], (x) => b.compare("==", x, b.literal("start"))),
  b.any([field("process.name")], (x) => b.wildcard(x, ["a*", "b?c"], "ascii")),
);
const tame = dressed(where, "plain words");

/** The texts of a rule's artefacts; refused ones would be no test. */
function artifactsOf(target: Subject["target"], rule: Rule): Readonly<Record<string, string>> {
  const emission = emitted({ target, options: {} }, rule);
  if (!emission.ok) throw new Error(`refused: ${emission.refusals.map((r) => r.reason).join()}`);
  return Object.fromEntries(emission.artifacts.map((a) => [a.suffix, a.text]));
}

const textIn = (artifacts: Readonly<Record<string, string>>, suffix: string): string => artifacts[suffix] ?? "";
/** The words of a text: what is left of it wherever it is shown on one line. Comments of SQL hold what nobody sees as an escape. */
const shown = (text: string): string =>
  text
    .replace(/\\u[0-9a-f]{4}/g, " ")
    .match(/[\p{L}\p{N}]+/gu)
    ?.join(" ") ?? "";

/** Each check of what became of a text, as a list of what is wrong. */
const checks: Readonly<Record<string, (text: string) => void>> = {
  ...Object.fromEntries(
    [sqlite, duckdb, postgres, clickhouse].map((target) => [
      target.id,
      (text: string): void => {
        const tokens = (rule: Rule) => tokensOf(textIn(artifactsOf(target, rule), ".sql"), lexisOf(target.id));
        const [code, comments] = [
          tokens(dressed(where, text)).filter((t) => t.kind !== "comment"),
          tokens(dressed(where, text)).filter((t) => t.kind === "comment"),
        ];
        expect(code).toEqual(tokens(tame).filter((t) => t.kind !== "comment"));
        expect(shown(comments.map((c) => c.value).join(" "))).toContain(shown(text.trim()).slice(0, 200));
      },
    ]),
  ),
  elasticsearch: (text) => {
    const [artifacts, plain] = [artifactsOf(elasticsearch, dressed(where, text)), artifactsOf(elasticsearch, tame)];
    const envelope = (a: typeof artifacts) => membersOf(parseJson(textIn(a, ".json")), "the envelope");
    expect(withoutNames(envelope(artifacts)["body"])).toEqual(withoutNames(envelope(plain)["body"]));
    const rule = {
      name: text,
      description: `${text}\n${text}`,
      tags: [text, `tag ${text}`],
      note: `${text}\r\n${text}`,
      setup: text,
      query: text,
      references: [text],
      license: text,
    };
    expect(envelope(artifacts)["rule"]).toMatchObject(rule);
    const request = readConsole(textIn(artifacts, ".console"));
    expect(request.path).toBe("/_search?ignore_unavailable=true");
    expect(request.body).toEqual(envelope(artifacts)["body"]);
    expect(request.comments.length).toBe(readConsole(textIn(plain, ".console")).comments.length);
    const lines = textIn(artifacts, ".rule.ndjson").split("\n");
    expect(lines.length).toBe(3);
    expect(parseJson(lines[0] ?? "")).toMatchObject(rule);
  },
  falco: (text) => {
    const [file, plain] = [dressed(where, text), tame].map((rule) =>
      readRuleFile(textIn(artifactsOf(falco, rule), ".yaml"), ["1.1", "1.2"]),
    );
    if (file === undefined || plain === undefined) throw new Error("no file");
    expect(file.rule.condition).toBe(plain.rule.condition);
    expect(file.others).toEqual(plain.others);
    expect(shown(file.rule.desc)).toBe(shown(`${text}\n${text}`) || shown(file.rule.rule));
    if (shown(text) !== "") expect(shown(file.rule.rule)).toBe(shown(text));
    expect(file.rule.tags.map(shown)).toContain(shown(`tag ${text}`));
    // a `%` would begin a field
    expect(file.rule.output.replace(/%[a-z]+(\.[a-z_]+)+/g, "")).not.toContain("%");
    expect(file.rule.output.match(/%[a-z]+(\.[a-z_]+)+/g)).toEqual(plain.rule.output.match(/%[a-z]+(\.[a-z_]+)+/g));
  },
  js: (text) => {
    const [module, plain] = [dressed(where, text), tame].map((rule) => textIn(artifactsOf(js, rule), ".js"));
    expect(codeOf(module ?? "")).toEqual(codeOf(plain ?? ""));
    expect(readModule(module ?? "").rule).toMatchObject({
      name: text,
      description: `${text}\n${text}`,
      tags: [text, `tag ${text}`],
      note: `${text}\r\n${text}`,
      setup: text,
      query: text,
      author: [text],
      license: text,
      references: [text],
      falsePositives: [text],
    });
    for (const file of [module, artifactsOf(js, dressed(where, text))[".d.ts"]]) expect(file).not.toMatch(/<\/script|<!--/);
  },
};

/** `_name` shows the part of the query that a clause comes from. */
const withoutNames = (json: unknown): unknown =>
  typeof json !== "object" || json === null
    ? json
    : Array.isArray(json)
      ? json.map(withoutNames)
      : Object.fromEntries(Object.entries(json).flatMap(([key, value]) => (key === "_name" ? [] : [[key, withoutNames(value)]])));

const everyText = (check: (text: string) => void): void => {
  for (const text of hostileTexts) check(text);
  fc.assert(fc.property(hostileText, check), { seed: 20_260_102, numRuns: 60 });
};

describe("texts beside the condition", () => {
  it.each(Object.entries(checks))("stay what they are: %s", (_, check) => {
    everyText(check);
  });

  it.each([sqlite, duckdb, postgres, clickhouse].map((t) => [t.id, t] as const))("the rule's id in %s", (id, target) => {
    const refused: string[] = [];
    for (const text of hostileTexts) {
      const emission = emitted({ target, options: {} }, dressed(where, "plain", text));
      if (!emission.ok) {
        refused.push(text);
        continue;
      }
      const tokens = tokensOf(emission.artifacts[0]?.text ?? "", lexisOf(id)).filter((t) => t.kind !== "comment");
      const at = tokens.findIndex((t, i) => t.value === "AS" && tokens[i + 1]?.value === "rule_id");
      const start = tokens.findIndex((t) => t.value === "SELECT");
      const literal = tokens.slice(start + 1, at);
      const read =
        literal.length === 1
          ? literal[0]?.value
          : literal.map((t) => (t.kind === "text" ? t.value : t.kind === "number" ? "\0" : "")).join("");
      expect(read).toBe(text);
      const [view] = tokens.filter((t) => t.kind === "quoted");
      expect(view?.value).toMatch(/^verdict_[a-z0-9_]*$/);
    }
    expect(refused.every((text) => hasLoneSurrogate(text) || text.includes("\0"))).toBe(true);
    expect(refused.length).toBeLessThanOrEqual(4);
  });
});
