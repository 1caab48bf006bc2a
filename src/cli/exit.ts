/** Exit codes: what a script may rely on. */
export const exit = {
  ok: 0,
  /** A rule does not hold: a deviation that nobody accepted, a failing event, a stale output. */
  findings: 1,
  /** A rule could not be read or compiled. */
  broken: 2,
  /** The command line, or a file that it names, is wrong. */
  usage: 3,
  /** A bug in Verdict. */
  bug: 70,
} as const;

/** The worst of several outcomes: a bug, then usage, then a broken rule, then findings. */
export const worst = (...codes: readonly number[]): number => Math.max(exit.ok, ...codes);

/** The command line asks for something that cannot be: told in one line, exit code 3. */
export class UsageError extends Error {
  readonly help: string | null;
  constructor(message: string, help: string | null = null) {
    super(message);
    this.help = help;
  }
}
