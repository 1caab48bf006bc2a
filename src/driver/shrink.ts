import type { Json, JsonObject } from "../source/json.ts";

/** How often the question may be asked: each answer is a run on an engine. */
const mostQuestions = 80;

/**
 * The smallest event found by leaving out fields, then elements of arrays, then halves of texts, for which `still` says yes. Greedy: the result cannot lose any one field.
 * `still` is true for the event given.
 */
export async function shrink(event: JsonObject, still: (event: JsonObject) => Promise<boolean>): Promise<JsonObject> {
  let best = event;
  let questions = 0;
  let progress = true;
  while (progress) {
    progress = false;
    for (const candidate of smaller(best)) {
      if (questions++ >= mostQuestions) return best;
      if (!(await still(candidate))) continue;
      best = candidate;
      progress = true;
      break;
    }
  }
  return best;
}

function* smaller(event: JsonObject): Generator<JsonObject> {
  for (const key of Object.keys(event)) {
    const { [key]: _gone, ...rest } = event;
    yield rest;
  }
  for (const [key, value] of Object.entries(event)) for (const less of smallerValues(value)) yield { ...event, [key]: less };
}

function* smallerValues(value: Json): Generator<Json> {
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    if (items.length > 1) for (const i of items.keys()) yield items.filter((_, at) => at !== i);
    else if (items.length === 1) yield items[0] ?? null;
  } else if (typeof value === "string" && value.length > 8) {
    const half = Math.floor(value.length / 2);
    yield value.slice(0, half);
    yield value.slice(half);
  }
}
