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

/**
 * `of` of the key that was asked for last: of a rule, which all targets take before they take the next. Same conditions.
 *
 * No WeakMap: V8 takes the values in one for alive whenever it collects only what is young, so what is remembered of a rule, and with it the rule, outlives the rule and is copied about. That was a
 * sixth of the time of compiling a thousand rules.
 */
export function rememberLast<Key extends object, Value>(of: (key: Key) => Value): (key: Key) => Value {
  let last: { readonly key: Key; readonly value: Value } | null = null;
  return (key) => {
    if (last?.key !== key) last = { key, value: of(key) };
    return last.value;
  };
}
