// Writes src/target/folding.generated.ts from the Unicode tables of the JavaScript engine that runs this script. The file is committed, so that what Verdict
// emits does not depend on the Node version that runs it. `--check` writes nothing and fails when the file is stale.
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const file = "src/target/folding.generated.ts";
const text = (codePoint: number): string => String.fromCodePoint(codePoint);
const single = (s: string): number | null => (s.length > 0 && [...s].length === 1 ? (s.codePointAt(0) ?? null) : null);

/** Surrogates are left out: they have no case. */
const codePoints: number[] = [];
for (let c = 0; c <= 0x10ffff; c++) if (c < 0xd800 || c > 0xdfff) codePoints.push(c);

/** Code points that have any case mapping, grouped so that everything that could fold together is in one group. */
const parent = new Map<number, number>();
const root = (c: number): number => {
  const p = parent.get(c) ?? c;
  return p === c ? c : root(p);
};
for (const c of codePoints) {
  const s = text(c);
  for (const mapped of [s.toLowerCase(), s.toUpperCase(), s.toUpperCase().toLowerCase(), s.toLowerCase().toUpperCase()]) {
    const other = single(mapped);
    if (other === null || other === c) continue;
    parent.set(root(c), root(other));
  }
}
// Pairs that meet only in a mapping to several characters (U+0390 and U+1FD3, U+FB05 and U+FB06): same full upper case.
const byUpper = new Map<string, number>();
for (const c of codePoints) {
  const upper = text(c).toUpperCase();
  if (upper === text(c) || single(upper) !== null) continue;
  const first = byUpper.get(upper);
  if (first === undefined) byUpper.set(upper, c);
  else parent.set(root(c), root(first));
}
const roots = new Set(parent.values());
const groups = new Map<number, number[]>();
for (const c of codePoints) {
  if (!parent.has(c) && !roots.has(c)) continue;
  const r = root(c);
  groups.set(r, [...(groups.get(r) ?? []), c]);
}

/** Splits a group by an equivalence and keeps what has at least two members. */
function classesOf(same: (a: number, b: number) => boolean): number[][] {
  const classes: number[][] = [];
  for (const group of groups.values()) {
    const found: number[][] = [];
    for (const c of group) {
      const home = found.find((members) => same(members[0] ?? c, c));
      if (home === undefined) found.push([c]);
      else home.push(c);
    }
    classes.push(...found.filter((members) => members.length > 1));
  }
  return classes.map((members) => members.sort((a, b) => a - b)).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

// A `u` regular expression with `i` compares by Unicode's simple case folding (ECMA-262, Canonicalize).
// Elasticsearch 9.4 runs on a Java that knows Unicode 16: the letters whose other case came with Unicode 17 do not fold there.
const newerThan16 = (c: number): boolean => c === 0xa7ce || c === 0xa7cf || (c >= 0xa7d2 && c <= 0xa7d5) || (c >= 0x16ea0 && c <= 0x16ed3);
const simple = classesOf((a, b) => !newerThan16(a) && !newerThan16(b) && new RegExp(`^\\u{${a.toString(16)}}$`, "iu").test(text(b)));
const lowered = classesOf((a, b) => text(a).toLowerCase() === text(b).toLowerCase());

function table(name: string, comment: string, classes: readonly (readonly number[])[]): string {
  const lines: string[] = [];
  let line = "";
  for (const members of classes) {
    const item = members.map((c) => c.toString(16)).join(" ");
    if (line.length + item.length > 130) {
      lines.push(line);
      line = "";
    }
    line += line === "" ? item : `,${item}`;
  }
  lines.push(line);
  return `/** ${comment} */\nexport const ${name}: readonly string[] = [\n${lines.map((l) => `  ${JSON.stringify(l)},`).join("\n")}\n];\n`;
}

const output = `// Made by scripts/folding.ts from Unicode ${process.versions.unicode}. Do not edit: npx tsx scripts/folding.ts

${table("simpleFolding", "Classes of code points with the same simple case folding: hexadecimal, members by space, classes by comma.", simple)}
${table("lowerFolding", "Classes of code points that lower-case to the same string.", lowered)}`;

if (process.argv.includes("--check")) {
  // Another Unicode version is no fault of the file: only what both versions know must agree, and the test of folding.ts sees to that.
  if (!existsSync(file) || (readFileSync(file, "utf8").split("\n")[0] === output.split("\n")[0] && readFileSync(file, "utf8") !== output)) {
    console.error(`stale: ${file}`);
    process.exit(1);
  }
} else writeFileSync(file, output);
