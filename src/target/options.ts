/** One option of a target, as `--option NAME=VALUE` and `verdict.json` set it. */
export type OptionSpec =
  | { readonly kind: "choice"; readonly choices: readonly string[]; readonly default: string; readonly summary: string }
  | { readonly kind: "number"; readonly minimum: number; readonly maximum: number; readonly default: number; readonly summary: string }
  | { readonly kind: "boolean"; readonly default: boolean; readonly summary: string }
  | { readonly kind: "text"; readonly default: string; readonly summary: string };

export type OptionTable = Readonly<Record<string, OptionSpec>>;

export type OptionValue = string | number | boolean;
export type Options = Readonly<Record<string, OptionValue>>;

export const defaultsOf = (table: OptionTable): Options =>
  Object.fromEntries(Object.entries(table).map(([name, spec]) => [name, spec.default]));

/** Reads what a user gave (text from the command line, JSON from `verdict.json`). An unknown name or a bad value is a message; missing ones get defaults. */
export function readOptions(
  table: OptionTable,
  given: Readonly<Record<string, unknown>>,
): { readonly options: Options; readonly problems: readonly string[] } {
  const options: Record<string, OptionValue> = { ...defaultsOf(table) };
  const problems: string[] = [];
  for (const [name, raw] of Object.entries(given)) {
    const spec = Object.hasOwn(table, name) ? table[name] : undefined;
    if (spec === undefined) {
      problems.push(`unknown option \`${name}\`; known: ${Object.keys(table).join(", ") || "none"}`);
      continue;
    }
    const value = readValue(spec, raw);
    if (value === null) problems.push(`option \`${name}\` takes ${expectation(spec)}`);
    else options[name] = value;
  }
  return { options, problems };
}

function readValue(spec: OptionSpec, raw: unknown): OptionValue | null {
  switch (spec.kind) {
    case "choice":
      return typeof raw === "string" && spec.choices.includes(raw) ? raw : null;
    case "number": {
      const n = typeof raw === "string" && /^\d+$/.test(raw) ? Number(raw) : raw;
      return typeof n === "number" && Number.isInteger(n) && n >= spec.minimum && n <= spec.maximum ? n : null;
    }
    case "boolean":
      if (typeof raw === "boolean") return raw;
      return raw === "true" ? true : raw === "false" ? false : null;
    case "text":
      return typeof raw === "string" ? raw : null;
  }
}

function expectation(spec: OptionSpec): string {
  switch (spec.kind) {
    case "choice":
      return spec.choices.map((c) => `\`${c}\``).join(" or ");
    case "number":
      return `a whole number from ${spec.minimum} to ${spec.maximum}`;
    case "boolean":
      return "`true` or `false`";
    case "text":
      return "a text";
  }
}
