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

/**
 * Events that a rule sees together and what it finds in them: for each alert the events that make it up, as their numbers from 1 (for a count: all of the group). `when`: where the window and the
 * history of a new terms rule lie, epoch milliseconds; `indicators`: for indicator matches.
 */
export interface StreamCase {
  readonly name: string;
  readonly events: readonly JsonObject[];
  readonly alerts: readonly (readonly number[])[];
  readonly indicators: readonly JsonObject[];
  readonly when: { readonly history: number; readonly from: number; readonly to: number } | null;
  readonly why: string;
  readonly span: Span;
}

/** `cases` and `streams` hold the sound ones even when others have errors. */
export interface EventsFileResult {
  /** What `now` in the rule's dates means, epoch milliseconds; null: the time at which the events are judged. */
  readonly now: number | null;
  readonly cases: readonly EventCase[];
  readonly streams: readonly StreamCase[];
  readonly diagnostics: readonly Diagnostic[];
}

/** `rules/a/b.toml` has its events in `rules/a/b.events.yaml`. */
export const eventsFileOf = (rulePath: string): string => `${rulePath.replace(/\.(toml|json|ndjson)$/, "")}.events.yaml`;

const text = (description: string) => v.pipe(v.string(), v.nonEmpty("must not be empty"), v.description(description));
/** Not `v.record`: that drops keys such as `constructor`, which an event may well have. */
const isObject = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

const eventShape = (description: string) => v.pipe(v.custom<JsonObject>(isObject, "takes an object"), v.description(description));
const name = text("What tells the case from the others.");
const caseShape = v.strictObject({
  name,
  event: eventShape("The event: keys dotted or nested, values of JSON."),
  verdict: v.pipe(
    v.picklist(["match", "no-match", "error"]),
    v.description("What the rule says of it, on every engine; `error` where a test fails at run time."),
  ),
  why: text("Why that is so."),
});
const instant = (description: string) =>
  v.pipe(
    v.string(),
    v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/, "takes a time such as `2026-01-31T12:00:00Z`"),
    v.description(description),
  );
const streamShape = v.strictObject({
  name,
  events: v.pipe(
    v.array(eventShape("An event: keys dotted or nested, values of JSON.")),
    v.description("The events, in order of arrival."),
  ),
  alerts: v.pipe(
    v.array(v.pipe(v.array(v.number()), v.description("The numbers of the events that make up the alert, the first event being 1."))),
    v.description("What the rule finds, in order; none: an empty list."),
  ),
  when: v.optional(
    v.strictObject({
      history: instant("Where the history begins that a new terms rule looks at."),
      from: instant("Where the history ends and the window begins."),
      to: instant("Where the window ends."),
    }),
  ),
  indicators: v.optional(v.pipe(v.array(eventShape("An indicator.")), v.description("What an indicator match rule joins events with."))),
  why: text("Why that is so."),
});
/** The whole file. schemas/events.schema.json is made from this; reading takes the cases one by one, so that a bad one leaves the others alone. */
export const eventsShape = v.strictObject({
  now: v.optional(instant("What `now` in the rule's dates means. Default: the time at which the events are judged.")),
  cases: v.optional(v.pipe(v.array(caseShape), v.description("Events, each by itself, and the verdict that each must get."))),
  streams: v.optional(
    v.pipe(v.array(streamShape), v.description("Events together, for rules that join or count them, and the alerts that they must give.")),
  ),
});
/** A shape of an object with known keys. */
type Shape<T> = v.GenericSchema<unknown, T> & { readonly entries: Readonly<Record<string, unknown>> };
const fileShape = v.strictObject({
  now: eventsShape.entries.now,
  cases: v.optional(v.array(v.unknown())),
  streams: v.optional(v.array(v.unknown())),
});

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

/** A case of one of the lists, checked; `span` covers it. */
type Checked<T> = { readonly value: T; readonly span: Span } | { readonly problems: readonly Diagnostic[] };

function check<T>(list: "cases" | "streams", shape: Shape<T>, value: unknown, index: number, yaml: Yaml): Checked<T> {
  const base = [list, index];
  const within: Yaml["place"] = (path, what) => yaml.place([...base, ...path], what) ?? yaml.place(base, "value");
  const checked = checkShape(shape, value, "events/bad-case", within, () => Object.keys(shape.entries));
  if (checked.value === null) return { problems: checked.diagnostics };
  const problem = jsonProblem(checked.value, []);
  if (problem !== null)
    return { problems: [error("events/bad-case", `\`${problem.path.join(".")}\` ${problem.why}`, within(problem.path, "value"))] };
  return { value: checked.value, span: yaml.place(base, "value") ?? span(0, 0) };
}

function readCase(value: unknown, index: number, yaml: Yaml): EventCase | readonly Diagnostic[] {
  const checked = check("cases", caseShape, value, index, yaml);
  return "problems" in checked ? checked.problems : { ...checked.value, span: checked.span };
}

function readStream(value: unknown, index: number, yaml: Yaml): StreamCase | readonly Diagnostic[] {
  const checked = check("streams", streamShape, value, index, yaml);
  if ("problems" in checked) return checked.problems;
  const { when, indicators = [], ...rest } = checked.value;
  const strangers = rest.alerts.flat().filter((n) => !Number.isInteger(n) || n < 1 || n > rest.events.length);
  if (strangers.length > 0)
    return [
      error(
        "events/bad-case",
        `there is no event ${strangers[0]}: events are counted from 1`,
        yaml.place(["streams", index, "alerts"], "value"),
      ),
    ];
  const instants = when === undefined ? null : { history: Date.parse(when.history), from: Date.parse(when.from), to: Date.parse(when.to) };
  return { ...rest, indicators, when: instants, span: checked.span };
}

/** Reads the events beside a rule. Never throws. Each case that has an error is left out; so is a second case of the same name. */
export function readEvents(source: SourceText): EventsFileResult {
  const diagnostics: Diagnostic[] = [];
  const finish = (cases: readonly EventCase[], streams: readonly StreamCase[], now: string | undefined): EventsFileResult => ({
    now: now === undefined ? null : Date.parse(now),
    cases,
    streams,
    diagnostics: diagnostics.map((d) => ({ ...d, file: source.name })),
  });
  const yaml = readYaml(source);
  if ("severity" in yaml) {
    diagnostics.push(yaml);
    return finish([], [], undefined);
  }
  const file = checkShape(fileShape, yaml.value, "events/bad-file", yaml.place, () => Object.keys(eventsShape.entries));
  diagnostics.push(...file.diagnostics);
  if (file.value !== null && file.value.cases === undefined && file.value.streams === undefined)
    diagnostics.push(error("events/bad-file", "neither `cases` nor `streams`", yaml.place([], "value")));
  const names = new Set<string>();
  const sound = <T extends EventCase | StreamCase>(
    list: "cases" | "streams",
    values: readonly unknown[],
    readOne: (value: unknown, index: number, yaml: Yaml) => T | readonly Diagnostic[],
  ): readonly T[] =>
    values.flatMap((value, i): readonly T[] => {
      const read = readOne(value, i, yaml);
      if (!("span" in read)) {
        diagnostics.push(...read);
        return [];
      }
      if (!names.has(read.name)) {
        names.add(read.name);
        return [read];
      }
      diagnostics.push(
        error("events/duplicate-case", `there are two cases named \`${read.name}\``, yaml.place([list, i, "name"], "value")),
      );
      return [];
    });
  return finish(
    sound("cases", file.value?.cases ?? [], readCase),
    sound("streams", file.value?.streams ?? [], readStream),
    file.value?.now,
  );
}
