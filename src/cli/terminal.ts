import pico from "picocolors";
import { plain, type Styles } from "../diagnostics/render-text.ts";
import { exit } from "./exit.ts";

/** Output of the command line: data go to stdout, everything said to a person to stderr. */
export interface Terminal {
  readonly quiet: boolean;
  /** Styles for stdout and for stderr: either may be a file. */
  readonly outStyles: Styles;
  readonly errStyles: Styles;
  /** Cells in a row of stderr, null when it is no terminal. */
  readonly columns: number | null;
  /** Writes data; wait for the promise where there is much of it. */
  print(text: string): Promise<void>;
  /** Diagnostics: not silenced by --quiet. */
  complain(text: string): void;
  /** Summaries and remarks: silenced by --quiet. */
  tell(text: string): void;
  /** Shows how far long work has come, on a terminal only; `null` clears it. */
  progress(done: number, total: number | null, what: string): void;
  clearProgress(): void;
}

export interface TerminalFlags {
  readonly quiet: boolean;
  readonly color: boolean;
}

function hasColour(stream: { readonly isTTY?: boolean }, wanted: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (!wanted || (NO_COLOR !== undefined && NO_COLOR !== "")) return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0";
  return stream.isTTY === true && TERM !== "dumb";
}

function stylesFor(colour: boolean): Styles {
  if (!colour) return plain;
  const c = pico.createColors(true);
  return {
    error: (t) => c.bold(c.red(t)),
    warning: (t) => c.bold(c.yellow(t)),
    note: (t) => c.bold(c.cyan(t)),
    strong: c.bold,
    frame: c.blue,
  };
}

/** A reader that has seen enough (`| head`) is no failure. Installed once. */
export function tolerateClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED") process.exit();
      // a full disk: no bug, but what was asked for is not there
      if (stream === process.stdout) process.stderr.write(`verdict: cannot write to standard output: ${error.message}\n`);
      process.exit(exit.usage);
    });
  }
}

export function openTerminal(flags: TerminalFlags): Terminal {
  const { stdout, stderr } = process;
  const started = performance.now();
  let shown = 0;
  const clear = (): void => {
    if (shown > 0) stderr.write("\r\u001b[2K");
    shown = 0;
  };
  return {
    quiet: flags.quiet,
    outStyles: stylesFor(hasColour(stdout, flags.color)),
    errStyles: stylesFor(hasColour(stderr, flags.color)),
    columns: stderr.isTTY ? stderr.columns : null,
    print(text) {
      clear();
      if (stdout.write(text)) return Promise.resolve();
      return new Promise((resolve) => stdout.once("drain", resolve));
    },
    complain(text) {
      clear();
      stderr.write(text);
    },
    tell(text) {
      if (flags.quiet) return;
      clear();
      stderr.write(text);
    },
    progress(done, total, what) {
      const now = performance.now();
      // nothing for short work, and no more than ten times a second
      if (flags.quiet || !stderr.isTTY || now - started < 500 || now - shown < 100) return;
      shown = now;
      stderr.write(`\r\u001b[2K${what} ${total === null ? done : `${done}/${total}`}`);
    },
    clearProgress: clear,
  };
}
