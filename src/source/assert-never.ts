/** Closes a switch over a union: a new member is a type error here, and a bug in Verdict if it is ever reached. */
export function assertNever(value: never): never {
  throw new Error(`not a member of the union: ${JSON.stringify(value)}`);
}
