/** Numbers for the nodes and variables of one rule, in the order of asking. */
export interface NodeIds {
  node(): number;
  variable(): number;
}

/** `first`: what was not yet given, from 0 for a rule that has none. */
export function nodeIds(first: { readonly node: number; readonly variable: number } = { node: 0, variable: 0 }): NodeIds {
  let { node, variable } = first;
  return { node: () => node++, variable: () => variable++ };
}
