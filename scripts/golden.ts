// Writes every golden anew: out/ (what rules/ compile to), targets/<target>/golden/<topic>.txt (what the cases compile to) and the messages of test/diagnostics.
// `npm run golden`, or `npm run golden -- sqlite js` for the topics of some targets alone. Review the diff: nothing else writes these files.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { targets } from "../targets/index.ts";
import { languages, messagesOf } from "../test/diagnostics/messages.ts";
import { goldensOnDisk, textOf } from "../test/goldens/on-disk.ts";
import { outFiles } from "../test/goldens/out-files.ts";
import { targetGoldens } from "../test/goldens/topic-files.ts";

const only = process.argv.slice(2);
const unknown = only.find((name) => !targets.some((t) => t.id === name));
if (unknown !== undefined) throw new Error(`no target ${unknown}`);
const messages = (): readonly [string, string][] =>
  Object.keys(languages).flatMap((language) => messagesOf(language).map((m): [string, string] => [m.path, m.golden]));
const wanted = new Map(targets.filter((t) => only.length === 0 || only.includes(t.id)).flatMap((t) => [...targetGoldens(t)]));
if (only.length === 0) for (const [path, text] of [...outFiles(), ...messages()]) wanted.set(path, text);

for (const [path, text] of wanted) {
  if (textOf(path) === text) continue;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`wrote ${path}`);
}
const mine = (path: string): boolean => only.length === 0 || only.some((id) => path.startsWith(`targets/${id}/`));
for (const path of goldensOnDisk().filter((p) => mine(p) && !wanted.has(p))) {
  rmSync(path);
  console.log(`deleted ${path}`);
}
