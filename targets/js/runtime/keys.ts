// The values by which events are joined.

export type KeyValue = string | number | bigint | boolean | null;

/** How an event's values for one part of a key are read. `optional`: no value is a value too, equal to itself. */
export interface KeyField {
  read(event: unknown): readonly KeyValue[];
  readonly optional?: boolean;
}

/** `text` is equal exactly where the values are: 1 and "1" are different, an integer and a floating number of the same value are not. */
export interface Key {
  readonly text: string;
  readonly values: readonly KeyValue[];
}

/** The keys of an event: every combination of its values; none where a field that is not optional has no value. What goes beyond 10,000 keys is counted as given up. */
export function keysOf(event: unknown, by: readonly KeyField[], counts: { givenUp: number }): Key[] {
  let combinations: KeyValue[][] = [[]];
  for (const { read, optional } of by) {
    const values = [...new Set(read(event))];
    if (values.length === 0 && optional) values.push(null);
    const room = combinations.length === 0 ? 0 : Math.ceil(10_000 / combinations.length);
    if (values.length > room) counts.givenUp += combinations.length * (values.length - room);
    combinations = combinations.flatMap((key) => values.slice(0, room).map((value) => [...key, value]));
  }
  return combinations.map((values) => ({ text: keyText(values), values }));
}

export function keyText(values: readonly KeyValue[]): string {
  // integers beyond 2^53 by their digits, in brackets, so that no text is equal to them
  return JSON.stringify(values.map((v) => (typeof v === "bigint" || (Number.isInteger(v) && !Number.isSafeInteger(v)) ? [digits(v)] : v)));
}

function digits(value: KeyValue): string {
  return typeof value === "number" ? String(BigInt(value)) : String(value);
}
