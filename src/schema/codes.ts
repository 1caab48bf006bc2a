import type { CodeTable } from "../diagnostics/code.ts";

export const schemaCodes: CodeTable = {};
