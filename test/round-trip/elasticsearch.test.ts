import { elasticsearch } from "../../targets/elasticsearch/target.ts";
import { field } from "../ir-builder.ts";
import { membersOf, parseJson, readBody, readConsole } from "./dsl-reader.ts";
import { hasLoneSurrogate } from "./hostile.ts";
import { roundTrips, type Subject } from "./suite.ts";

const common: Omit<Subject, "name" | "read"> = {
  target: elasticsearch,
  options: {},
  fields: [field("process.name"), field("a'b\"c.d\\e `f` # {"), field("process.args", "wildcard")],
  functions: true,
  around: (where) => where,
  values: { holds: () => true, neverEmpty: () => false },
  // a server takes 1,000 characters of an expression, and its automata grow with the pattern
  mayRefuse: (text, place) => hasLoneSurrogate(text) || (text.length > 900 && /regex|wildcard|contains|ends/.test(place)),
  trees: 200,
  mostRefused: 44,
};

roundTrips({
  ...common,
  name: "elasticsearch, search body",
  read: (artifacts) =>
    readBody(membersOf(parseJson(artifacts.find((a) => a.suffix === ".json")?.text ?? ""), "the envelope")["body"] ?? null),
});

roundTrips({
  ...common,
  name: "elasticsearch, console",
  read: (artifacts) => readBody(readConsole(artifacts.find((a) => a.suffix === ".console")?.text ?? "").body),
});
