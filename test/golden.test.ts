import { describe, expect, it } from "vitest";
import { targets } from "../targets/index.ts";
import { goldensOnDisk, textOf } from "./goldens/on-disk.ts";
import { outFiles } from "./goldens/out-files.ts";
import { targetGoldens } from "./goldens/topic-files.ts";

// `npm run golden` writes all of these anew; review the diff
const wanted = new Map([...outFiles(), ...targets.flatMap((t) => [...targetGoldens(t)])]);

describe("goldens", () => {
  it.each([...wanted.keys()])("%s", (path) => {
    expect(textOf(path)).toBe(wanted.get(path));
  });

  it("none is left from what is gone", () => {
    expect(goldensOnDisk().filter((path) => !wanted.has(path))).toEqual([]);
  });
});
