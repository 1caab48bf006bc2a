import { elasticsearch } from "./elasticsearch.ts";
import { falco } from "./falco.ts";
import { joining } from "./joining.ts";
import { js } from "./js.ts";
import type { Mutation } from "./mutation.ts";
import { nested } from "./nested.ts";
import { passes } from "./passes.ts";
import { ruleTypes } from "./rule-types.ts";
import { sql } from "./sql.ts";

/** Every way in which the compiler is broken on purpose, cheapest engines first. */
export const mutations: readonly Mutation[] = [...passes, ...js, ...sql, ...nested, ...joining, ...ruleTypes, ...falco, ...elasticsearch];
