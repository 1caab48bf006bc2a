import { PatternError } from "./result.ts";

/** Walks over the code points of a pattern. */
export class Cursor {
  readonly text: string;
  offset = 0;
  constructor(text: string) {
    this.text = text;
  }

  get done(): boolean {
    return this.offset >= this.text.length;
  }

  /** The next code point as a string, "" at the end. */
  peek(): string {
    const c = this.text.codePointAt(this.offset);
    return c === undefined ? "" : String.fromCodePoint(c);
  }

  at(literal: string): boolean {
    return this.text.startsWith(literal, this.offset);
  }

  take(literal: string): boolean {
    if (!this.at(literal)) return false;
    this.offset += literal.length;
    return true;
  }

  /** The next code point, consumed. */
  next(expected: string): number {
    const c = this.text.codePointAt(this.offset);
    if (c === undefined) throw new PatternError(`the pattern ends where ${expected} should be`, this.offset, this.offset);
    this.offset += c > 0xffff ? 2 : 1;
    return c;
  }

  /** What the sticky expression matches here, consumed, or null. */
  match(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.offset;
    const found = sticky.exec(this.text);
    if (found !== null) this.offset += found[0].length;
    return found;
  }

  fail(message: string, start: number, end = this.offset): never {
    throw new PatternError(message, start, Math.max(start, end));
  }
}
