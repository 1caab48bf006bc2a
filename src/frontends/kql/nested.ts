import { error, warning } from "../../diagnostics/diagnostic.ts";
import type { Condition } from "../../ir/condition.ts";
import { type Field, fieldName } from "../../ir/field.ts";
import { assertNever } from "../../source/assert-never.ts";
import type { Span } from "../../source/span.ts";
import type { Expression, Nested } from "./ast.ts";
import type { Lowering } from "./lowering.ts";
import { isObject, isTooDeep } from "./object-names.ts";
import { type Literal, literalText } from "./token.ts";

/** Names inside `path: { … }` leave out the path. */
export const inScope = (scope: string | null, name: string): string => (scope === null ? name : `${scope}.${name}`);

/** A field's name with the path that it stands in. */
export function scoped(scope: string | null, name: Literal): Literal {
  if (scope === null) return name;
  if (name.kind !== "wildcard") return { kind: "text", value: inScope(scope, literalText(name)), quoted: false, span: name.span };
  const [first, ...rest] = name.parts;
  const parts =
    first?.kind === "text"
      ? [{ ...first, text: inScope(scope, first.text) }, ...rest]
      : [{ kind: "text" as const, text: `${scope}.` }, ...name.parts];
  return { ...name, parts };
}

/** The whole paths of all `path: { … }` in the query, whatever the schema says of them. */
export function nestedPaths(query: Expression): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (e: Expression, scope: string | null): void => {
    switch (e.kind) {
      case "and":
      case "or":
        for (const operand of e.operands) walk(operand, scope);
        return;
      case "not":
        walk(e.operand, scope);
        return;
      case "nested": {
        const path = inScope(scope, literalText(e.path));
        found.add(path);
        walk(e.query, path);
        return;
      }
      case "match":
      case "range":
      case "free-text":
      case "everything":
      case "error":
        return;
      default:
        assertNever(e);
    }
  };
  walk(query, null);
  return found;
}

/** The path of the innermost objects of type `nested` that hold the field: what the schema says, and what the query itself takes for such. */
function innermostPath(lowering: Lowering, name: string): string | null {
  const known = lowering.objects.get(name);
  if (known !== undefined) return known;
  const path = pathAround(lowering, name);
  lowering.objects.set(name, path);
  return path;
}

function pathAround(lowering: Lowering, name: string): string | null {
  for (let dot = name.lastIndexOf("."); dot > 0; dot = name.lastIndexOf(".", dot - 1)) {
    const path = name.slice(0, dot);
    if (lowering.nestedPaths.has(path)) return path;
    const info = lowering.schema.lookup(path);
    if (info !== null && (info.inner === undefined ? info.type : info.inner) === "nested") return path;
  }
  return null;
}

/**
 * A field where the query names it. Kibana refuses a field of nested objects that stands outside of their braces, or in others; null: an error, reported. `spread`: the name is one of several that a
 * pattern gave, which Kibana puts into braces itself, outside of any.
 */
export function resolveField(lowering: Lowering, name: string, at: Span, spread = false): Field | null {
  const { scope } = lowering;
  const path = innermostPath(lowering, name);
  if (path !== scope && !(spread && scope === null)) {
    const message =
      scope === null
        ? `\`${name}\` is a field of nested objects, and stands outside of their braces`
        : `\`${name}\` is a field of the objects in \`${path}\`, not of those in \`${scope}\``;
    lowering.report(
      error("kql/nested-field", message, at, { help: `write \`${path ?? scope}: { ${name.slice((path ?? "").length + 1)}: … }\`` }),
    );
    return null;
  }
  if (lowering.nestedPaths.has(name)) {
    lowering.report(
      error("kql/object-field", `\`${name}\` is a list of objects, which has no value of its own`, at, {
        help: `name one of the fields inside of it: \`${name}: { … }\``,
      }),
    );
    return null;
  }
  const found = (path === null ? lowering.fields : lowering.innerFields).resolve(name, false, at);
  return found.kind === "field" ? found.field : null;
}

/** Fields that a pattern outside of any braces names are looked for in their own objects, each in its own, as Kibana does. */
export function inOwnObjects(lowering: Lowering, field: Field, test: Condition): Condition {
  const path = innermostPath(lowering, fieldName(field));
  if (path === null || path === lowering.scope) return test;
  return { kind: "nested", id: lowering.ids.node(), span: test.span, path: path.split("."), where: test };
}

const atRunTime = "Elasticsearch fails the search when it runs: it finds no nested objects there";

/** `path: { query }`. Null: an error, reported. */
export function lowerNested(
  lowering: Lowering,
  e: Nested,
  lower: (lowering: Lowering, e: Expression) => Condition | null,
): Condition | null {
  const path = inScope(lowering.scope, literalText(e.path));
  if (!isNestedPath(lowering, path, e)) return null;
  const where = lower({ ...lowering, scope: path }, e.query);
  return where === null ? null : { kind: "nested", id: lowering.ids.node(), span: e.span, path: path.split("."), where };
}

function isNestedPath(lowering: Lowering, path: string, { path: name }: Nested): boolean {
  const { schema, report } = lowering;
  const refuse = (reason: string, help: string): false => {
    report(error("kql/nested-path", reason, name.span, { help }));
    return false;
  };
  if (isTooDeep(lowering, scoped(lowering.scope, name))) return false;
  if (name.kind === "wildcard" || name.kind === "null") return refuse(`\`${literalText(name)}\` names no list of objects`, atRunTime);
  if (path.split(".").includes("")) return refuse("a part of the path's name is empty", atRunTime);
  const info = schema.lookup(path);
  const type = info?.inner === undefined ? info?.type : info.inner;
  if (type === "nested") return true;
  if (type != null || isObject(schema, path))
    return refuse(
      `\`${path}\` is ${type === undefined || type === "object" ? "an object" : `of type ${type}`}, not nested`,
      `${atRunTime}; give it the type \`nested\` in a schema file if the index has it so`,
    );
  if (schema.strict) {
    report(error("schema/unknown-field", `unknown field \`${path}\``, name.span, { help: "a nested query needs a field of type nested" }));
    return false;
  }
  if (!lowering.told.has(path)) {
    lowering.told.add(path);
    report(
      warning("schema/unknown-field", `the schema \`${schema.name}\` has no field \`${path}\`: taken as nested`, name.span, {
        help: "name its type in a schema file, or use the strict schema to make this an error",
      }),
    );
  }
  return true;
}
