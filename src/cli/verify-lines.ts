import { flattenedNames } from "../generate/variants.ts";
import type { JsonObject } from "../source/json.ts";
import type { Job } from "../target/engine.ts";

const mostLines = 3;
const longest = 240;

/**
 * Where to look in the artefact: its lines that name a field of the events that are left, most of them first. Starts with a separator; empty where none does.
 */
export function tellingLines({ emission }: Job, events: readonly JsonObject[]): string {
  const names = new Set(events.flatMap(flattenedNames).filter((name) => name !== "@timestamp"));
  const words = [...names].flatMap((name) => [name, name.replaceAll(".", "_")]);
  const found = emission.artifacts.flatMap((artifact) =>
    artifact.text.split("\n").flatMap((line, i) => {
      const named = words.filter((word) => line.includes(word)).length;
      return named === 0 ? [] : [{ named, text: `${artifact.suffix}:${i + 1}: ${line.trim().slice(0, longest)}` }];
    }),
  );
  const lines = found.toSorted((a, b) => b.named - a.named).slice(0, mostLines);
  return lines.length === 0 ? "" : `; in the artefact ${lines.map((l) => l.text).join(" | ")}`;
}
