/**
 * Functions of the scripts, in Painless: null in, null out, unless said otherwise. Text of ours alone; what a rule brings comes as arguments. A script holds
 * those that it uses. Painless has no Math.addExact, no Math.max for integers and no BigDecimal of a number (9.4: "static method not found"),
 * so overflow and order are written out. OpenSearch 3.8 fails on hexadecimal numbers ("Illegal tree structure"), so 55296 and 56319, 56320 and 57343 are the first
 * and last high and low surrogates. Run-time failures are ArithmeticException and IllegalArgumentException.
 */
interface Definition {
  readonly source: string;
  readonly uses: readonly string[];
}

const define = (source: string, uses: readonly string[] = []): Definition => ({ source: source.trim(), uses });

const withNulls = (name: string, body: string): string => `
def ${name}(def a, def b) {
  if (a == null || b == null) { return null; }
${body}
}`;

/** Both numbers: the double's operation when either is a double, the long's otherwise. */
const arithmetic = (name: string, operator: string, long: string): string =>
  withNulls(name, `  if (a instanceof Double || b instanceof Double) { return (double) a ${operator} (double) b; }\n${long}`);

const overflow = `throw new ArithmeticException("long overflow");`;

const definitions = {
  /** Values of a field; one null where the document has none, or where the index has no such field. */
  values: define(`
def values(Map doc, String field) {
  if (!doc.containsKey(field)) { return [null]; }
  def found = doc[field];
  return found.size() == 0 ? [null] : found;
}`),
  lower: define(`
def lower(def s) { return s == null ? null : s.toLowerCase(Locale.ROOT); }`),
  /** A-Z as a-z, nothing else. */
  lowerAscii: define(`
def lowerAscii(def value) {
  if (value == null) { return null; }
  String s = value;
  StringBuilder lowered = new StringBuilder();
  for (int i = 0; i < s.length(); i++) {
    int c = (int) s.charAt(i);
    lowered.append(c >= 65 && c <= 90 ? (char) (c + 32) : (char) c);
  }
  return lowered.toString();
}`),
  /** 1 for true, 0 for false. */
  rank: define(`
def rank(def a) {
  if (a == null) { return null; }
  return a ? 1L : 0L;
}`),
  isNull: define(`
def isNull(def a) { return a == null; }`),
  /** Of texts and of booleans. */
  same: define(withNulls("same", "  return a.equals(b);")),
  /** -1, 0 or 1 by value, also between a long and a double beyond 2^53; 2 when one is NaN. */
  order: define(`
int order(def a, def b) {
  if (a instanceof Double && b instanceof Double) {
    double x = (double) a; double y = (double) b;
    return x < y ? -1 : x > y ? 1 : x == y ? 0 : 2;
  }
  if (a instanceof Double) { int o = order(b, a); return o == 2 ? 2 : -o; }
  if (b instanceof Double) {
    long x = (long) a; double y = (double) b;
    if (Double.isNaN(y)) { return 2; }
    if (y >= 9.223372036854775807E18) { return -1; }
    if (y < -9.223372036854775808E18) { return 1; }
    long whole = (long) y; double rest = y - (double) whole;
    return x < whole ? -1 : x > whole ? 1 : rest > 0 ? -1 : rest < 0 ? 1 : 0;
  }
  long x = (long) a; long y = (long) b;
  return x < y ? -1 : x > y ? 1 : 0;
}`),
  equal: define(withNulls("equal", "  return order(a, b) == 0;"), ["order"]),
  less: define(withNulls("less", "  return order(a, b) == -1;"), ["order"]),
  lessOrEqual: define(withNulls("lessOrEqual", "  int o = order(a, b);\n  return o == -1 || o == 0;"), ["order"]),
  greater: define(withNulls("greater", "  return order(a, b) == 1;"), ["order"]),
  greaterOrEqual: define(withNulls("greaterOrEqual", "  int o = order(a, b);\n  return o == 1 || o == 0;"), ["order"]),
  /** By code point: compareTo goes by UTF-16 unit, where U+10000 comes before U+FFFF. */
  textOrder: define(`
int textOrder(String a, String b) {
  int n = a.length() < b.length() ? a.length() : b.length();
  for (int i = 0; i < n; i++) {
    int c = (int) a.charAt(i); int d = (int) b.charAt(i);
    if (c != d) {
      boolean high = c >= 55296 && c <= 57343;
      if (high != (d >= 55296 && d <= 57343)) { return high ? 1 : -1; }
      return c < d ? -1 : 1;
    }
  }
  return a.length() < b.length() ? -1 : a.length() > b.length() ? 1 : 0;
}`),
  textLess: define(withNulls("textLess", "  return textOrder(a, b) < 0;"), ["textOrder"]),
  textLessOrEqual: define(withNulls("textLessOrEqual", "  return textOrder(a, b) <= 0;"), ["textOrder"]),
  textGreater: define(withNulls("textGreater", "  return textOrder(a, b) > 0;"), ["textOrder"]),
  textGreaterOrEqual: define(withNulls("textGreaterOrEqual", "  return textOrder(a, b) >= 0;"), ["textOrder"]),
  oneOf: define(withNulls("oneOf", "  return b.contains(a);")),
  oneOfNumbers: define(
    withNulls("oneOfNumbers", "  for (def option : b) { if (order(a, option) == 0) { return true; } }\n  return false;"),
    ["order"],
  ),
  starts: define(withNulls("starts", "  return a.startsWith(b);")),
  ends: define(withNulls("ends", "  return a.endsWith(b);")),
  contains: define(withNulls("contains", "  return a.contains(b);")),
  /**
   * Does the whole text match one of the patterns? In a pattern, `marks` has a character for each of `text`: `=` itself, `?` one code point, `*` any run.
   * `fold`: A-Z equal a-z. `stop`: wildcards match no line terminator of Java's.
   */
  like: define(
    `
def like(def s, List patterns, boolean fold, boolean stop) {
  if (s == null) { return null; }
  for (def p : patterns) { if (likeOne(s, p.text, p.marks, fold, stop)) { return true; } }
  return false;
}`,
    ["likeOne"],
  ),
  likeOne: define(
    `
boolean likeOne(String s, String text, String marks, boolean fold, boolean stop) {
  int i = 0; int j = 0; int star = -1; int from = 0;
  while (i < s.length()) {
    int c = (int) s.charAt(i);
    int mark = j < marks.length() ? (int) marks.charAt(j) : 0;
    boolean end = stop && (c == 10 || c == 13 || c == 133 || c == 8232 || c == 8233);
    int step = 0;
    if (mark == 42) { star = j; from = i; j++; continue; }
    if (mark == 63) { step = end ? 0 : units(s, i); }
    if (mark == 61) { step = unit(c, fold) == unit((int) text.charAt(j), fold) ? 1 : 0; }
    if (step > 0) { i += step; j++; continue; }
    if (star < 0) { return false; }
    c = (int) s.charAt(from);
    if (stop && (c == 10 || c == 13 || c == 133 || c == 8232 || c == 8233)) { return false; }
    from += units(s, from); i = from; j = star + 1;
  }
  while (j < marks.length() && (int) marks.charAt(j) == 42) { j++; }
  return j == marks.length();
}`,
    ["units", "unit"],
  ),
  units: define(`
int units(String s, int i) {
  int c = (int) s.charAt(i);
  if (c < 55296 || c > 56319 || i + 1 == s.length()) { return 1; }
  int d = (int) s.charAt(i + 1);
  return d >= 56320 && d <= 57343 ? 2 : 1;
}`),
  unit: define(`
int unit(int c, boolean fold) { return fold && c >= 65 && c <= 90 ? c + 32 : c; }`),
  /** Walks a table of painless-automaton.ts; half a surrogate pair is a code point of its own. */
  accepted: define(
    `
def accepted(def value, Map table) {
  if (value == null) { return null; }
  String s = value;
  List starts = table.starts; List classes = table.classes; List next = table.next;
  int state = 0;
  int i = 0;
  while (i < s.length()) {
    int c = (int) s.charAt(i);
    int size = units(s, i);
    if (size == 2) { c = 65536 + (c - 55296) * 1024 + ((int) s.charAt(i + 1)) - 56320; }
    i += size;
    int low = 0; int high = starts.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if ((int) starts.get(middle) <= c) { low = middle; } else { high = middle - 1; }
    }
    List row = (List) next.get(state);
    state = (int) row.get((int) classes.get(low));
  }
  return table.accepting.get(state);
}`,
    ["units"],
  ),
  inNetwork: define(`
def inNetwork(def address, List networks) {
  if (address == null) { return null; }
  for (String network : networks) { if (new CIDR(network).contains(address)) { return true; } }
  return false;
}`),
  length: define(`
def length(def s) {
  if (s == null) { return null; }
  return (long) s.length();
}`),
  /** Java's toString: 2.0 is "2.0", true is "true". */
  text: define(`
def text(def a) { return a == null ? null : a.toString(); }`),
  concat: define(`
def concat(List parts) {
  StringBuilder joined = new StringBuilder();
  for (def part : parts) {
    if (part == null) { return null; }
    joined.append(part.toString());
  }
  return joined.toString();
}`),
  place: define(`
int place(String s, def position) {
  int n = ((Number) position).intValue();
  if (n < 0) { n += s.length(); }
  return n < 0 ? 0 : n > s.length() ? s.length() : n;
}`),
  substring: define(
    `
def substring(def s, def start, def end) {
  if (s == null) { return null; }
  if (start == null) { return s; }
  int from = place(s, start);
  int to = end == null ? s.length() : place(s, end);
  return from < to ? s.substring(from, to) : "";
}`,
    ["place"],
  ),
  indexOf: define(
    `
def indexOf(def s, def search, def start, boolean fold) {
  if (s == null || search == null) { return null; }
  int from = start == null ? 0 : ((Number) start).intValue();
  int at = fold ? lower(s).indexOf(lower(search), from) : s.indexOf(search, from);
  if (at < 0) { return null; }
  return (long) at;
}`,
    ["lower"],
  ),
  between: define(
    `
def between(def s, def left, def right, def greedy, boolean fold) {
  if (s == null || left == null || right == null) { return null; }
  if (s.isEmpty() || left.isEmpty() || right.isEmpty()) { return s; }
  String within = fold ? lower(s) : s;
  String opening = fold ? lower(left) : left;
  String closing = fold ? lower(right) : right;
  int from = within.indexOf(opening);
  if (from < 0) { return ""; }
  int start = from + opening.length();
  int end = greedy == true ? within.lastIndexOf(closing) : within.indexOf(closing, start);
  if (end < 0) { return ""; }
  if (end < start || end > s.length()) { throw new IllegalArgumentException("between"); }
  return s.substring(start, end);
}`,
    ["lower"],
  ),
  number: define(`
def number(def s, def base) {
  if (s == null) { return null; }
  boolean prefixed = s.startsWith("0x");
  int radix = base == null ? (prefixed ? 16 : 10) : ((Number) base).intValue();
  String digits = prefixed && radix == 16 ? s.substring(2) : s;
  try { return Long.parseLong(digits, radix); }
  catch (NumberFormatException e) { if (radix != 10) { throw e; } }
  return Double.parseDouble(digits);
}`),
  add: define(
    arithmetic(
      "add",
      "+",
      `  long x = (long) a; long y = (long) b; long r = x + y;
  if (((x ^ r) & (y ^ r)) < 0) { ${overflow} }
  return r;`,
    ),
  ),
  subtract: define(
    arithmetic(
      "subtract",
      "-",
      `  long x = (long) a; long y = (long) b; long r = x - y;
  if (((x ^ y) & (x ^ r)) < 0) { ${overflow} }
  return r;`,
    ),
  ),
  multiply: define(
    arithmetic(
      "multiply",
      "*",
      `  long x = (long) a; long y = (long) b; long r = x * y;
  if (x != 0 && (r / x != y || (x == -1 && y == Long.MIN_VALUE))) { ${overflow} }
  return r;`,
    ),
  ),
  divide: define(
    arithmetic(
      "divide",
      "/",
      `  long x = (long) a; long y = (long) b;
  if (x == Long.MIN_VALUE && y == -1) { ${overflow} }
  return x / y;`,
    ),
  ),
  remainder: define(arithmetic("remainder", "%", "  return (long) a % (long) b;")),
  negate: define(`
def negate(def a) {
  if (a == null) { return null; }
  if (a instanceof Double) { return -((double) a); }
  long x = (long) a;
  if (x == Long.MIN_VALUE) { ${overflow} }
  return -x;
}`),
} as const satisfies Record<string, Definition>;

export type LibraryFunction = keyof typeof definitions;

const order: readonly string[] = Object.keys(definitions);
const byName = new Map<string, Definition>(Object.entries(definitions));

/** The functions and what they use, each once, in the library's order (Painless takes any). */
export function librarySource(functions: Iterable<LibraryFunction>): string {
  const needed = new Set<string>();
  const add = (name: string): void => {
    if (needed.has(name)) return;
    needed.add(name);
    for (const used of byName.get(name)?.uses ?? []) add(used);
  };
  for (const name of functions) add(name);
  return order
    .filter((name) => needed.has(name))
    .map((name) => byName.get(name)?.source ?? "")
    .join("\n");
}
