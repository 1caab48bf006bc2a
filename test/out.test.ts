import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";

/** `out/` is what `rules/` compile to, committed and reviewed. `npm run golden` writes it anew; this fails on anything stale, missing or orphaned, and on fidelity that nobody accepted. */
it("out/ is what rules/ compile to, and verdict.json accepts exactly the deviations there are", () => {
  const run = (): string =>
    execFileSync(process.execPath, ["node_modules/tsx/dist/cli.mjs", "src/cli/main.ts", "compile", "rules", "--check", "--quiet"], {
      encoding: "utf8",
    });
  expect(run).not.toThrow();
});
