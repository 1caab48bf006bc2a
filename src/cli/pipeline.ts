import type { CompileOptions } from "../driver/compile.ts";
import { frontEnds } from "../frontends/index.ts";
import type { Schema } from "../schema/schema.ts";

/** The stages that every command puts a rule through. */
export const pipeline = (schema: Schema): CompileOptions => ({ schema, frontEnds });

/** The same for running a rule on given events: without its time window. */
export const windowless = (schema: Schema): CompileOptions => ({ ...pipeline(schema), window: null });
