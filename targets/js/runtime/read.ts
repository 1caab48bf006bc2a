// How an event is read. An event is a JSON document; a field is a list of values.

/** For each segment of a field's name, the keys that may stand at its place: "a.b.c" is also {"a": {"b.c": ...}} and {"a.b": {"c": ...}}. */
export type Path = readonly (readonly string[])[];

export type Plain = string | number | boolean;

/** The keys under which a field may be found, dotted and nested. */
export function path(name: string): Path {
  const segments = name.split(".");
  return segments.map((_, start) => segments.slice(start).map((_, i) => segments.slice(start, start + i + 1).join(".")));
}

/** Is this an event at all? */
export function isEvent(event: unknown): boolean {
  return typeof event === "object" && event !== null && !Array.isArray(event);
}

/** All values of a field: arrays and objects in arrays give all of theirs, null gives none. Only the event's own keys are fields. */
export function values(event: unknown, path: Path): Plain[] {
  const found: Plain[] = [];
  collect(event, path, 0, found);
  return found;
}

function collect(node: unknown, path: Path, at: number, found: Plain[]): void {
  if (Array.isArray(node)) {
    for (const element of node) {
      if (!Array.isArray(element)) collect(element, path, at, found);
      else for (const inner of elements(element)) collect(inner, path, at, found);
    }
  } else if (typeof node === "object" && node !== null) {
    const object = node as Record<string, unknown>; // an object, as asked above
    const keys = path[at] ?? [];
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] as string; // within the array's length
      const value = object[key];
      // most keys are not there: asking for the value first is quicker
      if (value !== undefined && Object.hasOwn(object, key)) collect(value, path, at + i + 1, found);
    }
  } else if (at === path.length && (typeof node === "string" || typeof node === "number" || typeof node === "boolean")) {
    found.push(node);
  }
}

/** The elements of an array, those of arrays in it included, however deep they are. */
export function elements(array: readonly unknown[]): unknown[] {
  const flat: unknown[] = [];
  const pending: unknown[] = [array];
  while (pending.length > 0) {
    const next = pending.pop();
    if (!Array.isArray(next)) flat.push(next);
    else for (let i = next.length - 1; i >= 0; i--) pending.push(next[i]);
  }
  return flat;
}

/** What `read` makes of each value of a field, but null. */
export function typed<T>(event: unknown, path: Path, read: (value: Plain) => T | null): T[] {
  const found: T[] = [];
  for (const value of values(event, path)) {
    const made = read(value);
    if (made !== null) found.push(made);
  }
  return found;
}

/** The values of a text field. Numbers and booleans count as their JSON text. */
export function texts(event: unknown, path: Path): string[] {
  const found = values(event, path);
  for (let i = 0; i < found.length; i++) if (typeof found[i] !== "string") found[i] = String(found[i]);
  return found as string[]; // now they are
}

/** The values of a field of true and false, as Elasticsearch reads them. */
export function booleans(event: unknown, path: Path): boolean[] {
  return typed(event, path, (value) => {
    if (value === true || value === "true") return true;
    return value === false || value === "false" || value === "" ? false : null;
  });
}

/** The values of a field, or null, once, where it has none. */
export function orNull<T>(values: readonly T[]): readonly (T | null)[] {
  return values.length === 0 ? [null] : values;
}
