import { targets } from "../../../targets/index.ts";
import { hasError } from "../../diagnostics/diagnostic.ts";
import { lowerDocument } from "../../driver/compile.ts";
import { duplicateIds } from "../../driver/duplicate-ids.ts";
import { exit } from "../exit.ts";
import type { RuleFlags } from "../flags.ts";
import { loadRules, settingsFail } from "../load.ts";
import { pipeline } from "../pipeline.ts";
import { countsOf, inOrder, publish } from "../report.ts";
import { plural } from "../summary.ts";
import type { Terminal } from "../terminal.ts";

/** `verdict check`: everything that can be said of rules without compiling them to a target. */
export async function check(paths: readonly string[], flags: RuleFlags, terminal: Terminal): Promise<number> {
  const loaded = await loadRules(paths, flags, targets);
  const read = loaded.documents.flatMap((document, i) => {
    terminal.progress(i, loaded.documents.length, "checking");
    return lowerDocument(document, pipeline(loaded.schema)).diagnostics;
  });
  const diagnostics = [...loaded.settings, ...inOrder([...loaded.diagnostics, ...read, ...duplicateIds(loaded.documents)], loaded.files)];
  terminal.clearProgress();
  await publish({ ...loaded, diagnostics }, "check", flags.format, terminal, "free");
  const counts = countsOf(diagnostics);
  terminal.tell(`${plural(loaded.documents.length, "rule")} checked: ${counts ?? "nothing found"}\n`);
  if (settingsFail(loaded)) return exit.usage;
  return hasError(diagnostics) ? exit.broken : exit.ok;
}
