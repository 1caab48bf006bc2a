import type { JsonObject } from "../../src/source/json.ts";
import type { Mutation } from "./mutation.ts";

const logins = "event.category: authentication";
const runtime = "targets/js/runtime.generated.ts";
const databases = ["sqlite", "duckdb", "postgres", "clickhouse"];

const threshold: JsonObject = { type: "threshold", threshold: { field: ["user.name", "host.id"], value: 3 } };
const different: JsonObject = {
  type: "threshold",
  threshold: { field: ["host.id"], value: 2, cardinality: [{ field: "user.name", value: 3 }] },
};
const newTerms: JsonObject = { type: "new_terms", new_terms_fields: ["user.name", "host.id"], history_window_start: "now-10d" };
const address = { field: "source.ip", type: "mapping", value: "threat.indicator.ip" };
const port = { field: "destination.port", type: "mapping", value: "threat.indicator.port" };
const indicators = (...groups: readonly (readonly JsonObject[])[]): JsonObject => ({
  type: "threat_match",
  threat_index: ["feed"],
  threat_query: "threat.feed.name: good",
  threat_language: "kuery",
  threat_mapping: groups.map((entries) => ({ entries })),
});
const both = indicators([address, port]);
const either = indicators([address], [port]);
const without = indicators([address, { ...port, negate: true }]);

/** Kuery rules of a type with a join of its own. */
const typed = (ruleType: JsonObject): Pick<Mutation, "probe" | "language" | "ruleType"> => ({ probe: logins, language: "kuery", ruleType });

const samples: readonly Mutation[] = [
  {
    name: "one event stands for two stages of a sample (JS)",
    file: "targets/js/joined.ts",
    before: `object({ stages: stagesOf(joining, detection.stages) })`,
    after: `object({ stages: stagesOf(joining, detection.stages.slice(1)) })`,
    probe: "sample by user.name [any where true] [any where true]",
    engines: ["js"],
  },
  {
    name: "who has a seat does not move (JS)",
    file: runtime,
    before: "if (other !== null && !seat(places, other, tried)) continue;",
    after: "if (other !== null) continue;",
    probe: `sample by user.name [any where true] [process where true]`,
    engines: ["js"],
  },
  {
    name: "a key is left out of a sample's join (JS)",
    file: "targets/js/joined.ts",
    before: "const by = array(stage.by.map((key) => keyField(module, key)));",
    after: "const by = array(stage.by.slice(0, 1).map((key) => keyField(module, key)));",
    probe: "sample by user.name, host.id [process where true] [file where true]",
    engines: ["js"],
  },
  {
    name: "a test of a sample's second query is lost",
    file: "targets/js/joined.ts",
    before: "body: matchBody(module, where),",
    after: `body: matchBody(module, source === "stage-2" && where.kind === "and" ? { ...where, operands: where.operands.slice(0, -1) } : where),`,
    probe: `sample by user.name [process where true] [file where file.extension == "exe" and file.size > 100]`,
    engines: ["js"],
  },
  {
    name: "one event stands for two stages of a sample (SQL)",
    file: "targets/_shared/sql/sample.ts",
    before: "where: and(...ofStage, ...different)",
    after: "where: and(...ofStage)",
    probe: "sample by user.name [any where true] [any where true]",
    engines: databases,
  },
  {
    name: "of each stage only the first event is tried",
    file: "targets/_shared/sql/sample.ts",
    before: `binary("<=", name(\`\${c}.choice\`), integer(count))`,
    after: `binary("<=", name(\`\${c}.choice\`), integer(1))`,
    probe: `sample by user.name [any where true] [process where true]`,
    engines: ["sqlite"],
  },
  {
    name: "a key is left out of a sample's join (SQL)",
    file: "targets/_shared/sql/sample.ts",
    before: "const partition = keyColumns.map(",
    after: "const partition = keyColumns.slice(0, 1).map(",
    probe: "sample by user.name, host.id [process where true] [file where true]",
    engines: ["sqlite", "duckdb"],
  },
];

const thresholds: readonly Mutation[] = [
  {
    name: "a threshold must be exceeded (JS)",
    file: runtime,
    before: "count >= rule.count && ",
    after: "count > rule.count && ",
    ...typed(threshold),
    engines: ["js"],
  },
  {
    name: "different values do not count (JS)",
    file: runtime,
    before: " && cardinality.every(({ atLeast }, i) => (different[i]?.size ?? 0) >= atLeast)",
    after: "",
    ...typed(different),
    engines: ["js"],
  },
  {
    name: "one different value less is enough (JS)",
    file: runtime,
    before: "(different[i]?.size ?? 0) >= atLeast",
    after: "(different[i]?.size ?? 0) >= atLeast - 1",
    ...typed(different),
    engines: ["js"],
  },
  {
    name: "a group is made by the first field alone (JS)",
    file: "targets/js/joined.ts",
    before: "by: keyFields(module, by),",
    after: "by: keyFields(module, by.slice(0, 1)),",
    ...typed(threshold),
    engines: ["js"],
  },
  {
    name: "a threshold must be exceeded (SQL)",
    file: "targets/_shared/sql/aggregate.ts",
    before: `binary(">=", name("g.events")`,
    after: `binary(">", name("g.events")`,
    ...typed(threshold),
    engines: databases,
  },
  {
    name: "different values do not count (SQL)",
    file: "targets/_shared/sql/aggregate.ts",
    before: "integer(Math.ceil(detection.count))), ...enough) });",
    after: "integer(Math.ceil(detection.count))), ...enough.slice(1)) });",
    ...typed(different),
    engines: ["sqlite", "duckdb"],
  },
  {
    name: "more different values than asked for are needed (SQL)",
    file: "targets/_shared/sql/aggregate.ts",
    before: `binary(">=", name(\`d.different`,
    after: `binary(">", name(\`d.different`,
    ...typed(different),
    engines: ["sqlite"],
  },
  {
    name: "an event counts once for each of its different values",
    file: "targets/_shared/sql/aggregate.ts",
    before: "      distinct: true,\n      order:",
    after: "      order:",
    ...typed(different),
    engines: ["sqlite", "duckdb"],
  },
  {
    name: "one event more than asked for is needed (Elasticsearch)",
    file: "targets/elasticsearch/emit-groups.ts",
    before: "number: Math.max(1, detection.count)",
    after: "number: Math.max(1, detection.count) + 1",
    ...typed(threshold),
    engines: ["elasticsearch"],
  },
  {
    name: "different values do not count (Elasticsearch)",
    file: "targets/elasticsearch/emit-groups.ts",
    before: `tests.push({ name, path: name, op: ">=", number: atLeast });`,
    after: "",
    ...typed(different),
    engines: ["elasticsearch"],
  },
];

const terms: readonly Mutation[] = [
  {
    name: "the history begins a millisecond late (JS)",
    file: runtime,
    before: "if (time < history || time > to) return;",
    after: "if (time <= history || time > to) return;",
    ...typed(newTerms),
    engines: ["js"],
  },
  {
    name: "the window begins a millisecond late (JS)",
    file: runtime,
    before: "if (term.isNew && time >= from)",
    after: "if (term.isNew && time > from)",
    ...typed(newTerms),
    engines: ["js"],
  },
  {
    name: "what is in the history is forgotten (JS)",
    file: runtime,
    before: "term.isNew = false;",
    after: "if (time >= from) term.isNew = false;",
    ...typed(newTerms),
    engines: ["js"],
  },
  {
    name: "the second of the new terms is left out (JS)",
    file: "targets/js/joined.ts",
    before: "const by = keyFields(joining.module, detection.fields);",
    after: "const by = keyFields(joining.module, detection.fields.slice(0, 1));",
    ...typed(newTerms),
    engines: ["js"],
  },
  {
    name: "the window's first millisecond is history",
    file: "targets/_shared/sql/new-terms.ts",
    before: `binary("<", name("m.window_time"), from)`,
    after: `binary("<=", name("m.window_time"), from)`,
    ...typed(newTerms),
    engines: databases,
  },
  {
    name: "what is in the history is forgotten (SQL)",
    file: "targets/_shared/sql/new-terms.ts",
    before: `where: and(equal(name("r.rank"), integer(1)), equal(name("r.known"), integer(0)))`,
    after: `where: equal(name("r.rank"), integer(1))`,
    ...typed(newTerms),
    engines: ["sqlite", "duckdb"],
  },
  {
    name: "the history begins with the window (SQL)",
    file: "targets/_shared/sql/joined.ts",
    before: "between: { from: history, to } }, from)",
    after: "between: { from, to } }, from)",
    ...typed(newTerms),
    engines: ["sqlite"],
  },
  {
    name: "the second of the new terms is left out (SQL)",
    file: "targets/_shared/sql/new-terms.ts",
    before: "const partition = keyColumns.map(",
    after: "const partition = keyColumns.slice(0, 1).map(",
    ...typed(newTerms),
    engines: ["sqlite"],
  },
  {
    name: "the last event with new terms, not the first (Elasticsearch)",
    file: "targets/elasticsearch/emit-groups.ts",
    before: `sort: sortKeys(detection.order, "asc")`,
    after: `sort: sortKeys(detection.order, "desc")`,
    ...typed(newTerms),
    engines: ["elasticsearch"],
  },
  {
    name: "what is in the history is forgotten (Elasticsearch)",
    file: "targets/elasticsearch/emit-groups.ts",
    before: `tests: [{ name: "history", path: "history._count", op: "==", number: 0 }]`,
    after: `tests: [{ name: "history", path: "history._count", op: ">=", number: 0 }]`,
    ...typed(newTerms),
    engines: ["elasticsearch"],
  },
];

const matches: readonly Mutation[] = [
  {
    name: "one entry of a group is enough (JS)",
    file: runtime,
    before: "group.every((entry, e) => shares(one, e) !== (entry.negate === true))",
    after: "group.some((entry, e) => shares(one, e) !== (entry.negate === true))",
    ...typed(both),
    engines: ["js"],
  },
  {
    name: "only the first group counts (JS)",
    file: "targets/js/joined.ts",
    before: "groups: array(groups.map((group) => array(group.map(entryOf)))),",
    after: "groups: array(groups.slice(0, 1).map((group) => array(group.map(entryOf)))),",
    ...typed(either),
    engines: ["js"],
  },
  {
    name: "a negated entry asks for the value (JS)",
    file: "targets/js/joined.ts",
    before: "...(negate ? { negate: boolean(true) } : {}),",
    after: "",
    ...typed(without),
    engines: ["js"],
  },
  {
    name: "a negated entry holds where the event has no value (JS)",
    file: runtime,
    before: "if (values.some((of) => of.size === 0)) return null;",
    after: "",
    ...typed(without),
    engines: ["js"],
  },
  {
    name: "every indicator counts, whatever the threat query says (JS)",
    file: runtime,
    before: "all.filter((indicator) => rule.indicators(indicator, started))",
    after: "all",
    ...typed(both),
    engines: ["js"],
  },
  {
    name: "one entry of a group is enough (SQL)",
    file: "targets/_shared/sql/indicator-join.ts",
    before: "shared.length === 0 ? null : and(...shared)",
    after: "shared[0] ?? null",
    ...typed(both),
    engines: databases,
  },
  {
    name: "only the first group counts (SQL)",
    file: "targets/_shared/sql/indicator-join.ts",
    before: `selects: groups.map((g) => g.ids)`,
    after: `selects: groups.slice(0, 1).map((g) => g.ids)`,
    ...typed(either),
    engines: ["sqlite", "duckdb"],
  },
  {
    name: "a negated entry does not count (SQL)",
    file: "targets/_shared/sql/indicator-join.ts",
    before: `{ where: equal(name("p.negated"), integer(0)) }`,
    after: "{}",
    ...typed(without),
    engines: ["sqlite", "duckdb"],
  },
  {
    name: "a negated entry holds where there is no value (SQL)",
    file: "targets/_shared/sql/indicator-join.ts",
    before: "const present = all.filter((e) => !some.includes(e))",
    after: "const present = all.slice(0, 0)",
    ...typed(without),
    engines: ["sqlite"],
  },
];

/** Samples, thresholds, new terms and indicator matches. */
export const ruleTypes: readonly Mutation[] = [...samples, ...thresholds, ...terms, ...matches];
