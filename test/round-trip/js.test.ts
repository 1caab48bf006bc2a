import { js } from "../../targets/js/target.ts";
import { field } from "../ir-builder.ts";
import { readModule } from "./js-reader.ts";
import { roundTrips } from "./suite.ts";

roundTrips({
  name: "js",
  target: js,
  options: {},
  fields: [field("process.name"), field("a'b\"c.d\\e `f` \u0024{g} </script>\u2028"), field("process.args", "keyword", { array: true })],
  functions: true,
  around: (where) => where,
  values: { holds: () => true, neverEmpty: () => false },
  read: (artifacts) => readModule(artifacts.find((a) => a.suffix === ".js")?.text ?? "").match,
  mayRefuse: () => false,
  trees: 200,
  mostRefused: 0,
});
