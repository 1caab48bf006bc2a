import type { Mutation } from "./mutation.ts";

const probe = "file.elf.sections: { name: a and not flags: b } and event.kind: event";
const language = "kuery";

/** What asks for one object of a list. */
export const nested: readonly Mutation[] = [
  {
    name: "values of different objects meet in JavaScript",
    file: "targets/js/nested.ts",
    before: `return method(all, "some", arrow([variable], test(within)));`,
    after: `return test({ ...module, within: null });`,
    probe,
    language,
    engines: ["js"],
  },
  {
    name: "an empty object is none",
    file: "targets/js/runtime.generated.ts",
    before: "if (path === null) {",
    after: "if (path === null && Object.keys(node).length > 0) {",
    probe: "file.elf.sections: { not name: a }",
    language,
    engines: ["js"],
  },
  {
    name: "every object must pass",
    file: "targets/js/nested.ts",
    before: `return method(all, "some", arrow([variable], test(within)));`,
    after: `return method(all, "every", arrow([variable], test(within)));`,
    probe,
    language,
    engines: ["js"],
  },
  {
    name: "a list in a list is lost on loading",
    file: "targets/_shared/sql/nested-objects.ts",
    before: "for (const item of value.toReversed()) todo.push({ value: item, rest });",
    after: "for (const item of value.toReversed()) if (!Array.isArray(item)) todo.push({ value: item, rest });",
    probe,
    language,
    engines: ["sqlite"],
  },
  {
    name: "the values of objects are looked for in the event",
    file: "targets/_shared/sql/nested-objects.ts",
    before: "lower({ ...context, document: object })",
    after: "lower(context)",
    probe,
    language,
    engines: ["duckdb", "postgres"],
  },
  {
    name: "the last object is not looked at",
    file: "targets/clickhouse/dialect.ts",
    before: `call("range", integer(1), binary("+", length, integer(1)))`,
    after: `call("range", integer(1), length)`,
    probe,
    language,
    engines: ["clickhouse"],
  },
  {
    name: "the query leaves the objects",
    file: "targets/elasticsearch/condition.ts",
    before: `{ kind: "nested", name: null, path: condition.path.join("."), query }`,
    after: "query",
    probe,
    language,
    engines: ["elasticsearch"],
  },
];
