import type { Code } from "./diagnostic.ts";

/**
 * What `verdict explain-code` and docs/errors.md say of a code. Every area declares its codes in one `codes.ts`
 * as a `CodeTable`; `src/cli/codes.ts` and the target registry gather them. `failing` and `fixed` are queries or documents.
 */
export interface CodeInfo {
  readonly summary: string;
  readonly explain: string;
  readonly failing?: string;
  readonly fixed?: string;
}

export type CodeTable = { readonly [C in Code]?: CodeInfo };
