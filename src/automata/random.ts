/** Numbers that look random and are the same for the same seed, everywhere (the mulberry32 generator). */
export interface Random {
  /** A whole number from 0, less than `bound`. */
  below(bound: number): number;
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return {
    below(bound) {
      state = (state + 0x6d2b79f5) >>> 0;
      let t = Math.imul(state ^ (state >>> 15), state | 1);
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
      return Math.floor((((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000) * bound);
    },
  };
}
