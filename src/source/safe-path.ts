/** Paths of output files: `/` between segments, safe on every file system, the same everywhere. */

/** Names that Windows reserves, whatever the extension. */
const reserved = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unsafeCharacters = /[\u0000-\u001f\u007f<>:"|?*\\/]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const longestSegment = 120;

/** One segment of a path out of any text; "" only where nothing is left. */
export function safeSegment(text: string): string {
  const clean = text.normalize("NFC").replace(unsafeCharacters, "-");
  // what is cut off may be half of a pair
  const short = clean.length <= longestSegment ? clean : clean.slice(0, longestSegment).replace(unsafeCharacters, "-");
  const name = short.replace(/[. ]+$/, "");
  return reserved.test(name) ? `_${name}` : name;
}

/** A relative path out of any path: `\` becomes `/`; empty segments, `.` and `..` are dropped. */
export function safePath(path: string): string {
  return path
    .replaceAll("\\", "/")
    .split("/")
    .map((s) => (s === "." || s === ".." ? "" : safeSegment(s)))
    .filter((s) => s !== "")
    .join("/");
}

/** A path that `safePath` leaves as it is. */
export const isSafePath = (path: string): boolean => path !== "" && safePath(path) === path;

/** What two paths share when a file system that ignores case takes them for the same file. */
export const caseless = (path: string): string => path.toUpperCase().toLowerCase();

/** A text as a segment that reads well: letters, digits and single hyphens. */
export function slug(text: string): string {
  const words = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  return safeSegment(words.slice(0, 80).replace(/-+$/, ""));
}
