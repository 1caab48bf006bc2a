import { falco } from "../../targets/falco/target.ts";
import { builder, field } from "../ir-builder.ts";
import { claimOf } from "./falco-claims.ts";
import { parseCondition, readRuleFile } from "./falco-reader.ts";
import { hasLoneSurrogate } from "./hostile.ts";
import { roundTrips } from "./suite.ts";

const mostArguments = 3;
const b = builder();
/** Of a program that is executed: nothing else of the kind of event is left to be said then. */
const isExec = b.and(
  b.any([field("event.category")], (x) => b.compare("==", x, b.literal("process"))),
  b.any([field("event.type")], (x) => b.compare("==", x, b.literal("start"))),
  b.any([field("event.action")], (x) => b.compare("==", x, b.literal("exec"))),
);

for (const name of ["process.name", "process.args"]) {
  roundTrips({
    name: `falco, ${name}`,
    target: falco,
    options: { "max-args": mostArguments, "args-beyond": "none" },
    fields: [field(name), field("process.executable"), field("process.parent.name")],
    functions: false,
    around: (where) => b.and(isExec, where),
    values: { holds: () => true, neverEmpty: (f) => f !== "process.args" },
    read: (artifacts) =>
      claimOf(parseCondition(readRuleFile(artifacts.find((a) => a.suffix === ".yaml")?.text ?? "").rule.condition), mostArguments),
    // an expression may have 255 bytes
    mayRefuse: (text, place) => text.includes("\0") || hasLoneSurrogate(text) || (text.length > 100 && /regex|middle|wildcard/.test(place)),
    mostRefused: 82,
    trees: 150,
  });
}
