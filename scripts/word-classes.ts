// Writes the classes of characters by which Elasticsearch's standard tokenizer finds words, measured on the server that scripts/engine-elasticsearch.sh has set up: to
// src/functions/word-classes.generated.ts and, since the oracle and a target share nothing, to targets/js/runtime/word-classes.ts.
import { writeFileSync } from "node:fs";
import { clientFor } from "../targets/elasticsearch/engine-client.ts";
import { installedEngine, startNode } from "../targets/elasticsearch/engine-node.ts";

/** A character alone, between letters, between digits, after a letter, before one. */
const forms: readonly ((c: string) => string)[] = [(c) => c, (c) => `a${c}a`, (c) => `1${c}1`, (c) => `a${c}`, (c) => `.${c}a`];

interface Token {
  readonly start: number;
  readonly end: number;
  readonly type: string;
}

const folder = installedEngine("elasticsearch");
if (folder === null) throw new Error("no server: run `npm run engine:elasticsearch`, or set VERDICT_ENGINES_DIR");
const server = await startNode(folder);
const client = clientFor(server.url, null);

async function tokensOf(texts: readonly string[]): Promise<readonly (readonly Token[])[]> {
  const reply = await client.send("POST", "/words/_analyze", JSON.stringify({ tokenizer: "standard", text: texts }));
  const { tokens } = reply.body as unknown as { tokens: readonly { start_offset: number; end_offset: number; type: string }[] };
  const found: Token[][] = texts.map(() => []);
  let [at, start] = [0, 0];
  for (const token of tokens) {
    while (token.start_offset > start + (texts[at] ?? "").length) start += (texts[at++] ?? "").length + 1;
    found[at]?.push({ start: token.start_offset - start, end: token.end_offset - start, type: token.type });
  }
  return found;
}

/** See word-classes.generated.ts. */
function classOf([alone = [], letters = [], digits = [], after = [], before = []]: readonly (readonly Token[])[], width: number): string {
  const type = alone[0]?.type ?? "";
  const joins = letters.length === 1;
  const attaches = after.length === 1 && after[0]?.end === 1 + width;
  const begins = before.length === 1 && before[0]?.start === 1;
  if (type === "<NUM>") return "N";
  if (type === "<KATAKANA>") return "K";
  if (type !== "") return joins ? (begins ? "L" : "S") : "O";
  if (attaches) return begins ? "E" : "X";
  return joins ? (digits.length === 1 ? "B" : "M") : digits.length === 1 ? "U" : "";
}

await client.send("PUT", "/words", JSON.stringify({ settings: { "index.analyze.max_token_count": 10_000_000 } }));
const classes: string[] = [];
const batch = 3_000;
for (let from = 0; from < 0x30000; from += batch) {
  const codePoints = Array.from({ length: batch }, (_, i) => from + i).filter((c) => c < 0x30000 && (c < 0xd800 || c > 0xdfff));
  const tokens = await tokensOf(codePoints.flatMap((c) => forms.map((form) => form(String.fromCodePoint(c)))));
  for (const [i, c] of codePoints.entries())
    classes[c] = classOf(tokens.slice(i * forms.length, (i + 1) * forms.length), c > 0xffff ? 2 : 1);
}
for (let c = 0xe0000; c < 0xe1000; c += 1) classes[c] = "";
const extras = Array.from({ length: 0x1000 }, (_, i) => 0xe0000 + i);
const tokens = await tokensOf(extras.flatMap((c) => forms.map((form) => form(String.fromCodePoint(c)))));
for (const [i, c] of extras.entries()) classes[c] = classOf(tokens.slice(i * forms.length, (i + 1) * forms.length), 2);
await server.close();

let [text, end] = ["", 0];
for (let c = 0; c < classes.length; c++) {
  const of = classes[c] ?? "";
  if (of === "") continue;
  const first = c;
  while (classes[c + 1] === of) c++;
  text += `${(first - end).toString(36)}${c > first ? `,${(c - first).toString(36)}` : ""}${of}`;
  end = c;
}

const about = `// Made by scripts/word-classes.ts from what Elasticsearch 9.4.3 answers. Do not edit.
`;
const doc = `The characters that matter to Elasticsearch's standard tokenizer: ranges in ascending order, each as its distance from the end of the one before, its length less one, and its class
 * (L letter, N digit, K katakana, E joins like \`_\`, B joins letters and digits like \`.\`, M letters like \`:\`, U digits like \`,\`, X attaches to what it follows, S too and is a word by itself,
 * O a word by itself).`;
writeFileSync(
  "src/functions/word-classes.generated.ts",
  `${about}
/**
 * ${doc}
 */
export const wordClasses = ${JSON.stringify(text)};
`,
);
writeFileSync(
  "targets/js/runtime/word-classes.ts",
  `${about}
/** The characters that matter to words, by ranges and classes (see scripts/word-classes.ts). */
export function wordClasses(): string {
  return ${JSON.stringify(text)};
}
`,
);
