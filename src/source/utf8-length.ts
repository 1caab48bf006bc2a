/** How many bytes a text has in UTF-8, as TextEncoder counts: a lone surrogate becomes U+FFFD, three bytes. Nothing is encoded, since lengths are asked for everywhere. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    bytes += unit < 0x800 ? 1 : 2;
    const isHigh = unit >= 0xd800 && unit <= 0xdbff;
    const next = isHigh ? text.charCodeAt(i + 1) : 0;
    // a pair is two units and four bytes
    if (isHigh && next >= 0xdc00 && next <= 0xdfff) i++;
  }
  return bytes;
}
