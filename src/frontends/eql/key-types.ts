import { error } from "../../diagnostics/diagnostic.ts";
import { familyOf } from "../../schema/es-type.ts";
import type { Schema } from "../../schema/schema.ts";
import type { Expression, Sample, Sequence } from "./ast.ts";
import { pathOf } from "./field-uses.ts";
import { type Lowering, resolve } from "./lowering.ts";

/** Join keys at the same place are of one kind: strings with strings, numbers with numbers. Fields that the schema does not know fit any. */
export function checkKeyTypes(lowering: Lowering, body: Sequence | Sample, schema: Schema): void {
  const until = body.kind === "sequence" && body.until !== null ? [body.until] : [];
  const [first, ...others] = [...body.stages, ...until];
  for (const key of body.by) kindOf(lowering, key, schema);
  first?.by.forEach((key, i) => {
    const kind = kindOf(lowering, key, schema);
    for (const stage of others) {
      const other = stage.by[i];
      const otherKind = other === undefined ? null : kindOf(lowering, other, schema);
      if (other === undefined || kind === null || otherKind === null || kind === otherKind) continue;
      lowering.report(
        error("eql/join-key", `a join key of type ${otherKind} is compared with one of type ${kind}`, other.span, {
          secondary: [{ span: key.span, text: kind }],
        }),
      );
    }
  });
}

function kindOf(lowering: Lowering, key: Expression, schema: Schema): string | null {
  if (key.kind !== "field" || resolve(lowering, key).kind !== "field") return null;
  const info = schema.lookup(pathOf(key.segments));
  if (info === null) return null;
  const family = familyOf(info.type);
  return family === "double" || family === "long" ? "number" : family;
}
