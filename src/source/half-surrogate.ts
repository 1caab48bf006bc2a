/** Two steps, since every artefact is searched and hardly any holds a surrogate. */
const surrogate = /[\ud800-\udfff]/;
const half = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Every half of a surrogate pair that stands alone: to be replaced. */
export const halfSurrogates = new RegExp(half, "g");

/** Whether the text holds half a surrogate pair, which no file in UTF-8 can. */
export const hasHalfSurrogate = (text: string): boolean => surrogate.test(text) && half.test(text);
