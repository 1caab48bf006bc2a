import { engines } from "../../targets/engines.ts";
import { targets } from "../../targets/index.ts";
import type { Rule } from "../ir/rule.ts";
import type { EngineAdapter } from "../target/engine.ts";
import type { Emission } from "../target/target.ts";
import { UsageError } from "./exit.ts";
import type { Loaded } from "./load.ts";
import { requestsOf } from "./requests.ts";

/** The engines that `--engine` names, in the order of the registry; all, the oracle first, if it names none. */
export function chosenEngines(words: readonly string[]): readonly string[] {
  const known = ["oracle", ...Object.keys(engines)];
  const chosen = words
    .flatMap((w) => w.split(","))
    .map((w) => w.trim())
    .filter((w) => w !== "");
  const unknown = chosen.find((w) => !known.includes(w));
  if (unknown !== undefined) throw new UsageError(`unknown engine \`${unknown}\``, `known: ${known.join(", ")}`);
  return chosen.length === 0 ? known : known.filter((k) => chosen.includes(k));
}

/** A rule's artefact as the engine wants it: the settings of verdict.json, then what the adapter needs. */
export function emitterFor(adapter: EngineAdapter, loaded: Loaded): (rule: Rule) => Emission {
  const [request] = requestsOf({ target: [adapter.target], option: [] }, loaded.policy, targets);
  if (request === undefined) throw new Error(`no target for engine ${adapter.id}`);
  return (rule) => request.target.emit(rule, { ...request.options, ...adapter.options }, request.version);
}
