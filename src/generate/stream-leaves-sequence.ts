import type { Part, Staging } from "./stream-leaves.ts";
import { keyings, type Role } from "./stream-roles.ts";
import { type Beat, type Cast, inTime, whole } from "./streams-sequence.ts";

/** Every stage, missing or not, and `until`, with the places in which an event of it decides whether there is a sequence. */
export const sequenceParts = (cast: Cast): readonly Part[] =>
  cast.parts.map(({ source, role }) => ({ source, effects: role.effects, stagings: stagingsOf(cast, role) }));

/** How many events of the other stages are tried: one may by chance be what the stage in question is about. */
const mostTemplates = 3;

function stagingsOf(cast: Cast, role: Role): readonly Staging[] {
  const stagings: Staging[] = [];
  for (let template = 0; template < mostTemplates; template++)
    for (const put of placesOf(cast, role))
      for (const keyed of keyings)
        stagings.push((purpose, event, match) => {
          const { own, others } = keyed(event, match, role.by, cast.keys.of(1));
          const rest = whole(cast, 1, 0).map((beat) => ({ ...beat, key: others, template }));
          return cast.play(purpose, put(rest, { role, key: own, time: 0, event }));
        });
  return stagings;
}

type Put = (others: readonly Beat[], beat: Beat) => readonly Beat[];

/** Where an event of the role decides: in place of its stage's, where no event of a missing stage may be, or as what ends the sequence. */
function placesOf(cast: Cast, role: Role): readonly Put[] {
  const stage = cast.positive.indexOf(role);
  if (stage >= 0) return [(others, beat) => others.map((b, i) => (i === stage ? { ...beat, time: b.time } : b))];
  const between = (others: readonly Beat[], after: number): number => {
    const [before, next] = [others[after]?.time, others[after + 1]?.time];
    if (before === undefined) return (next ?? 0) - 1;
    return next === undefined ? before + 1 : Math.floor((before + next) / 2);
  };
  const gaps = role === cast.until ? [0] : cast.missing.filter((m) => m.role === role).map((m) => m.after);
  return gaps.map(
    (after): Put =>
      (others, beat) =>
        inTime([...others, { ...beat, time: between(others, after) }]),
  );
}
