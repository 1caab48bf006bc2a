// Makes src/schema/ecs.generated.ts, the table of ECS fields, from @elastic/ecs. `--check` writes nothing and fails when it is stale.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { EcsFlat, EcsVersion } from "@elastic/ecs";

interface EcsField {
  readonly type: string;
  readonly normalize: readonly string[];
  readonly ignore_above?: number;
  readonly object_type?: string;
  readonly multi_fields?: readonly { readonly flat_name: string; readonly type: string }[];
}

// the package types every entry by its own literal; this is what all of them share
const fields = EcsFlat as unknown as Readonly<Record<string, EcsField>>;

const file = "src/schema/ecs.generated.ts";
const classes: string[] = [];
/** The number of a combination of type, array-ness and ignore_above: the table names combinations, of which there are few. */
function classOf(type: string, array: boolean, ignoreAbove: number | undefined): number {
  const text = `{ type: "${type}", array: ${array}, ignoreAbove: ${ignoreAbove ?? null} }`;
  const known = classes.indexOf(text);
  return known >= 0 ? known : classes.push(text) - 1;
}

const entries = new Map<string, number>();
for (const [name, field] of Object.entries(fields)) {
  const array = field.normalize.includes("array");
  entries.set(name, classOf(field.type, array, field.ignore_above));
  // an object of any keys, such as `labels`
  if (field.object_type !== undefined) entries.set(`${name}.*`, classOf(field.object_type, false, undefined));
  for (const sub of field.multi_fields ?? []) entries.set(sub.flat_name, classOf(sub.type, array, undefined));
}

/** Each line: how many leading segments it shares with the line before, the rest of the name, the number of its class. */
let before: readonly string[] = [];
const lines = [...entries]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([name, number]) => {
    const segments = name.split(".");
    let shared = 0;
    while (shared < segments.length - 1 && segments[shared] === before[shared]) shared++;
    before = segments;
    return `${shared} ${segments.slice(shared).join(".")} ${number}`;
  });

const text = `// Made by scripts/ecs.ts from @elastic/ecs. Do not edit: npx tsx scripts/ecs.ts
import type { FieldInfo } from "./schema.ts";

export const ecsVersion = "${EcsVersion}";

/** Every combination that occurs. */
export const ecsClasses: readonly FieldInfo[] = [
${classes.map((c) => `  ${c},`).join("\n")}
];

/** A line a field: leading segments shared with the line before, the rest of the name, index into \`ecsClasses\`. One text: it costs nothing to load. */
export const ecsTable = \`
${lines.join("\n")}
\`;
`;
if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
  if (process.argv.includes("--check")) {
    console.error(`stale: ${file}`);
    process.exit(1);
  }
  writeFileSync(file, text);
}
