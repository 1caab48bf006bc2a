import * as v from "valibot";
import { isMap, isPair, isScalar, LineCounter, type Node, type Pair, parseDocument } from "yaml";
import { type Diagnostic, error } from "../diagnostics/diagnostic.ts";
import { checkShape, type ShapePath } from "../diagnostics/shape.ts";
import type { JsonObject } from "../source/json.ts";
import type { SourceText } from "../source/source-text.ts";
import { type Span, span } from "../source/span.ts";

/** One event beside a rule (`NAME.events.yaml`) and what the rule says of it. `span` covers the case in the file. */
export interface EventCase {
  readonly name: string;
  readonly event: JsonObject;
  readonly verdict: "match" | "no-match" | "error";
  readonly why: string;
  readonly span: Span;
}

/** `cases` holds the sound ones even when others have errors. */
export interface EventsFileResult {
  readonly cases: readonly EventCase[];
  readonly diagnostics: readonly Diagnostic[];
}

/** `rules/a/b.toml` has its events in `rules/a/b.events.yaml`. */
export const eventsFileOf = (rulePath: string): string => `${rulePath.replace(/\.(toml|json|ndjson)$/, "")}.events.yaml`;

const text = (description: string) => v.pipe(v.string(), v.nonEmpty("must not be empty"), v.description(description));
/** Not `v.record`: that drops keys such as `constructor`, which an event may well have. */
const isObject = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

const caseShape = v.strictObject({
  name: text("What tells the case from the others."),
  event: v.pipe(v.custom<JsonObject>(isObject, "takes an object"), v.description("The event: keys dotted or nested, values of JSON.")),
  verdict: v.pipe(
    v.picklist(["match", "no-match", "error"]),
    v.description("What the rule says of it, on every engine; `error` where a test fails at run time."),
  ),
  why: text("Why that is so."),
});
/** The whole file. schemas/events.schema.json is made from this; reading takes the cases one by one, so that a bad one leaves the others alone. */
export const eventsShape = v.strictObject({
  cases: v.pipe(v.array(caseShape), v.description("Events and the verdict that each must get.")),
});
const fileShape = v.strictObject({ cases: v.array(v.unknown()) });

const maxDepth = 60;

/** YAML has numbers that JSON has not. */
function jsonProblem(value: unknown, path: ShapePath): { readonly path: ShapePath; readonly why: string } | null {
  if (path.length > maxDepth) return { path: path.slice(0, 3), why: "is nested too deeply" };
  if (value === null || typeof value === "string" || typeof value === "boolean") return null;
  if (typeof value === "number") return Number.isFinite(value) ? null : { path, why: "is no number of JSON" };
  if (Array.isArray(value)) return value.reduce<ReturnType<typeof jsonProblem>>((p, v, i) => p ?? jsonProblem(v, [...path, i]), null);
  if (typeof value !== "object") return { path, why: "is no value of JSON" };
  return Object.entries(value).reduce<ReturnType<typeof jsonProblem>>((p, [k, v]) => p ?? jsonProblem(v, [...path, k]), null);
}

interface Yaml {
  readonly value: unknown;
  place(path: ShapePath, what: "key" | "value"): Span | null;
}

function spanOf(node: Node | null | undefined): Span | null {
  return node?.range == null ? null : span(node.range[0], node.range[1]);
}

function pairIn(node: unknown, key: string | number): Pair | null {
  if (!isMap(node)) return null;
  return node.items.find((p) => isPair(p) && isScalar(p.key) && String(p.key.value) === key) ?? null;
}

function readYaml(source: SourceText): Yaml | Diagnostic {
  try {
    const document = parseDocument(source.text, { schema: "core", uniqueKeys: true, lineCounter: new LineCounter(), prettyErrors: false });
    const [first] = document.errors;
    if (first !== undefined) {
      const [start, end] = first.pos;
      const at = Math.min(start, source.text.length);
      const reason = /call stack/i.test(first.message)
        ? "nested too deeply"
        : `${first.message.charAt(0).toLowerCase()}${first.message.slice(1)}`;
      return error("events/yaml-syntax", `not YAML: ${reason}`, span(at, Math.max(at, Math.min(end, source.text.length))));
    }
    return {
      value: document.toJS({ maxAliasCount: 100 }),
      place(path, what) {
        const holder = document.getIn(path.slice(0, -1), true);
        const last = path[path.length - 1];
        const pair = last === undefined ? null : pairIn(path.length === 1 ? document.contents : holder, last);
        // keys and values that were parsed are nodes
        if (what === "key" && pair !== null) return spanOf(pair.key as Node | null);
        const node = path.length === 0 ? document.contents : document.getIn(path, true);
        return spanOf(node as Node | null | undefined);
      },
    };
  } catch (thrown) {
    const reason = thrown instanceof RangeError ? "nested too deeply" : thrown instanceof Error ? thrown.message : "cannot be read";
    return error("events/yaml-syntax", `not YAML that can be used: ${reason}`, null);
  }
}

function readCase(value: unknown, index: number, yaml: Yaml): EventCase | readonly Diagnostic[] {
  const base = ["cases", index];
  const within: Yaml["place"] = (path, what) => yaml.place([...base, ...path], what) ?? yaml.place(base, "value");
  const shape = checkShape(caseShape, value, "events/bad-case", within, () => Object.keys(caseShape.entries));
  if (shape.value === null) return shape.diagnostics;
  const problem = jsonProblem(shape.value.event, ["event"]);
  if (problem !== null) {
    return [error("events/bad-case", `\`${problem.path.join(".")}\` ${problem.why}`, within(problem.path, "value"))];
  }
  return { ...shape.value, span: yaml.place(base, "value") ?? span(0, 0) };
}

/** Reads the events beside a rule. Never throws. Each case that has an error is left out; so is a second case of the same name. */
export function readEvents(source: SourceText): EventsFileResult {
  const diagnostics: Diagnostic[] = [];
  const finish = (cases: readonly EventCase[]): EventsFileResult => ({
    cases,
    diagnostics: diagnostics.map((d) => ({ ...d, file: source.name })),
  });
  const yaml = readYaml(source);
  if ("severity" in yaml) {
    diagnostics.push(yaml);
    return finish([]);
  }
  const file = checkShape(fileShape, yaml.value, "events/bad-file", yaml.place, () => ["cases"]);
  diagnostics.push(...file.diagnostics);
  const cases = new Map<string, EventCase>();
  for (const [i, value] of (file.value?.cases ?? []).entries()) {
    const read = readCase(value, i, yaml);
    if (!("span" in read)) diagnostics.push(...read);
    else if (cases.has(read.name))
      diagnostics.push(
        error("events/duplicate-case", `there are two cases named \`${read.name}\``, yaml.place(["cases", i, "name"], "value")),
      );
    else cases.set(read.name, read);
  }
  return finish([...cases.values()]);
}
