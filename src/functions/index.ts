import { between } from "./between.ts";
import { concat } from "./concat.ts";
import type { FunctionDefinition } from "./define.ts";
import { hasWords } from "./has-words.ts";
import { indexOf } from "./index-of.ts";
import { length } from "./length.ts";
import { number } from "./number.ts";
import { string } from "./string.ts";
import { substring } from "./substring.ts";

/** Every function, one line each, alphabetical. */
export const functions: readonly FunctionDefinition[] = [between, concat, hasWords, indexOf, length, number, string, substring];

const byName = new Map(functions.map((f) => [f.name, f]));

export const functionOf = (name: string): FunctionDefinition | null => byName.get(name) ?? null;
