// Made by scripts/js-runtime.ts from runtime/*.ts. Do not edit: npx tsx scripts/js-runtime.ts

export type HelperName =
  | "asciiLower"
  | "booleans"
  | "collect"
  | "elements"
  | "has"
  | "inOrder"
  | "isEvent"
  | "path"
  | "texts"
  | "values";

export interface Helper {
  /** A JavaScript declaration. */
  readonly text: string;
  readonly needs: readonly HelperName[];
}

export const helpers: { readonly [H in HelperName]: Helper } = {
  asciiLower: {
    text: "/** A to Z as a to z, everything else as it is. */\nfunction asciiLower(text) {\n  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());\n}",
    needs: [],
  },
  booleans: {
    text: "/** The values of a field of true and false, as Elasticsearch reads them. */\nfunction booleans(event, path) {\n  return values(event, path).flatMap((value) => {\n    if (value === true || value === \"true\") return [true];\n    return value === false || value === \"false\" || value === \"\" ? [false] : [];\n  });\n}",
    needs: ["values"],
  },
  collect: {
    text: "function collect(node, path, at, found) {\n  if (Array.isArray(node)) {\n    for (const element of elements(node)) collect(element, path, at, found);\n  } else if (typeof node === \"object\" && node !== null) {\n    const keys = path[at] ?? [];\n    for (let i = 0; i < keys.length; i++) {\n      const key = keys[i];\n      if (Object.hasOwn(node, key)) collect(node[key], path, at + i + 1, found);\n    }\n  } else if (at === path.length && (typeof node === \"string\" || typeof node === \"number\" || typeof node === \"boolean\")) {\n    found.push(node);\n  }\n}",
    needs: ["elements"],
  },
  elements: {
    text: "/** The elements of an array, those of arrays in it included, however deep they are. */\nfunction elements(array) {\n  if (!array.some(Array.isArray)) return array;\n  const flat = [];\n  const pending = [array];\n  while (pending.length > 0) {\n    const next = pending.pop();\n    if (!Array.isArray(next)) flat.push(next);\n    else for (let i = next.length - 1; i >= 0; i--) pending.push(next[i]);\n  }\n  return flat;\n}",
    needs: [],
  },
  has: {
    text: "/** Does the field have a value? */\nfunction has(event, path) {\n  return values(event, path).length > 0;\n}",
    needs: ["values"],
  },
  inOrder: {
    text: "/** Does the text start and end with these, and have all the others between them, in this order and without overlap? */\nfunction inOrder(text, start, between, end) {\n  const last = text.length - end.length;\n  if (last < start.length || !text.startsWith(start) || !text.endsWith(end)) return false;\n  let from = start.length;\n  for (const piece of between) {\n    const found = text.indexOf(piece, from);\n    if (found < 0 || found + piece.length > last) return false;\n    from = found + piece.length;\n  }\n  return true;\n}",
    needs: [],
  },
  isEvent: {
    text: "/** Is this an event at all? */\nfunction isEvent(event) {\n  return typeof event === \"object\" && event !== null && !Array.isArray(event);\n}",
    needs: [],
  },
  path: {
    text: "/** The keys under which a field may be found, dotted and nested. */\nfunction path(...segments) {\n  return segments.map((_, start) => segments.slice(start).map((_, i) => segments.slice(start, start + i + 1).join(\".\")));\n}",
    needs: [],
  },
  texts: {
    text: "/** The values of a text field. Numbers and booleans count as their JSON text. */\nfunction texts(event, path) {\n  return values(event, path).map(String);\n}",
    needs: ["values"],
  },
  values: {
    text: "/** All values of a field: arrays and objects in arrays give all of theirs, null gives none. Only the event's own keys are fields. */\nfunction values(event, path) {\n  const found = [];\n  collect(event, path, 0, found);\n  return found;\n}",
    needs: ["collect"],
  },
};

export const helperNames: readonly string[] = Object.keys(helpers);
