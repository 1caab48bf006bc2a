/** The document with what stands between `<!-- NAME: …-->` and `<!-- end of NAME -->` replaced. Throws where the marks are not there: that is a slip in the document. */
export function between(document: string, name: string, inner: string): string {
  const start = new RegExp(`<!-- ${name}: [^\\n]*-->\\n`).exec(document);
  const end = document.indexOf(`<!-- end of ${name} -->`);
  if (start === null || end < start.index) throw new Error(`no marks for ${name}`);
  return `${document.slice(0, start.index + start[0].length)}${inner}\n${document.slice(end)}`;
}
