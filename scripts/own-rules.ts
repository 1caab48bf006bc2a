// Compiles rules/ as `verdict compile rules --out out` does: for goldens and documents.
import { loadRules } from "../src/cli/load.ts";
import { pipeline } from "../src/cli/pipeline.ts";
import { requestsOf } from "../src/cli/requests.ts";
import { compileDocument } from "../src/driver/compile.ts";
import { type Judgement, judge } from "../src/driver/judge.ts";
import type { RuleOutcome } from "../src/driver/outcome.ts";
import { targets } from "../targets/index.ts";

const flags = { mapping: [], columns: [], format: "text", quiet: true, color: false } as const;
const loaded = await loadRules(["rules"], flags, targets);
const requests = requestsOf({ target: [], option: [] }, loaded.policy, targets);

export const compileOwnRules = (): readonly RuleOutcome[] =>
  loaded.documents.map((d) => compileDocument(d, requests, pipeline(loaded.schema)));

export const judgeOwnRules = (): Judgement => judge(compileOwnRules(), loaded.policy, [], { everyRule: true });
