import type { CodeTable } from "../../diagnostics/code.ts";

/** What the EQL front end can say. */
export const eqlCodes: CodeTable = {};
