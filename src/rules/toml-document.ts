import { parse, TomlError } from "smol-toml";
import { type Diagnostic, error, hasError } from "../diagnostics/diagnostic.ts";
import type { Json, JsonObject } from "../source/json.ts";
import { isJsonObject } from "../source/json.ts";
import type { OffsetMap } from "../source/offset-map.ts";
import type { SourceText } from "../source/source-text.ts";
import { type Span, span } from "../source/span.ts";
import { tomlTables } from "./fields.ts";
import { diagnosticsOf, type Origin } from "./origin.ts";
import { type Problem, readTable } from "./read-fields.ts";
import type { RawRule } from "./rule-set.ts";
import { tomlPlaces } from "./toml-positions.ts";
import { tomlStringMap } from "./toml-string.ts";

/**
 * Nearly every text stands in its document as it is, once, behind its key: then its offsets need no second parse of the whole document, which takes ten times as
 * long as the first. Null: it is to be looked for.
 */
function verbatim(text: string, key: string, value: string): OffsetMap | null {
  const at = value === "" ? -1 : text.indexOf(value);
  if (at < 0 || text.indexOf(value, at + 1) >= 0) return null;
  const opening = /(?:^|\n)[ \t]*([\w-]+)[ \t]*=[ \t]*("""|'''|["'])(?:\r?\n)?$/.exec(text.slice(Math.max(0, at - 100), at));
  if (opening?.[1] !== key || !text.startsWith(opening[2] ?? "", at + value.length)) return null;
  return { pieces: [{ value: 0, valueLength: value.length, raw: at, rawLength: value.length }], end: at + value.length };
}

function originOf(source: SourceText, whole: Span): Origin {
  // a byte order mark is read as a blank, so that every offset stays
  const text = whole.start === 0 ? source.text : ` ${source.text.slice(1)}`;
  let places: ReturnType<typeof tomlPlaces> | undefined;
  const place: Origin["place"] = (path) => {
    if (places === undefined) places = tomlPlaces(text);
    return places?.(path) ?? null;
  };
  return {
    source,
    whole,
    place,
    stringMap(path, value) {
      const found = verbatim(text, String(path[path.length - 1]), value);
      if (found !== null) return found;
      const at = place(path);
      return at === null || !/["']/.test(text[at.value.start] ?? "") ? null : tomlStringMap(text, at.value.start, at.value.end);
    },
  };
}

/** smol-toml gives a line and a column, both from 1; its lines end in `\n` or `\r\n`. */
function offsetOf(text: string, { line, column }: TomlError): number {
  let start = 0;
  for (let i = 1; i < line; i++) start = text.indexOf("\n", start) + 1;
  return Math.min(start + column - 1, text.length);
}

function syntaxError(source: SourceText, thrown: unknown): Diagnostic {
  if (!(thrown instanceof TomlError)) {
    return { ...error("rules/too-deep", "the document is nested too deeply to be read", null), file: source.name };
  }
  const at = offsetOf(source.text, thrown);
  const reason = /^Invalid TOML document: (.*)/.exec(thrown.message)?.[1] ?? "not TOML";
  return { ...error("rules/toml-syntax", `not TOML: ${reason}`, span(at, Math.min(at + 1, source.text.length))), file: source.name };
}

/** `[rule.new_terms]` of TOML in the API's shape. */
function flattenNewTerms(rule: JsonObject): JsonObject {
  const { new_terms: newTerms, ...rest } = rule;
  if (!isJsonObject(newTerms)) return rule;
  const starts = newTerms["history_window_start"];
  const start = Array.isArray(starts) ? (starts.find(isJsonObject)?.["value"] as Json | undefined) : undefined;
  return {
    ...rest,
    ...(newTerms["value"] === undefined ? {} : { new_terms_fields: newTerms["value"] }),
    ...(start === undefined ? {} : { history_window_start: start }),
  };
}

/** One rule of `[metadata]`, `[rule]`, `[[rule.threat]]`, `[transform]`. */
export function readToml(source: SourceText): { readonly rules: readonly RawRule[]; readonly diagnostics: readonly Diagnostic[] } {
  const bom = source.text.startsWith("\ufeff") ? 1 : 0;
  let parsed: Readonly<Record<string, unknown>>;
  try {
    parsed = parse(source.text, { maxDepth: 100 });
  } catch (thrown) {
    return { rules: [], diagnostics: [syntaxError(source, thrown)] };
  }
  const origin = originOf(source, span(bom, source.text.length));
  const problems: Problem[] = [];
  const document = readTable(tomlTables, parsed, [], "toml", (p) => problems.push(p));
  const diagnostics = diagnosticsOf(origin, problems);
  const rule = document["rule"];
  if (hasError(diagnostics) || !isJsonObject(rule)) return { rules: [], diagnostics };
  return { rules: [{ origin, base: ["rule"], fields: flattenNewTerms(rule) }], diagnostics };
}
