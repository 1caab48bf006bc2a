import { expect, it } from "vitest";
import { pipeline } from "../../src/cli/pipeline.ts";
import { compileDocument } from "../../src/driver/compile.ts";
import { bareQuery } from "../../src/rules/bare-query.ts";
import { ecsSchema } from "../../src/schema/ecs.ts";
import { defaultsOf } from "../../src/target/options.ts";
import { elasticsearch } from "../../targets/elasticsearch/target.ts";
import { js } from "../../targets/js/target.ts";
import { postgres } from "../../targets/postgres/target.ts";

/** Multi-fields that no schema names: Elasticsearch finds what its index has made, whoever reads events finds nothing. */
const queries: readonly (readonly [query: string, language: string, departures: readonly string[]])[] = [
  ["process.name.caseless: cat.exe", "kuery", ["under process.name.caseless: cat.exe"]],
  ["not process.name.caseless: cat.exe", "kuery", ["over process.name.caseless: cat.exe"]],
  ["process.name.caseless: *", "kuery", ["under process.name.caseless: *"]],
  [
    `process where process.name.caseless == "cat.exe" and not (user.id == "1" and file.name.caseless == "x")`,
    "eql",
    [`under process.name.caseless == "cat.exe"`, `over file.name.caseless == "x"`],
  ],
  [`process where length(process.name.caseless) == null`, "eql", ["incomparable length(process.name.caseless) == null"]],
  [
    `sequence by user.id [process where process.name.caseless == "cat.exe"] [file where true]`,
    "eql",
    [`incomparable process.name.caseless == "cat.exe"`],
  ],
  ["sequence by process.name.caseless [process where true] [file where true]", "eql", ["incomparable process.name.caseless"]],
  // fields that events may well hold
  ["process.name: cat.exe and process.unheard.of: x", "kuery", []],
  ["process.command_line.text: x", "kuery", []],
];

it.each(queries)("says where what reads events departs: %s", (query, language, departures) => {
  const document = bareQuery({ name: "<query>", text: query }, { language });
  const requests = [elasticsearch, js, postgres].map((target) => ({
    target,
    version: target.versions.at(-1) ?? "",
    options: defaultsOf(target.options),
  }));
  const said = compileDocument(document, requests, pipeline(ecsSchema())).targets.map(({ request, emission }) => {
    if (!emission.ok) throw new Error(`${request.target.id} refuses: ${emission.refusals.map((r) => r.reason).join("; ")}`);
    return emission.deviations.map(({ direction, span }) => `${direction} ${query.slice(span.start, span.end)}`);
  });
  expect(said).toEqual([[], departures, departures]);
});
