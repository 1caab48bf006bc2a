import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pipeline } from "../../src/cli/pipeline.ts";
import { lowerDocument } from "../../src/driver/compile.ts";
import { evaluate } from "../../src/eval/evaluate.ts";
import { frontEndOf } from "../../src/frontends/index.ts";
import { generate } from "../../src/generate/generate.ts";
import { fieldName } from "../../src/ir/field.ts";
import { printRule } from "../../src/ir/print.ts";
import type { Order, Rule } from "../../src/ir/rule.ts";
import { leaves } from "../../src/ir/walk.ts";
import { runPasses, standardPasses } from "../../src/passes/index.ts";
import { bareQuery } from "../../src/rules/bare-query.ts";
import { readDocument } from "../../src/rules/read-document.ts";
import type { RuleDocument } from "../../src/rules/rule-document.ts";
import { ecsSchema } from "../../src/schema/ecs.ts";
import type { EsType } from "../../src/schema/es-type.ts";
import { type FieldInfo, type Schema, schemaOf } from "../../src/schema/schema.ts";
import type { Refusal } from "../../src/target/fidelity.ts";
import { loadCases, schemaFor } from "../../test/cases/load.ts";
import { field, ruleOf } from "../../test/ir-builder.ts";
import { condition, event, fields } from "../../test/target/arbitrary.ts";
import { eqlContext } from "./eql-context.ts";
import { printEql } from "./eql-print.ts";
import { eqlQuery } from "./eql-query.ts";

/** What this target prints as EQL is read by the front end and is the rule that it was printed from. */

type Printed = { readonly text: string | null; readonly refusals: readonly Refusal[] };

function printed(rule: Rule): Printed {
  const { detection } = rule;
  if (detection.kind !== "filter" && detection.kind !== "sequence" && detection.kind !== "sample") throw new Error(detection.kind);
  const refusals: Refusal[] = [];
  const context = eqlContext({ version: "9.4", negated: false, deviations: [], refusals }, rule.metadata);
  const query = eqlQuery(rule, detection, context);
  return { text: query === null || refusals.length > 0 ? null : printEql(query), refusals };
}

function readBack(text: string, schema: Schema, like: RuleDocument): Rule {
  const frontEnd = frontEndOf("eql");
  const read = frontEnd?.read(text, {
    schema,
    index: like.index,
    categoryField: like.categoryField ?? "event.category",
    timestampField: like.timestampField ?? "@timestamp",
    tiebreakerField: like.tiebreakerField,
  });
  if (read?.detection == null) throw new Error(`${text}\n${read?.diagnostics.map((d) => d.message).join("\n")}`);
  const base = ruleOf({ kind: "constant", id: 0, span: { start: 0, end: 0 }, value: false });
  return runPasses({ ...base, ...read.detection }, standardPasses);
}

/** The types that the rule's fields have: without a schema they hang on how a query uses them, folded constants and all. */
function fieldsOf(rule: Rule): Schema {
  const known = Object.values(rule.sources)
    .flatMap(({ where }) => leaves(where))
    .flatMap(({ leaf }) => (leaf.kind === "exists" ? [leaf.field] : leaf.binds.map((b) => b.field)))
    .map((f): [string, FieldInfo] => [fieldName(f), { type: f.type, array: f.array, ignoreAbove: f.ignoreAbove }]);
  return schemaOf("the rule's own", Object.fromEntries(known));
}

const order: Order = { timestamp: field("@timestamp", "date"), tiebreaker: null };

/** Sources, stages, keys and limits. The order of events is the request's affair, not that of the text. */
const meaning = ({ sources, detection, metadata }: Rule): string =>
  printRule({ sources, detection: { ...detection, order }, schedule: { interval: "5m", window: null }, metadata });

function tomlFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? tomlFiles(path) : entry.name.endsWith(".toml") ? [path] : [];
    })
    .sort();
}

const corpus = "../shared/corpus/elastic";

describe.skipIf(!existsSync(corpus))("Elastic's EQL rules (../shared/corpus/elastic)", () => {
  const schema = ecsSchema();
  const documents = (existsSync(corpus) ? tomlFiles(corpus) : [])
    .flatMap((path) => readDocument({ name: path, text: readFileSync(path, "utf8") }).rules)
    .filter((d) => d.language === "eql");

  it("every one prints and reads back as it was", () => {
    const wrong: string[] = [];
    for (const document of documents) {
      const { rule } = lowerDocument(document, pipeline(schema));
      if (rule === null) throw new Error(document.source.name);
      const { text, refusals } = printed(rule);
      if (text === null) wrong.push(`${document.source.name}: ${refusals.map((r) => r.reason).join("; ")}`);
      else if (meaning(readBack(text, schema, document)) !== meaning(rule)) wrong.push(`${document.source.name}\n${text}`);
    }
    expect(wrong).toEqual([]);
    expect(documents.length).toBeGreaterThan(900);
  });
});

describe.skipIf(!existsSync(corpus))("Elastic's KQL and Lucene rules (../shared/corpus/elastic)", () => {
  const documents = (existsSync(corpus) ? tomlFiles(corpus) : [])
    .flatMap((path) => readDocument({ name: path, text: readFileSync(path, "utf8") }).rules)
    .filter((d) => d.type === "query");

  it("become EQL with the same meaning", () => {
    const schema = ecsSchema();
    const wrong: string[] = [];
    let same = 0;
    let others = 0;
    let words = 0;
    for (const document of documents) {
      const { rule } = lowerDocument(document, pipeline(schema));
      if (rule === null) continue;
      const { text, refusals } = printed(rule);
      // words of analysed text, and fields by a pattern, are nothing that EQL tests
      if (text === null && refusals.every((r) => /`has-words`|by a pattern/.test(r.reason))) words++;
      else if (text === null) wrong.push(`${document.source.name}: ${refusals.map((r) => r.reason).join("; ")}`);
      else {
        const again = readBack(text, fieldsOf(rule), document);
        if (meaning(again) === meaning(rule)) same++;
        else {
          // a literal `?` in a pattern is a regular expression in EQL: not the same rule, but the same verdicts
          others++;
          const [where] = Object.values(rule.sources).map((s) => s.where);
          const events = where === undefined ? [] : generate(rule, where, { count: 200, seed: 1 }).events;
          if (!events.some((e) => e.verdict === "match") || events.some((e) => evaluate(again, e.event) !== e.verdict)) wrong.push(text);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(same).toBeGreaterThan(400);
    expect(others).toBeLessThan(10);
    expect(words).toBeLessThan(15);
  });
});

describe("the conformance cases", () => {
  it.each(
    loadCases()
      .filter((f) => f.language === "eql")
      .map((f) => [f.topic, f] as const),
  )("%s", (_, file) => {
    for (const c of file.cases) {
      const query = c.rule.trimEnd();
      const document = bareQuery({ name: c.name, text: query }, { language: "eql" });
      const schema = schemaFor(file);
      const { rule } = lowerDocument(document, pipeline(schema));
      if (rule === null) continue;
      const { text, refusals } = printed(rule);
      if (text === null) throw new Error(`${query}\n${refusals.map((r) => r.reason).join("\n")}`);
      expect(meaning(readBack(text, schema, document)), text).toBe(meaning(rule));
    }
  });
});

const shared = "../shared/cases/es-eql-cases.json";

describe.skipIf(!existsSync(shared))("Elasticsearch's own queries (../shared/cases/es-eql-cases.json)", () => {
  // JSON of a file that is not ours: only `id` and `query` are looked at
  const cases = existsSync(shared) ? (JSON.parse(readFileSync(shared, "utf8")) as { readonly id: string; readonly query: string }[]) : [];

  it("print and read back as they were", () => {
    const schema = schemaOf("none", {});
    const wrong: string[] = [];
    for (const { id, query } of cases) {
      const document = bareQuery({ name: id, text: query }, { language: "eql" });
      const { rule } = lowerDocument(document, pipeline(schema));
      if (rule === null) continue;
      const { text, refusals } = printed(rule);
      if (text === null) wrong.push(`${query}: ${refusals.map((r) => r.reason).join("; ")}`);
      else if (meaning(readBack(text, fieldsOf(rule), document)) !== meaning(rule)) wrong.push(`${query}\n${text}`);
    }
    expect(wrong).toEqual([]);
    expect(cases.length).toBeGreaterThan(100);
  });
});

const runs = Number(process.env["VERDICT_RUNS"] ?? 400);

describe("any condition", () => {
  const types = Object.fromEntries(
    Object.values(fields)
      .flat()
      .filter((f) => f.mapped)
      .map((f): [string, { type: EsType; array: boolean; ignoreAbove: null }] => [
        f.path.join("."),
        { type: f.type, array: false, ignoreAbove: null },
      ]),
  );
  const schema = schemaOf("test", types, true);
  const document = bareQuery({ name: "random", text: "any where true" }, { language: "kuery" });

  it("is refused, or reads back with the same verdict for every event, and prints as before", () => {
    let refused = 0;
    fc.assert(
      fc.property(condition, fc.array(event, { minLength: 4, maxLength: 12 }), (where, events) => {
        const whole = ruleOf(where);
        const rule = runPasses({ ...whole, metadata: { ...whole.metadata, language: "kuery" } }, standardPasses);
        const { text, refusals } = printed(rule);
        if (text === null) {
          refused++;
          expect(refusals.length).toBeGreaterThan(0);
          return;
        }
        const again = readBack(text, schema, document);
        for (const e of events) {
          const wanted = evaluate(rule, e);
          const got = evaluate(again, e);
          if (wanted !== got)
            throw new Error(`${text}\n${JSON.stringify(e)}\n${wanted}, read back ${got}\n${meaning(rule)}\n${meaning(again)}`);
        }
        const twice = printed(again).text;
        if (twice !== null) expect(meaning(readBack(twice, schema, document))).toBe(meaning(again));
      }),
      { seed: Number(process.env["VERDICT_SEED"] ?? 1), numRuns: runs },
    );
    // the conditions fold and compare in every way of the IR, EQL in its own
    expect(refused).toBeLessThan(runs * 0.7);
  });
});
