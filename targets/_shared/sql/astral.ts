/** Put behind every character beyond U+FFFF when a text is doubled, and in place of half of one. No character, so no text of a rule should hold it. */
export const mark = "\ufffe";

/** A constant, doubled (see TextFunctions in dialect.ts). */
export const doubled = (text: string): string => text.replaceAll(/[\u{10000}-\u{10ffff}]/gu, (c) => c + mark);
