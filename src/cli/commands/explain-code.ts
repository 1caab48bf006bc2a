import type { CodeInfo } from "../../diagnostics/code.ts";
import { nearest } from "../../diagnostics/suggest.ts";
import { allCodes } from "../all-codes.ts";
import { exit, UsageError } from "../exit.ts";
import type { Terminal } from "../terminal.ts";

const indent = (text: string): string => text.replace(/^(?=.)/gm, "    ");

function page(code: string, info: CodeInfo, strong: (text: string) => string): string {
  const example = (title: string, text: string | undefined): string => (text === undefined ? "" : `\n${title}:\n\n${indent(text)}\n`);
  return `${strong(code)}: ${info.summary}\n\n${info.explain}\n${example("Fails", info.failing)}${example("Works", info.fixed)}`;
}

/** `verdict explain-code`: what a code means, with an example that fails and one that works; without a code, all of them. */
export async function explainCode(code: string | undefined, terminal: Terminal): Promise<number> {
  const codes = Object.entries(allCodes).sort(([a], [b]) => (a < b ? -1 : 1));
  if (code === undefined) {
    const width = Math.max(...codes.map(([c]) => c.length));
    await terminal.print(codes.map(([c, info]) => `${c.padEnd(width)}  ${info?.summary ?? ""}\n`).join(""));
    return exit.ok;
  }
  const found = codes.find(([c]) => c === code)?.[1];
  if (found === undefined) {
    const near = nearest(
      code,
      codes.map(([c]) => c),
    );
    throw new UsageError(
      `no code \`${code}\``,
      near === null ? "`verdict explain-code` lists all" : `a code with a similar name exists: \`${near}\``,
    );
  }
  await terminal.print(page(code, found, terminal.outStyles.strong));
  return exit.ok;
}
