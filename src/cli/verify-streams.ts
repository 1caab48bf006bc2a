import { compareStreams, foundIn, type StreamComparison, type StreamDisagreement } from "../driver/compare-streams.ts";
import type { GeneratedStream } from "../generate/streams.ts";
import type { Rule } from "../ir/rule.ts";
import type { Engine, Job } from "../target/engine.ts";
import type { Stream } from "../target/stream.ts";

/** A stream made as small as it can be with the engine still disagreeing, and what it and the oracle find there. */
export interface ShrunkStream {
  readonly stream: Stream;
  readonly disagreement: StreamDisagreement;
}

/** What one engine made of a rule that joins events. `unasked`: it runs none. */
export type StreamVerdicts =
  | { readonly kind: "detected"; readonly comparison: StreamComparison; readonly shrunk: readonly ShrunkStream[] }
  | { readonly kind: "unasked"; readonly why: string };

/** Each question is a run on the engine. */
const mostQuestions = 60;

/** Runs the artefact on every stream by itself. `meant`: the rule as the front end gives it, what the oracle is asked. */
export async function verifyStreams(engine: Engine, job: Job, meant: Rule, made: readonly GeneratedStream[]): Promise<StreamVerdicts> {
  if (engine.detect === undefined) return { kind: "unasked", why: "the engine runs no rule over several events" };
  const streams = made.map((m) => m.stream);
  const oracle = made.map((m) => foundIn(meant, m.alerts));
  const comparison = await compareStreams(engine, job, streams, meant, oracle);
  const [first] = comparison.disagreements;
  const stream = first === undefined ? undefined : streams[first.stream];
  if (first === undefined || stream === undefined) return { kind: "detected", comparison, shrunk: [] };
  const disagrees = async (s: Stream): Promise<StreamDisagreement | null> =>
    (await compareStreams(engine, job, [s], meant)).disagreements[0] ?? null;
  return { kind: "detected", comparison, shrunk: [await shrinkStream({ stream, disagreement: first }, disagrees)] };
}

/** Leaves out events, halves first, then indicators. */
async function shrinkStream(from: ShrunkStream, disagrees: (stream: Stream) => Promise<StreamDisagreement | null>): Promise<ShrunkStream> {
  let best = from;
  let questions = 0;
  for (let progress = true; progress; ) {
    progress = false;
    for (const stream of smaller(best.stream)) {
      if (questions++ >= mostQuestions) return best;
      const disagreement = await disagrees(stream);
      if (disagreement === null) continue;
      best = { stream, disagreement };
      progress = true;
      break;
    }
  }
  return best;
}

function* smaller(stream: Stream): Generator<Stream> {
  const { events, indicators } = stream;
  if (events.length > 3) {
    const half = Math.floor(events.length / 2);
    yield { ...stream, events: events.slice(half) };
    yield { ...stream, events: events.slice(0, half) };
  }
  for (const i of events.keys()) yield { ...stream, events: events.filter((_, at) => at !== i) };
  for (const i of indicators.keys()) yield { ...stream, indicators: indicators.filter((_, at) => at !== i) };
}
