// How fast Verdict is: `npm run bench`. Each figure stands beside one of the same run on the same machine, since seconds alone say little about either.
import { benchCompile } from "./compile.ts";
import { benchMatcher } from "./matcher.ts";
import { manyRules } from "./rule-sets.ts";

const set = manyRules();
benchCompile(set);
await benchMatcher(set);
