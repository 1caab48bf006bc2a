import type { Regex } from "../../../src/ir/pattern.ts";
import { doubled, mark } from "./astral.ts";
import type { TextFunctions } from "./dialect.ts";
import { plainRegex } from "./regex.ts";
import { printRegex, type RegexSyntax } from "./regex-print.ts";
import { binary, type Sql, text } from "./tree.ts";

/** A test by the product's own regular expressions, `match` being how it says that the whole text matches. Null: too large. */
export function nativeRegex(value: Sql, regex: Regex, syntax: RegexSyntax, match: (value: Sql, pattern: string) => Sql): Sql | null {
  const plain = plainRegex(regex);
  if (plain?.kind === "nothing") return binary("<>", value, value);
  const pattern = plain === null ? null : printRegex(plain, syntax);
  return pattern === null ? null : match(value, pattern);
}

/** `double` and `undouble` by regular expressions: `replaceAll` with `\1` for the group, `replace` of the first match. */
export function doublingBy(
  syntax: RegexSyntax,
  replaceAll: (value: Sql, pattern: string, by: string) => Sql,
  replace: (value: Sql, pattern: string, by: string) => Sql,
): Pick<TextFunctions, "double" | "undouble"> {
  const astral = `[${syntax.hex(0x10000)}-${syntax.hex(0x10ffff)}]`;
  return {
    double: (value) => (value.kind === "text" ? text(doubled(value.value)) : replaceAll(value, `(${astral})`, `\\1${mark}`)),
    undouble: (value) => replaceAll(replace(value, `${astral}$`, mark), `(${astral})${syntax.hex(0xfffe)}`, "\\1"),
  };
}

/** A constant as a pattern. */
export const literalPattern = (needle: string, syntax: RegexSyntax): string =>
  printRegex({ kind: "concat", parts: [...needle].map((c) => ({ kind: "char", codePoint: c.codePointAt(0) ?? 0 })) }, syntax) ?? "";
