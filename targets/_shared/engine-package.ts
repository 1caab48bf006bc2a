import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * A package that only engines need, from where it may be: beside Verdict, or in the project's own test/engines. Null when it is nowhere, or cannot be
 * loaded on this machine. The caller states its shape.
 */
export function enginePackage(name: string): unknown {
  for (const base of [import.meta.url, join(process.cwd(), "test", "engines", "package.json")]) {
    try {
      return createRequire(base)(name);
    } catch {
      // not there: the next place
    }
  }
  return null;
}
