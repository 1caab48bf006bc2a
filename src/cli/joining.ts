import { plural } from "./summary.ts";

/** Says how many rules were passed over because they look at several events together; nothing when there are none. Ends with a newline. */
export const joiningRemark = (count: number, what: string): string =>
  count === 0 ? "" : `${plural(count, "rule")} that ${count === 1 ? "joins" : "join"} events: not ${what} yet\n`;
