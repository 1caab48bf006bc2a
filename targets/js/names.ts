import { helperNames } from "./runtime.generated.ts";

/** Words that cannot name a variable in a module, and globals that a matcher uses. */
const reserved = new Set([
  ...helperNames,
  ...(
    "arguments async await break case catch class const continue debugger default delete do else enum eval export extends false finally for function get if " +
    "implements import in instanceof interface let new null of package private protected public return set static super switch this throw true try typeof " +
    "undefined var void while with yield NaN Infinity Array BigInt Boolean Map Math Number Object RegExp Set String event rule match explain rules matchAll value pattern x x1 x2 createMatcher options bounds counts now Date"
  ).split(" "),
]);

/** Gives out identifiers, each once. Names come from fields and say what they hold; digits make them unique. */
export interface Names {
  /** `process.args` gives `processArgs`. */
  variable(words: string): string;
  /** `process.args` gives `PROCESS_ARGS`. */
  constant(words: string): string;
  /** A variable that no field or parameter can be called: `now-30d/d` gives `now_minus_30d_by_d`. */
  moment(math: string): string;
  /** A function of the module: `stage-1` gives `stage1`. */
  function(words: string): string;
  /** Names that are used in one place only: different from all others, but free again afterwards. */
  parameters(words: readonly string[]): readonly string[];
  /** Variables are free again: what follows is another function. Constants stay. */
  newFunction(): void;
}

export function createNames(): Names {
  // upper case and lower case: the two never meet
  const constants = new Set<string>();
  const functions = new Set<string>();
  const variables = new Set<string>();
  const isTaken = (candidate: string): boolean =>
    constants.has(candidate) || functions.has(candidate) || variables.has(candidate) || reserved.has(candidate);
  const free = (base: string, also: ReadonlySet<string> | null): string => {
    let candidate = base;
    for (let i = 2; isTaken(candidate) || also?.has(candidate) === true; i++) candidate = /\d$/.test(base) ? `${base}_${i}` : `${base}${i}`;
    return candidate;
  };
  const unique = (base: string, used: Set<string>): string => {
    const chosen = free(base, null);
    used.add(chosen);
    return chosen;
  };
  const camel = (words: string): string => {
    const [first = "field", ...rest] = wordsOf(words);
    return startingWithLetter(first + rest.map((w) => w.charAt(0).toUpperCase() + w.slice(1)).join(""));
  };
  return {
    variable: (words) => unique(camel(words), variables),
    moment: (math) => unique(momentName(math), variables),
    constant: (words) => unique(startingWithLetter(wordsOf(words).join("_")).toUpperCase(), constants),
    function: (words) => unique(camel(words), functions),
    parameters(words) {
      const chosen = new Set<string>();
      for (const word of words) chosen.add(free(camel(word), chosen));
      return [...chosen];
    },
    newFunction: () => variables.clear(),
  };
}

const signs: Readonly<Record<string, string>> = { "-": "_minus_", "+": "_plus_", "/": "_by_", " ": "_" };
const momentName = (math: string): string => math.slice(0, 80).replace(/[-+/ ]/g, (sign) => signs[sign] ?? "_");

/** ASCII words in lower case: `@timestamp`, `process.parent.args_count`, `powershell.file.scriptBlock`. Long names are cut. */
function wordsOf(text: string): string[] {
  const words = text.match(/[A-Z]+[a-z\d]*|[a-z\d]+/g) ?? ["field"];
  return words.slice(0, 8).map((w) => w.slice(0, 24).toLowerCase());
}

const startingWithLetter = (text: string): string =>
  /^[A-Za-z]/.test(text) ? text : `field${text.charAt(0).toUpperCase()}${text.slice(1)}`;
