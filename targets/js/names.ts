import { helperNames } from "./runtime.generated.ts";

/** Words that cannot name a variable in a module, and globals that a matcher uses. */
const reserved = new Set(
  (
    "arguments async await break case catch class const continue debugger default delete do else enum eval export extends false finally for function get if " +
    "implements import in instanceof interface let new null of package private protected public return set static super switch this throw true try typeof " +
    "undefined var void while with yield NaN Infinity Array BigInt Boolean Map Math Number Object RegExp Set String event rule match explain rules matchAll value"
  ).split(" "),
);

/** Gives out identifiers, each once. Names come from fields and say what they hold; digits make them unique. */
export interface Names {
  /** `process.args` gives `processArgs`. */
  variable(words: string): string;
  /** `process.args` gives `PROCESS_ARGS`. */
  constant(words: string): string;
}

export function createNames(taken: Iterable<string> = []): Names {
  const used = new Set<string>([...reserved, ...helperNames, ...taken]);
  const unique = (base: string): string => {
    let candidate = base;
    for (let i = 2; used.has(candidate); i++) candidate = /\d$/.test(base) ? `${base}_${i}` : `${base}${i}`;
    used.add(candidate);
    return candidate;
  };
  return {
    variable(words) {
      const [first = "field", ...rest] = wordsOf(words);
      return unique(startingWithLetter(first + rest.map((w) => w.charAt(0).toUpperCase() + w.slice(1)).join("")));
    },
    constant: (words) => unique(startingWithLetter(wordsOf(words).join("_")).toUpperCase()),
  };
}

/** ASCII words in lower case: `@timestamp`, `process.parent.args_count`, `powershell.file.scriptBlock`. Long names are cut. */
function wordsOf(text: string): string[] {
  const words = text
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z\d]+/)
    .filter((w) => w !== "")
    .map((w) => w.toLowerCase());
  return words.length === 0 ? ["field"] : words.slice(0, 8).map((w) => w.slice(0, 24));
}

const startingWithLetter = (text: string): string =>
  /^[A-Za-z]/.test(text) ? text : `field${text.charAt(0).toUpperCase()}${text.slice(1)}`;
