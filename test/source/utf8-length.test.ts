import fc from "fast-check";
import { expect, it } from "vitest";
import { utf8Length } from "../../src/source/utf8-length.ts";

const encoder = new TextEncoder();

it("counts what TextEncoder writes, halves of pairs included", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => utf8Length(text) === encoder.encode(text).length));
  for (const text of ["", "ab\u0080\u07ff\u0800", "\ud800", "\udc00\ud800", "\ud83d\ude00", "\ud83d\ud83d\ude00", "a\ud83d"])
    expect([text, utf8Length(text)]).toEqual([text, encoder.encode(text).length]);
});
