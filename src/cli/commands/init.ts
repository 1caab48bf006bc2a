import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { verdictVersion } from "../../source/verdict-version.ts";
import { exit, UsageError } from "../exit.ts";
import { starter } from "../starter.ts";
import type { Terminal } from "../terminal.ts";

/** `verdict init`: a rule with its events, settings and a CI workflow. Writes all or nothing: what is there is never overwritten. */
export async function init(folder: string, terminal: Terminal): Promise<number> {
  const files = starter(randomUUID(), new Date().toISOString().slice(0, 10).replaceAll("-", "/"), verdictVersion);
  const taken = [...files.keys()].map((path) => join(folder, path)).filter((path) => existsSync(path));
  if (taken.length > 0) throw new UsageError(`not overwriting ${taken.map((p) => `\`${p}\``).join(", ")}`, "choose an empty folder");
  for (const [path, text] of files) {
    const file = join(folder, path);
    try {
      mkdirSync(dirname(file), { recursive: true });
      // `wx`: a file that has come into being since is not overwritten either
      writeFileSync(file, text, { flag: "wx" });
    } catch (thrown) {
      throw new UsageError(`cannot write \`${file}\`: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    }
    await terminal.print(`${file}\n`);
  }
  const rules = join(folder, "rules");
  const out = join(folder, "out");
  terminal.tell(`\nnext: verdict test ${rules}\n      verdict compile ${rules} --out ${out}\n`);
  return exit.ok;
}
