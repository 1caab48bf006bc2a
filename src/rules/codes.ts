import type { CodeTable } from "../diagnostics/code.ts";

export const ruleCodes: CodeTable = {};
