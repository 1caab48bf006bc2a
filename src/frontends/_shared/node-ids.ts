/** Numbers for the nodes and variables of one rule, from 0, in the order of asking. */
export interface NodeIds {
  node(): number;
  variable(): number;
}

export function nodeIds(): NodeIds {
  let node = 0;
  let variable = 0;
  return { node: () => node++, variable: () => variable++ };
}
