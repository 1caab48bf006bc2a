import type { Nested } from "../../../src/ir/condition.ts";
import type { Rule } from "../../../src/ir/rule.ts";
import { nestedOf } from "../../../src/ir/walk.ts";
import { isJsonObject, type Json, type JsonObject } from "../../../src/source/json.ts";
import { type Context, freshName, refuse } from "./context.ts";
import { documentText, project, type Wanted } from "./projection.ts";
import { boolean, type Sql } from "./tree.ts";

/**
 * Lists of objects that rules look at one by one. In the layout of documents the group `nested` has them by their path, each in the form that the event itself has, its fields under their whole names:
 *
 *     {"text": {"event.action": ["grant"]}, "nested": {"roles": [{"text": {"roles.name": ["owner"]}}, {}]}}
 *
 * Only the paths that rules ask for are there; what lies below one is not among the event's own values. A layout of columns has no such form: it holds what all objects have together.
 */
export const nestedPathsOf = (rules: readonly Rule[]): readonly string[] =>
  [...new Set(rules.flatMap((r) => Object.values(r.sources).flatMap((s) => nestedOf(s.where).map((n) => n.path.join(".")))))].sort();

/** The `doc` of an event: its own values, and its lists of objects at these paths. */
export function documentOf(event: JsonObject, wanted: Wanted, paths: readonly string[]): string {
  const below = (name: string, path: string): boolean => name.startsWith(`${path}.`);
  const own = new Map([...wanted].filter(([name]) => !paths.some((p) => below(name, p))));
  const lists = new Map<string, readonly string[]>();
  for (const path of paths) {
    const inside = new Map([...wanted].filter(([name]) => below(name, path)));
    const objects = objectsAt(event, path).map((object) =>
      documentOf(
        { [path]: object },
        inside,
        paths.filter((p) => below(p, path)),
      ),
    );
    if (objects.length > 0) lists.set(path, objects);
  }
  return documentText(project(event, own), lists);
}

/**
 * The objects at a path, through lists and objects in them. A key that goes on below the path (`"list.a": 1`) is an object by itself, as in Elasticsearch's index, which unfolds each such key alone.
 */
function objectsAt(event: JsonObject, path: string): readonly JsonObject[] {
  const found: JsonObject[] = [];
  const todo: { readonly value: Json | undefined; readonly rest: string | null }[] = [{ value: event, rest: path }];
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    const { value, rest } = at;
    if (Array.isArray(value)) for (const item of value.toReversed()) todo.push({ value: item, rest });
    else if (isJsonObject(value) && rest === null) found.push(value);
    else if (isJsonObject(value) && rest !== null)
      for (const [key, inner] of Object.entries(value).toReversed()) {
        if (key === rest) todo.push({ value: inner, rest: null });
        else if (rest.startsWith(`${key}.`)) todo.push({ value: inner, rest: rest.slice(key.length + 1) });
        else if (key.startsWith(`${rest}.`)) found.push({ [key.slice(rest.length + 1)]: inner });
      }
  }
  return found;
}

/** Does one of the objects satisfy the condition? `lower` lowers it where fields are read from one of them. */
export function lowerNested(context: Context, nested: Nested, lower: (within: Context) => Sql): Sql {
  const { dialect, layout, document } = context;
  const path = nested.path.join(".");
  if (layout.kind === "columns") {
    const reason = `columns hold the values of all objects in \`${path}\` together, and the rule asks for one object`;
    refuse(context, "sql/nested", nested.span, reason, "the layout of documents has them one by one");
    return boolean(false);
  }
  const problem = dialect.syntax.quote.problem(path);
  if (problem !== null) refuse(context, "sql/field-name", nested.span, problem);
  return dialect.someObject(document, path, freshName(context, "o"), (object) => lower({ ...context, document: object }));
}

/** For whoever loads events. */
export const nestedNotes = (paths: readonly string[]): readonly string[] =>
  paths.length === 0
    ? []
    : [
        "nested: lists of objects that are looked at one by one, by their path, each object in the same form, its fields under their whole names; null and values are left out, {} is an object:",
        '  {"nested": {"roles": [{"text": {"roles.name": ["owner"]}}, {"text": {"roles.name": ["viewer"]}}]}}',
        `What lies below them is not among the event's own lists. A key that goes on below such a path is an object by itself. Paths: ${paths.join(", ")}`,
      ];
