import type { FunctionDefinition } from "./define.ts";

/** Every function, one line each, alphabetical. */
export const functions: readonly FunctionDefinition[] = [];

const byName = new Map(functions.map((f) => [f.name, f]));

export const functionOf = (name: string): FunctionDefinition | null => byName.get(name) ?? null;
