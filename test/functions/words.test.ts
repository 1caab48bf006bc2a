import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { wordClasses } from "../../src/functions/word-classes.generated.ts";
import { wordsOf } from "../../src/functions/words.ts";
import { clientFor, objectsAt } from "../../targets/elasticsearch/engine-client.ts";
import { installedEngine, startNode } from "../../targets/elasticsearch/engine-node.ts";
import { analysedWords } from "../../targets/js/runtime/words.ts";

/** The two ends of each range of characters that matter. */
const boundaries: readonly string[] = (() => {
  const found: string[] = [];
  let end = 0;
  for (const [, gap = "0", length = "0"] of wordClasses.matchAll(/([0-9a-z]+)(?:,([0-9a-z]+))?[A-Z]/g)) {
    const start = end + Number.parseInt(gap, 36);
    end = start + Number.parseInt(length, 36);
    found.push(String.fromCodePoint(start), String.fromCodePoint(end));
  }
  return found;
})();

const ascii = fc.constantFrom(...`aAzZ09_.:,;'" -/\\#*kK!`);
const short = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: ascii },
    { weight: 3, arbitrary: fc.constantFrom(...boundaries) },
    fc.string({ unit: "binary", maxLength: 1 }),
  ),
  { maxLength: 14 },
);
const long = fc.array(fc.oneof({ weight: 30, arbitrary: fc.constantFrom(..."ab1.") }, ascii), { minLength: 200, maxLength: 400 });
const texts = fc.oneof({ weight: 9, arbitrary: short }, long).map((parts) => parts.join(""));

/** A word beyond ASCII cannot be asked for; it only stands between others. */
const shown = (words: readonly string[]): readonly string[] => words.map((w) => (/^[!-~]+$/.test(w) ? w : "?"));

describe("words of analysed text", () => {
  it("are what they should be", () => {
    expect(wordsOf("The quick-brown_fox's 1,000.5 e.g. C:\\Temp")).toEqual(["the", "quick", "brown_fox's", "1,000.5", "e.g", "c", "temp"]);
    expect(wordsOf("_ -- ...")).toEqual([]);
    expect(wordsOf(`${"a".repeat(300)} b`)).toEqual(["a".repeat(255), "a".repeat(45), "b"]);
  });

  it("are the same for the oracle and for JavaScript's artefacts", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(shown(analysedWords(text))).toEqual(shown(wordsOf(text)));
      }),
      { numRuns: 5_000, seed: 1 },
    );
  });
});

const folder = installedEngine("elasticsearch");
describe.skipIf(folder === null)("words on elasticsearch", { timeout: 300_000 }, async () => {
  if (folder === null) return;
  const server = await startNode(folder);
  afterAll(() => server.close());

  it("are those that the standard analyzer finds", async () => {
    const client = clientFor(server.url, null);
    // half a surrogate pair is no text that a server takes
    const sample = fc.sample(texts, { numRuns: 6_000, seed: 1 }).filter((t) => !/\p{Surrogate}/u.test(t));
    for (let from = 0; from < sample.length; from += 300) {
      const some = sample.slice(from, from + 300);
      const reply = await client.send("POST", "/_analyze", JSON.stringify({ analyzer: "standard", text: some }));
      const found: string[][] = some.map(() => []);
      let [at, start] = [0, 0];
      for (const token of objectsAt(reply.body, "tokens")) {
        while (Number(token["start_offset"]) > start + (some[at] ?? "").length) start += (some[at++] ?? "").length + 1;
        found[at]?.push(String(token["token"]));
      }
      // how characters that are words by themselves go together is left open
      const plain = (words: readonly string[]): readonly string[] => shown(words).filter((w, i, all) => w !== "?" || all[i - 1] !== "?");
      const wrong = some.map((text, i) => ({ text, ours: plain(wordsOf(text)), theirs: plain(found[i] ?? []) }));
      expect(wrong.filter((w) => w.ours.join(" ") !== w.theirs.join(" "))).toEqual([]);
    }
  });
});
