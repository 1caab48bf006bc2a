// handlebars/runtime has no types of its own; the functions used here are declared as the documentation has them.
import runtime from "handlebars/runtime.js";

interface Handlebars {
  create(): Handlebars;
  unregisterHelper(name: string): void;
  template(spec: unknown): (context: object) => string;
}

const handlebars = (runtime as unknown as Handlebars).create();
// Every render wraps all helpers of its instance anew. Templates call `if` and `each`; strict ones never ask what a missing one means.
for (const helper of ["unless", "with", "lookup", "log", "helperMissing", "blockHelperMissing"]) handlebars.unregisterHelper(helper);

/** What `scripts/templates.ts` writes: Handlebars' precompiled form of one template (its shape is Handlebars' own). */
export type TemplateSpec = Readonly<Record<string, unknown>>;

interface Container {
  readonly escapeExpression: (value: unknown) => string;
}

type Program = (container: Container, ...rest: unknown[]) => string;

/**
 * A document template. `quote` is the target's own rule for text that comes from a rule, applied to every `{{value}}`; only `{{{value}}}`
 * is verbatim, for text that the target's printer made. Templates are compiled in strict mode: a missing variable throws (a bug in Verdict).
 *
 * Handlebars shares one `escapeExpression` among all instances, so each program of the template runs with a container of its own.
 */
export function template<Context extends object>(spec: TemplateSpec, quote: (text: string) => string): (context: Context) => string {
  const escapeExpression = (value: unknown): string => quote(String(value));
  // the container of the template, with this escaping; the programs inside get it from the one around them
  let made: { readonly from: Container; readonly container: Container } | null = null;
  const escaping = (from: Container): Container => {
    if (from.escapeExpression === escapeExpression) return from;
    if (made?.from !== from) made = { from, container: Object.assign(Object.create(from) as object, { escapeExpression }) };
    return made.container;
  };
  const withEscape =
    (program: Program): Program =>
    (container, ...rest) =>
      program(escaping(container), ...rest);
  const wrapped = Object.fromEntries(
    Object.entries(spec).map(([key, part]) => {
      if (key === "main") return [key, withEscape(part as Program)];
      if (/^\d+$/.test(key)) return [key, typeof part === "function" ? withEscape(part as Program) : part];
      return [key, part];
    }),
  );
  const render = handlebars.template(wrapped);
  return (context) => render(context);
}
