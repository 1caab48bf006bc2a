import type { Target } from "../../src/target/target.ts";
import { capabilities, functions } from "./capabilities.ts";
import { codes } from "./codes.ts";
import { versions } from "./context.ts";
import { bundle, emit, options } from "./emit.ts";

export const elasticsearch: Target = {
  id: "elasticsearch",
  title: "Elasticsearch",
  family: null,
  versions,
  options,
  capabilities,
  functions,
  codes,
  emit,
  project: null,
  bundle,
};
