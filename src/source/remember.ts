/**
 * `of`, computed once for each key and kept for as long as the key lives. For pure functions of data that nobody changes; never for what depends on anything else.
 * `undefined` is no value: it would be computed again.
 */
export function remember<Key extends object, Value>(of: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, Value>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = of(key);
    known.set(key, made);
    return made;
  };
}
