/** Globs over paths with `/`: `*` and `?` within a segment, `**` over segments, `[a-z]` and `[!a-z]`, `{a,b}`. Node 20 has none of its own. */

export const isGlob = (path: string): boolean => /[*?[{]/.test(path);

/** The folder that a glob's matches lie under: its segments before the first with a special character. */
export function globBase(glob: string): string {
  const segments = glob.split("/");
  const special = segments.findIndex(isGlob);
  const base = segments.slice(0, special).join("/");
  if (base === "") return glob.startsWith("/") ? "/" : ".";
  return base;
}

const escapeRegex = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

/** Splits `a,b{c,d}` at commas outside braces. */
function alternatives(body: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  for (const c of body) {
    if (c === "," && depth === 0) {
      parts.push(part);
      part = "";
      continue;
    }
    if (c === "{") depth++;
    if (c === "}") depth--;
    part += c;
  }
  return [...parts, part];
}

function closing(glob: string, open: number): number {
  let depth = 0;
  for (let i = open; i < glob.length; i++) {
    if (glob[i] === "{") depth++;
    if (glob[i] === "}" && --depth === 0) return i;
  }
  return -1;
}

/** `{a,b}` by every choice of its parts; at most 1,024 globs, beyond that the braces stay as they are. */
function expandBraces(glob: string): readonly string[] {
  let all: readonly string[] = [glob];
  for (let round = 0; round < 10; round++) {
    const next = all.flatMap((g) => {
      const open = g.indexOf("{");
      const close = open < 0 ? -1 : closing(g, open);
      if (close < 0) return [g];
      return alternatives(g.slice(open + 1, close)).map((a) => `${g.slice(0, open)}${a}${g.slice(close + 1)}`);
    });
    if (next.length > 1024) return all;
    if (next.length === all.length && next.every((g, i) => g === all[i])) return all;
    all = next;
  }
  return all;
}

function segmentSource(segment: string): string {
  let out = "";
  for (let i = 0; i < segment.length; i++) {
    const c = segment[i] ?? "";
    if (c === "*") {
      // several stars are one: `**` means more only as a whole segment
      while (segment[i + 1] === "*") i++;
      out += "[^/]*";
    } else if (c === "?") out += "[^/]";
    else if (c === "[") {
      const end = segment.indexOf("]", i + 2);
      if (end < 0) {
        out += "\\[";
        continue;
      }
      const negated = segment[i + 1] === "!" || segment[i + 1] === "^";
      const body = segment.slice(i + (negated ? 2 : 1), end).replace(/[\\\]^[]/g, "\\$&");
      out += `[${negated ? "^/" : ""}${body}]`;
      i = end;
    } else out += escapeRegex(c);
  }
  return out;
}

function globSource(glob: string): string {
  const segments = glob.split("/");
  let out = "";
  segments.forEach((segment, i) => {
    const last = i === segments.length - 1;
    if (segment === "**") out += last ? ".*" : "(?:[^/]+/)*";
    else out += `${segmentSource(segment)}${last ? "" : "/"}`;
  });
  return out;
}

/** Tests whole paths. A class that makes no sense (`[z-a]`) matches nothing. */
export function globMatcher(glob: string): (path: string) => boolean {
  try {
    const pattern = new RegExp(`^(?:${expandBraces(glob).map(globSource).join("|")})$`, "su");
    return (path) => pattern.test(path);
  } catch {
    return () => false;
  }
}
