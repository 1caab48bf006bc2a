import type { Json, JsonObject } from "../source/json.ts";

/**
 * Fields that a real event would have beside those that a rule looks at, so that an event is a picture of something that can happen and engines with a stricter idea of events
 * (Falco's) can be shown it. Each is made from the event's own fields, and only where the rule does not look at it: no companion can change a verdict.
 */
interface Companion {
  readonly field: string;
  /** Why it belongs there. */
  readonly reason: string;
  make(event: JsonObject): Json | undefined;
}

const text = (value: Json | undefined): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
const windows = (event: JsonObject): boolean => event["host.os.type"] === "windows";

const companions: readonly Companion[] = [
  { field: "@timestamp", reason: "every event has a time", make: () => "2026-01-15T09:30:00.000Z" },
  {
    field: "process.executable",
    reason: "a process runs some file, and its name is the file's",
    make(event) {
      const name = text(event["process.name"]);
      if (name === undefined || name.includes("/") || name.includes("\\")) return undefined;
      return windows(event) ? `C:\\Windows\\System32\\${name}` : `/usr/bin/${name}`;
    },
  },
  {
    field: "process.name",
    reason: "the name is the last part of the file's path",
    make: (event) =>
      text(event["process.executable"])
        ?.split(windows(event) ? "\\" : "/")
        .at(-1) || undefined,
  },
  {
    field: "process.args",
    reason: "a process has at least its own name as an argument",
    make: (event) => (text(event["process.name"]) === undefined ? undefined : [event["process.name"] ?? ""]),
  },
  {
    field: "process.parent.executable",
    reason: "the parent's file has the parent's name",
    make(event) {
      const name = text(event["process.parent.name"]);
      return name === undefined || name.includes("/") || name.includes("\\")
        ? undefined
        : windows(event)
          ? `C:\\Windows\\${name}`
          : `/usr/sbin/${name}`;
    },
  },
  {
    field: "file.name",
    reason: "the name is the last part of the path",
    make: (event) =>
      text(event["file.path"])
        ?.split(windows(event) ? "\\" : "/")
        .at(-1) || undefined,
  },
];

/** The event with its companions; `looked`: the fields that the rule looks at. */
export function withCompanions(event: JsonObject, looked: { has(name: string): boolean }): JsonObject {
  let result = event;
  for (const companion of companions) {
    if (looked.has(companion.field) || companion.field in result) continue;
    const value = companion.make(result);
    if (value !== undefined) result = { ...result, [companion.field]: value };
  }
  return result;
}
