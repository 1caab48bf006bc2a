/**
 * How letter case is ignored. Engines differ, so every insensitive test names its folding and a target realises exactly that one:
 * never an engine's own ILIKE, lower(), `~*`, `(?i)` or `/i`, which fold other sets.
 *
 * - `none`: code points are compared as they are.
 * - `ascii`: A-Z equal a-z, nothing else (Lucene's `case_insensitive` on term, wildcard and prefix; Java's CASE_INSENSITIVE).
 * - `lucene-10`: single characters of a regular expression fold by Unicode simple case folding (K U+212A = k, U+017F = s, É = é; U+0130
 *   and U+0131 one way only); ranges in classes do not fold at all. Only on `regex`.
 * - `java-root`: both sides lower-cased by Unicode's full mapping, no locale (Java `toLowerCase(Locale.ROOT)`, JavaScript `toLowerCase()`):
 *   what Elasticsearch's scripts do.
 */
export type Fold = "none" | "ascii" | "lucene-10" | "java-root";
