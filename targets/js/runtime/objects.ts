// Lists of objects, each of which is looked at by itself.
import { elements } from "./read.ts";

/**
 * The objects at a path: those of a list, of lists in it, and of objects on the way. An empty object is one; what is no object is none. A key that goes on below the path ("list.a") is an object by
 * itself, as in an index.
 */
export function objects(event: unknown, path: string): object[] {
  const found: object[] = [];
  findObjects(event, path, found);
  return found;
}

/** `path`: what is left of it; null: nothing. */
function findObjects(node: unknown, path: string | null, found: object[]): void {
  if (Array.isArray(node)) {
    for (const element of elements(node)) findObjects(element, path, found);
  } else if (typeof node === "object" && node !== null) {
    if (path === null) {
      found.push(node);
      return;
    }
    const object = node as Record<string, unknown>; // an object, as asked above
    for (const key of Object.keys(object)) {
      if (key === path) findObjects(object[key], null, found);
      else if (path.startsWith(`${key}.`)) findObjects(object[key], path.slice(key.length + 1), found);
      else if (key.startsWith(`${path}.`)) found.push({ [key.slice(path.length + 1)]: object[key] });
    }
  }
}
