import { describe, expect, it } from "vitest";
import { compileDocument, lowerDocument } from "../../src/driver/compile.ts";
import { verifyCondition } from "../../src/ir/verify.ts";
import { bareQuery } from "../../src/rules/bare-query.ts";
import { readDocument } from "../../src/rules/read-document.ts";
import { layered } from "../../src/schema/schema.ts";
import { readColumns, readMapping } from "../../src/schema/schema-files.ts";
import type { Emission, Target } from "../../src/target/target.ts";
import { ask, emission, options, pretendTarget, queryRule, refusal, tomlRule } from "./pretend.ts";

const a = pretendTarget("a");

describe("compiling a document", () => {
  it("goes through every stage to every target", () => {
    const outcome = compileDocument(queryRule("process.name"), ask(a, pretendTarget("b")), options);
    expect(outcome.diagnostics).toEqual([]);
    expect(outcome.targets.map((t) => [t.request.target.id, t.fidelity])).toEqual([
      ["a", "exact"],
      ["b", "exact"],
    ]);
  });

  it("places what stages say into the document", () => {
    const document = tomlRule("x warn error");
    const { diagnostics, rule, targets } = compileDocument(document, ask(a), options);
    expect([rule, targets]).toEqual([null, []]);
    expect(
      diagnostics.map((d) => [d.code, d.file, d.primary && document.source.text.slice(d.primary.span.start, d.primary.span.end)]),
    ).toEqual([
      ["words/warn", "a/rule.toml", "warn"],
      ["words/error", "a/rule.toml", "error"],
    ]);
    expect(diagnostics[1]?.secondary[0]?.span).toEqual(diagnostics[1]?.primary?.span);
  });

  it("places deviations and refusals too", () => {
    const document = tomlRule("proc.name has.tty");
    const { targets } = compileDocument(
      document,
      ask(
        pretendTarget("a", { emit: () => emission("t", ["over", "a/x"], ["under", "a/y"]) }),
        pretendTarget("b", { emit: () => refusal("b/no") }),
      ),
      options,
    );
    expect(targets.map((t) => t.fidelity)).toEqual(["incomparable", "refused"]);
    const spans = targets.flatMap(({ emission: e }) =>
      (e.ok ? e.deviations : e.refusals).map((d) => document.source.text.slice(d.span.start, d.span.end)),
    );
    expect(spans).toEqual(["proc.", "proc.", "ame"]);
  });

  it("catches whatever a stage throws, and says which stage it was", () => {
    const thrower = pretendTarget("b", {
      emit: () => {
        throw new RangeError("Maximum call stack size exceeded");
      },
    });
    const bugs = (query: string, ...more: readonly Target[]) => {
      const outcome = compileDocument(queryRule(query), ask(...more), {
        ...options,
        passes: [{ name: "fails-on-bad", run: (rule) => (query.includes("bad") ? JSON.parse("{") : rule) }],
      });
      return {
        messages: outcome.diagnostics.map((d) => `${d.code} ${d.message}`),
        targets: outcome.targets.map((t) => t.request.target.id),
      };
    };
    expect(bugs("throw", a)).toEqual({
      messages: [expect.stringMatching(/^verdict\/bug .*reading words failed.*thrown by the front end$/)],
      targets: [],
    });
    expect(bugs("nothing", a).messages[0]).toMatch(/neither a rule nor an error/);
    expect(bugs("bad", a).messages[0]).toMatch(/pass fails-on-bad failed/);
    expect(bugs("x", a, thrower)).toEqual({ messages: [expect.stringMatching(/target b failed/)], targets: ["a"] });
  });

  it("catches a target that breaks its contract", () => {
    const broken: Readonly<Record<string, Emission>> = {
      "it refuses without a reason": { ok: false, refusals: [] },
      "it emits nothing": { ok: true, artifacts: [], deviations: [], warnings: [] },
      "it emits two artefacts with one suffix": {
        ok: true,
        artifacts: [
          { suffix: ".x", text: "1" },
          { suffix: ".x", text: "2" },
        ],
        deviations: [],
        warnings: [],
      },
    };
    for (const [message, emits] of Object.entries(broken)) {
      const outcome = compileDocument(queryRule("x"), ask(pretendTarget("a", { emit: () => emits })), options);
      expect(outcome.targets).toEqual([]);
      expect(outcome.diagnostics[0]?.message).toContain(message);
    }
  });

  it("refuses what would mean something else without its query's surroundings", () => {
    const code = (document: Parameters<typeof lowerDocument>[0]) => lowerDocument(document, options).diagnostics.map((d) => d.code);
    expect(code({ ...tomlRule("x"), type: "threshold" })).toEqual(["driver/rule-parts"]);
    expect(code({ ...tomlRule("x"), type: "saved_query" })).toEqual(["driver/rule-type"]);
    expect(code({ ...tomlRule("x"), type: "machine_learning", language: null })).toEqual(["driver/rule-type"]);
    expect(code(bareQuery({ name: "q", text: "x" }, { language: "cobol" }))).toEqual(["driver/language"]);
    expect(code(tomlRule("x", "a", "i", "filters = []"))).toEqual([]);
  });

  it("compiles the rule's filters with its query, and places them", () => {
    const filters = (value: string) =>
      `[[rule.filters]]\n[rule.filters.meta]\nnegate = true\n[rule.filters.query.wildcard."file.path"]\nvalue = ${value}\n`;
    const { rule } = lowerDocument(tomlRule("process.name", "a", "i", filters('"*.exe"')), options);
    const where = rule?.sources["events"]?.where;
    expect(where?.kind === "and" ? where.operands.map((c) => c.kind) : where?.kind).toEqual(["exists", "not"]);
    expect(where === undefined ? null : verifyCondition(where, () => null)).toEqual([]);
    const broken = tomlRule("process.name", "a", "i", filters("[7]"));
    const { diagnostics } = lowerDocument(broken, options);
    expect(
      diagnostics.map((d) => [d.code, d.file, d.primary && broken.source.text.slice(d.primary.span.start, d.primary.span.end)]),
    ).toEqual([["filters/bad-shape", "a.toml", "[7]"]]);
    const text = JSON.stringify({
      name: "n",
      type: "eql",
      language: "eql",
      query: "process.name",
      filters: [{ query: { term: { "process.pid": "x" } } }],
    });
    const [document] = readDocument({ name: "r.json", text }, { path: "r" }).rules;
    const found = document === undefined ? [] : lowerDocument(document, options).diagnostics;
    expect(found.map((d) => [d.code, d.primary && text.slice(d.primary.span.start, d.primary.span.end)])).toEqual([
      ["filters/type-mismatch", '"x"'],
    ]);
  });

  it("takes fields beside the query only with a type that serves", () => {
    const found = (more: string) => {
      const document = tomlRule("process.name", "a", "i", more);
      const { diagnostics } = lowerDocument(document, options);
      return diagnostics.map((d) => [
        d.severity,
        d.code,
        d.primary && document.source.text.slice(d.primary.span.start, d.primary.span.end),
      ]);
    };
    const wrong = (key: string) => [["error", "driver/request-field", key]];
    expect(found('timestamp_field = "process.name"')).toEqual(wrong("timestamp_field"));
    expect(found('timestamp_override = "process.pid"')).toEqual(wrong("timestamp_override"));
    expect(found('tiebreaker_field = "message"')).toEqual(wrong("tiebreaker_field"));
    expect(found('event_category_override = "process.pid"')).toEqual(wrong("event_category_override"));
    const right =
      'timestamp_field = "event.ingested"\ntimestamp_override = "no.such"\ntiebreaker_field = "event.sequence"\nevent_category_override = "event.type"';
    expect(found(right)).toEqual([]);
    expect(found('timestamp_field = ""\ntimestamp_override = ""\nevent_category_override = ""')).toEqual([]);
    expect(found('data_view_id = "v"')).toEqual([["warning", "driver/data-view", "data_view_id"]]);
  });

  it("leaves the window out when asked", () => {
    const document = tomlRule("x");
    expect(lowerDocument(document, options).rule?.schedule.window?.from).toBe("now-6m");
    expect(lowerDocument(document, { ...options, window: null }).rule?.schedule).toEqual({ interval: "5m", window: null });
  });

  it("gives fields the user's column names", () => {
    const columns = readColumns({ name: "c", text: '{"process.name": "proc"}' }).layer;
    const schema = layered("s", false, columns === null ? [options.schema] : [columns, options.schema]);
    const { rule } = lowerDocument(queryRule("process.name host.id"), { ...options, schema });
    const where = rule?.sources["events"]?.where;
    expect(where?.kind === "and" ? where.operands.map((o) => o.kind === "exists" && o.field.column) : null).toEqual(["proc", undefined]);
  });

  it("refuses tests of multi-fields and aliases, which no event holds", () => {
    const mapping = {
      properties: {
        user: { properties: { name: { type: "text", fields: { raw: { type: "keyword" } } } } },
        nick: { type: "alias", path: "user.name" },
      },
    };
    const layer = readMapping({ name: "m", text: JSON.stringify(mapping) }).layer;
    const schema = layered("s", false, layer === null ? [] : [layer]);
    const document = tomlRule("user.name user.name.raw user.name.raw");
    const { rule, diagnostics } = lowerDocument(document, { ...options, schema });
    expect(rule).toBeNull();
    expect(diagnostics.map((d) => [d.code, d.primary && document.source.text.slice(d.primary.span.start, d.primary.span.end)])).toEqual([
      ["driver/multi-field", "user.name.raw"],
    ]);
  });
});
