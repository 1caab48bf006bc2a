import { ecsClasses, ecsTable, ecsVersion } from "./ecs.generated.ts";
import type { FieldInfo, Schema } from "./schema.ts";
import { schemaOf } from "./schema.ts";

function unpack(): Readonly<Record<string, FieldInfo>> {
  const fields: Record<string, FieldInfo> = {};
  let before: readonly string[] = [];
  for (const line of ecsTable.trim().split("\n")) {
    const [shared = "0", rest = "", number = "0"] = line.split(" ");
    before = [...before.slice(0, Number(shared)), ...rest.split(".")];
    const info = ecsClasses[Number(number)];
    if (info !== undefined) fields[before.join(".")] = info;
  }
  return fields;
}

let unpacked: Schema | null = null;

/**
 * The Elastic Common Schema, unpacked at the first call (2 ms). Not strict: wrap it in `layered(name, true, …)` for that. Fields inside nested objects are as
 * schema.ts has them.
 */
export function ecsSchema(): Schema {
  unpacked ??= schemaOf(`ecs ${ecsVersion}`, unpack());
  return unpacked;
}
