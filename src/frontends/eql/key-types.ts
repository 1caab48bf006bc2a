import { error } from "../../diagnostics/diagnostic.ts";
import { familyOf } from "../../schema/es-type.ts";
import type { Expression, Sample, Sequence } from "./ast.ts";
import { type Lowering, resolve } from "./lowering.ts";

/** Join keys at the same place are of one kind: strings with strings, numbers with numbers. Optional fields that do not exist fit any. */
export function checkKeyTypes(lowering: Lowering, body: Sequence | Sample): void {
  const until = body.kind === "sequence" && body.until !== null ? [body.until] : [];
  const [first, ...others] = [...body.stages, ...until];
  for (const key of body.by) kindOf(lowering, key);
  first?.by.forEach((key, i) => {
    const kind = kindOf(lowering, key);
    for (const stage of others) {
      const other = stage.by[i];
      const otherKind = other === undefined ? null : kindOf(lowering, other);
      if (other === undefined || kind === null || otherKind === null || kind === otherKind) continue;
      lowering.report(
        error("eql/join-key", `a join key of type ${otherKind} is compared with one of type ${kind}`, other.span, {
          secondary: [{ span: key.span, text: kind }],
        }),
      );
    }
  });
}

function kindOf(lowering: Lowering, key: Expression): string | null {
  if (key.kind !== "field") return null;
  const found = resolve(lowering, key);
  if (found.kind !== "field") return null;
  const family = familyOf(found.field.type);
  return family === "double" || family === "long" ? "number" : family;
}
