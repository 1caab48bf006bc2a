/** What a field of a rule document may hold. `json`: anything, taken as it is (Kibana's filters and actions have shapes of their own). */
export type FieldType =
  | { readonly kind: "text" }
  | { readonly kind: "boolean" }
  | { readonly kind: "integer"; readonly minimum: number; readonly maximum: number }
  | { readonly kind: "choice"; readonly choices: readonly string[] }
  | { readonly kind: "day" }
  | { readonly kind: "date-math" }
  | { readonly kind: "duration" }
  | { readonly kind: "list"; readonly of: FieldType }
  | { readonly kind: "table"; readonly fields: readonly FieldSpec[] }
  | { readonly kind: "either"; readonly options: readonly FieldType[] }
  | { readonly kind: "json" };

/**
 * One field. `where`: in which documents it exists (`both`: TOML's `[rule]` and the API). `missing`: what its absence means; nothing by default,
 * `error`, or a warning that a default is used.
 */
export interface FieldSpec {
  readonly name: string;
  readonly type: FieldType;
  readonly where: "toml" | "api" | "both";
  readonly missing?: "error" | "default";
}

export const text: FieldType = { kind: "text" };
export const boolean: FieldType = { kind: "boolean" };
export const json: FieldType = { kind: "json" };
/** A date of TOML, or a text (`2026/02/28`, as detection rules write it). */
export const day: FieldType = { kind: "day" };
export const dateMath: FieldType = { kind: "date-math" };
export const duration: FieldType = { kind: "duration" };
export const integer = (minimum: number, maximum = Number.MAX_SAFE_INTEGER): FieldType => ({ kind: "integer", minimum, maximum });
export const choice = (...choices: readonly string[]): FieldType => ({ kind: "choice", choices });
export const list = (of: FieldType): FieldType => ({ kind: "list", of });
export const table = (...fields: readonly FieldSpec[]): FieldType => ({ kind: "table", fields });
export const either = (...options: readonly FieldType[]): FieldType => ({ kind: "either", options });

/** In words, for a diagnostic. */
export function expectation(type: FieldType): string {
  switch (type.kind) {
    case "text":
      return "a text";
    case "boolean":
      return "`true` or `false`";
    case "integer":
      return type.maximum === Number.MAX_SAFE_INTEGER
        ? `a whole number of at least ${type.minimum}`
        : `a whole number from ${type.minimum} to ${type.maximum}`;
    case "choice":
      return type.choices.map((c) => `\`${c}\``).join(", ");
    case "day":
      return "a date";
    case "date-math":
      return "date math such as `now-6m`";
    case "duration":
      return "a duration such as `5m`";
    case "list":
      return `a list, each member ${expectation(type.of)}`;
    case "table":
      return "a table";
    case "either":
      return type.options.map(expectation).join(", or ");
    case "json":
      return "a value";
  }
}
