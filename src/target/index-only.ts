import type { CodeInfo } from "../diagnostics/code.ts";
import type { Code } from "../diagnostics/diagnostic.ts";
import type { Leaf } from "../ir/condition.ts";
import { mapFields } from "../ir/detection.ts";
import { type Field, fieldName } from "../ir/field.ts";
import type { Rule } from "../ir/rule.ts";
import { leaves, scalarsOf } from "../ir/walk.ts";
import { type Span, span } from "../source/span.ts";
import { type Deviation, type Direction, flip } from "./fidelity.ts";

/** What a target says of the deviation. `events`: how the product meets them. */
export const indexOnlyInfo = (events: string): CodeInfo => ({
  summary: "a field that an index makes and no event holds",
  explain: `A name below a field that has values (\`process.name.caseless\`) is a multi-field: Elasticsearch makes its values from those of \`process.name\` when it indexes an event. ${events}, so the field is missing and a test of it is never true: under, and over below a \`not\`; incomparable where events are joined. Test the field itself, or name the multi-field in a mapping among the \`fields\` of its parent: then its values are that field's.`,
  failing: `process where process.name.caseless == "cat.exe"`,
  fixed: `process where process.name : "cat.exe"`,
});

/**
 * For products that read events and no index: a field that only an index holds (`Field.indexOnly`) is missing in all of them, so a test of it is never true, and a key
 * never there. Elasticsearch finds what its index has made from another field's values. One deviation a test, where the rule has it.
 */
export function indexOnlyDeviations(rule: Rule, code: Code): readonly Deviation[] {
  const found: Deviation[] = [];
  const alone = rule.detection.kind === "filter";
  for (const { where } of Object.values(rule.sources))
    for (const { leaf, negated } of leaves(where)) {
      const field = fieldsOf(leaf).find((f) => f.indexOnly !== undefined);
      if (field === undefined) continue;
      // where events are joined, one that is not found can end what another begins, or begin what it would have ended
      const direction = alone ? whenMissing(leaf) : "incomparable";
      found.push({ code, direction: negated ? flip(direction) : direction, span: leaf.span, reason: reasonFor(field) });
    }
  const key = keysOf(rule).find(({ field }) => field.indexOnly !== undefined);
  if (key !== undefined) found.push({ code, direction: "incomparable", span: key.span, reason: reasonFor(key.field) });
  return found;
}

const fieldsOf = (leaf: Leaf): readonly Field[] => (leaf.kind === "exists" ? [leaf.field] : leaf.binds.map((b) => b.field));

/** The test of a field that is missing is false, unless it asks for that. */
const whenMissing = (leaf: Leaf): Direction =>
  leaf.kind === "any" && scalarsOf(leaf.test).some((s) => s.kind === "is-null") ? "incomparable" : "under";

/** What events are joined by, and where the rule says so; at its start where the query does not. */
function keysOf({ detection }: Rule): readonly { readonly field: Field; readonly span: Span }[] {
  if (detection.kind === "sequence" || detection.kind === "sample") return detection.stages.flatMap((stage) => stage.by);
  const fields: Field[] = [];
  mapFields(detection, (field) => {
    fields.push(field);
    return field;
  });
  return fields.map((field) => ({ field, span: span(0, 0) }));
}

const reasonFor = (field: Field): string =>
  `no event holds \`${fieldName(field)}\`, which an index makes from \`${field.indexOnly}\`: here it is missing`;
