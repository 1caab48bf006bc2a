import { type AST, parseTOML } from "toml-eslint-parser";
import { type Span, span } from "../source/span.ts";

export type TomlPath = readonly (string | number)[];

/** Where a value stands and the key that holds it. For a table made by headers, `value` is its first header. */
export interface TomlPlace {
  readonly key: Span | null;
  readonly value: Span;
}

const spanOf = (node: { readonly range: readonly [number, number] }): Span => span(node.range[0], node.range[1]);
const nameOf = (key: AST.TOMLBare | AST.TOMLQuoted): string => (key.type === "TOMLBare" ? key.name : key.value);
const textOf = (path: TomlPath): string => JSON.stringify(path);

type Places = Map<string, TomlPlace>;

/** Deeper than anything that is ever asked for; a hostile path of 20,000 keys would take quadratic time. */
const maxDepth = 64;

function addContent(places: Places, path: TomlPath, key: Span | null, node: AST.TOMLContentNode): void {
  if (path.length > maxDepth) return;
  places.set(textOf(path), { key, value: spanOf(node) });
  if (node.type === "TOMLArray") {
    for (const [i, element] of node.elements.entries()) addContent(places, [...path, i], null, element);
  } else if (node.type === "TOMLInlineTable") {
    for (const entry of node.body) addEntry(places, path, entry);
  }
}

function addEntry(places: Places, table: TomlPath, entry: AST.TOMLKeyValue): void {
  const names = entry.key.keys.map(nameOf);
  for (let i = 1; i < Math.min(names.length, maxDepth); i++) addTable(places, [...table, ...names.slice(0, i)], spanOf(entry.key));
  addContent(places, [...table, ...names], spanOf(entry.key), entry.value);
}

/** A table stands where it is first named. */
function addTable(places: Places, path: TomlPath, key: Span): void {
  const text = textOf(path);
  if (!places.has(text)) places.set(text, { key, value: key });
}

/**
 * Places of everything in a TOML text, by path from the root. Slow beside reading the values (half a millisecond for a rule), so it is only asked
 * when something is to be shown. Null when this parser does not accept the text, whatever the reader said.
 */
export function tomlPlaces(text: string): ((path: TomlPath) => TomlPlace | null) | null {
  const places: Places = new Map();
  try {
    const [top] = parseTOML(text, { tomlVersion: "1.1" }).body;
    for (const node of top.body) {
      if (node.type === "TOMLKeyValue") addEntry(places, [], node);
      else {
        for (let i = 1; i <= Math.min(node.resolvedKey.length, maxDepth); i++)
          addTable(places, node.resolvedKey.slice(0, i), spanOf(node.key));
        for (const entry of node.body) addEntry(places, node.resolvedKey, entry);
      }
    }
  } catch {
    return null;
  }
  return (path) => places.get(textOf(path)) ?? null;
}
