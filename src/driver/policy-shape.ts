import * as v from "valibot";

const named = (description: string) => v.pipe(v.string(), v.nonEmpty("must not be empty"), v.description(description));
const paths = (description: string) => v.pipe(v.array(v.string()), v.description(description));

export const acceptanceShape = v.strictObject({
  rule: named("The rule: its path below this file without extension, or its id."),
  target: named("The target's name, such as `falco`."),
  code: v.pipe(
    v.string(),
    v.regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, "takes a code such as `falco/no-terminal`"),
    v.description("The code of the deviation or refusal, as `verdict compile` shows it."),
  ),
  reason: named("Why this is acceptable, for whoever reviews the file."),
});

export const targetShape = v.strictObject({
  version: v.optional(named("The product's version; by default the newest that Verdict knows.")),
  options: v.optional(
    v.pipe(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])), v.description("The target's options by name.")),
  ),
});

/** verdict.json. schemas/verdict.schema.json is made from this. */
export const policyShape = v.strictObject({
  $schema: v.optional(v.pipe(v.string(), v.description("Where editors find this schema."))),
  targets: v.optional(
    v.pipe(
      v.record(v.string(), targetShape),
      v.description("What the rules are compiled to, by target or family name (`sql`). By default every target."),
    ),
  ),
  schema: v.optional(
    v.pipe(
      v.strictObject({
        strict: v.optional(v.pipe(v.boolean(), v.description("A field that no schema has is an error."))),
        mappings: v.optional(paths("Mapping files, relative to this file; earlier ones win.")),
        columns: v.optional(paths("Column-name files, relative to this file; earlier ones win.")),
      }),
      v.description("What is known of fields, before the Elastic Common Schema."),
    ),
  ),
  accept: v.optional(
    v.pipe(
      v.array(acceptanceShape),
      v.description(
        "Deviations and refusals that somebody looked at and accepted. One that is not here, and one here that is gone, is a finding.",
      ),
    ),
  ),
});

export type PolicyFile = v.InferOutput<typeof policyShape>;

/** Keys by where they stand, for suggestions. */
export function knownKeys(path: readonly (string | number)[]): readonly string[] {
  if (path.length === 0) return Object.keys(policyShape.entries);
  if (path[0] === "schema") return ["strict", "mappings", "columns"];
  if (path[0] === "accept") return Object.keys(acceptanceShape.entries);
  return path.length === 2 ? Object.keys(targetShape.entries) : [];
}
