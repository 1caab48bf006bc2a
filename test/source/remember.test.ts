import { expect, it } from "vitest";
import { remember, rememberLast } from "../../src/source/remember.ts";

const [first, second] = [{ name: "first" }, { name: "second" }];
const keys = [first, first, second, second, first, second];

it.each([
  ["once for each key", remember, ["first", "second"]],
  ["again for a key that comes back after another", rememberLast, ["first", "second", "first", "second"]],
] as const)("computes %s", (_when, remembering, computed) => {
  const asked: string[] = [];
  const nameOf = remembering((key: { readonly name: string }) => {
    asked.push(key.name);
    return key.name;
  });
  expect(keys.map(nameOf)).toEqual(keys.map(({ name }) => name));
  expect(asked).toEqual(computed);
});
