import { isJsonObject, type Json, type JsonObject } from "../source/json.ts";

interface Place {
  readonly at: Json | undefined;
  readonly from: number;
}

/**
 * The objects that Elasticsearch indexes as documents of their own for a field of type `nested`: all at the path, through lists, lists of lists and objects in lists; null and [] have none, nor has what is no
 * object (Elasticsearch refuses the document). An empty object is one. A dotted key that goes on below the path (`"list.a": 1`) is an object by itself, and so is each of several: the server unfolds
 * every key alone (seen on 9.4.3; OpenSearch refuses such documents).
 */
export function readObjects(event: JsonObject, path: readonly string[]): readonly JsonObject[] {
  const wanted = path.join(".").split(".");
  const found: JsonObject[] = [];
  // an explicit stack: an event may nest arrays deeper than ours goes
  const stack: Place[] = [{ at: event, from: 0 }];
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    const { at, from } = place;
    if (at === undefined || at === null) continue;
    if (isList(at)) for (let i = at.length - 1; i >= 0; i--) stack.push({ at: at[i], from });
    else if (!isJsonObject(at)) continue;
    else if (from === wanted.length) found.push(at);
    else
      for (const [key, value] of Object.entries(at).reverse()) {
        const segments = key.split(".");
        const rest = wanted.slice(from);
        if (!segments.every((s, i) => i >= rest.length || s === rest[i])) continue;
        if (segments.length <= rest.length) stack.push({ at: value, from: from + segments.length });
        else found.push({ [segments.slice(rest.length).join(".")]: value });
      }
  }
  return found;
}

const isList = (json: Json): json is readonly Json[] => Array.isArray(json);
