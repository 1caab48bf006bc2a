/**
 * A word or phrase without its escapes: a backslash stands before the character that it escapes, `\u0041` is a character by its number. Null: the number is not whole.
 */
export function unescaped(text: string): string | null {
  let found = "";
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== "\\") {
      found += text[i];
      continue;
    }
    i++;
    if (text[i] !== "u") {
      found += text[i] ?? "";
      continue;
    }
    const digits = text.slice(i + 1, i + 5);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) return null;
    found += String.fromCharCode(Number.parseInt(digits, 16));
    i += 4;
  }
  return found;
}
