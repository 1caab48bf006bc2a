import type { CompileOptions } from "../driver/compile.ts";
import { frontEnds } from "../frontends/index.ts";
import type { Schema } from "../schema/schema.ts";

/** The stages that every command puts a rule through. */
export const pipeline = (schema: Schema): CompileOptions => ({ schema, frontEnds });

/** The same for running a rule on given events: without its time window, and with this for `now` in its dates. */
export const windowless = (schema: Schema, now: number): CompileOptions => ({ ...pipeline(schema), window: null, now });

/** When generated events are judged: the last day of a month that is longer than the one before, at a time that no unit divides. */
export const verificationTime = Date.UTC(2026, 4, 31, 13, 14, 15, 161);
