import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Condition } from "../../src/ir/condition.ts";
import type { Field } from "../../src/ir/field.ts";
import type { Rule } from "../../src/ir/rule.ts";
import { defaultsOf, type Options } from "../../src/target/options.ts";
import type { Artifact, Emission, Target } from "../../src/target/target.ts";
import { builder, ruleOf } from "../ir-builder.ts";
import { conditions, directPlaces, functionPlaces, hostileTexts, type Place } from "./hostile.ts";
import { type Claim, difference, Unreadable } from "./meaning.ts";
import { meant, saidOf, type Values } from "./meant.ts";

/** A target as these tests use it. */
export interface Subject {
  readonly name: string;
  readonly target: Target;
  readonly options: Options;
  /** Fields that the rules look at, the first of them for one test at a time. */
  readonly fields: readonly Field[];
  /** Functions are read back too. */
  readonly functions: boolean;
  /** A condition as the target needs it, which means the same. */
  readonly around: (where: Condition) => Condition;
  readonly values: Values;
  readonly read: (artifacts: readonly Artifact[]) => Claim;
  /** Why a rule with this text in this place may be refused, beside what `refused` finds by itself. */
  readonly mayRefuse: (text: string, place: string) => boolean;
  /** At most so many of the places and texts are refused: more would prove nothing. */
  readonly mostRefused: number;
  /** How many trees of tests are tried. */
  readonly trees: number;
  /** Only the places that these names begin. */
  readonly places?: readonly string[];
}

export function emitted({ target, options }: Pick<Subject, "target" | "options">, rule: Rule): Emission {
  return target.emit(rule, { ...defaultsOf(target.options), ...options }, target.versions.at(-1) ?? "");
}

/** Why the artefact does not say what the condition means; null if it does, or if there is none. */
function wrong(subject: Subject, where: Condition): { readonly refused: boolean; readonly why: string | null } {
  const emission = emitted(subject, ruleOf(subject.around(where)));
  if (!emission.ok) return { refused: true, why: null };
  try {
    return { refused: false, why: difference(meant(where, subject.values), saidOf(subject.read(emission.artifacts), subject.values)) };
  } catch (thrown) {
    return { refused: false, why: `${thrown instanceof Unreadable ? "unreadable" : "thrown"}: ${String(thrown)}` };
  }
}

const other = "o'ther";

/** Every hostile text in every place, then trees of tests, read back and compared with what was meant. */
export function roundTrips(subject: Subject): void {
  const places: Readonly<Record<string, Place>> = subject.functions ? { ...directPlaces, ...functionPlaces } : directPlaces;
  const [first] = subject.fields;
  describe(`${subject.name}: what is read back is what was meant`, () => {
    const allRefused: string[] = [];
    it.each(Object.entries(places).filter(([name]) => subject.places?.some((p) => name.startsWith(p)) ?? true))(
      "a text in the place of: %s",
      (place, make) => {
        if (first === undefined) throw new Error("no field");
        const b = builder();
        const failures: string[] = [];
        for (const text of hostileTexts) {
          const { refused, why } = wrong(subject, make(b, first, text, other));
          if (why !== null) failures.push(`${JSON.stringify(text)}: ${why}`);
          if (refused) allRefused.push(`${place}: ${JSON.stringify(text)}`);
          if (refused && !subject.mayRefuse(text, place)) failures.push(`${JSON.stringify(text)}: refused`);
        }
        // some of them say enough
        expect(failures.slice(0, 5).map((f) => f.slice(0, 600))).toEqual([]);
      },
    );

    it("refuses few of them", () => {
      expect(allRefused.length, allRefused.join("\n")).toBeLessThanOrEqual(subject.mostRefused);
    });

    it("trees of tests", () => {
      let compared = 0;
      let tried = 0;
      fc.assert(
        fc.property(conditions(subject.fields, directPlaces), (where) => {
          tried++;
          const { refused, why } = wrong(subject, where);
          if (!refused) compared++;
          expect(why).toBe(null);
        }),
        { seed: 20_260_101, numRuns: subject.trees },
      );
      expect(compared / tried).toBeGreaterThan(0.6);
    });
  });
}
