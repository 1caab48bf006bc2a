// Made by scripts/js-runtime.ts from runtime/*.ts. Do not edit: npx tsx scripts/js-runtime.ts

export type HelperName =
  | "absent"
  | "accepts"
  | "add"
  | "addressKey"
  | "addressText"
  | "addresses"
  | "arithmetic"
  | "asciiLower"
  | "between"
  | "betweenFolded"
  | "booleans"
  | "collect"
  | "compareText"
  | "concat"
  | "cut"
  | "dates"
  | "digitValue"
  | "divide"
  | "doubleOf"
  | "doubles"
  | "elements"
  | "equal"
  | "exact"
  | "explainAnd"
  | "explainLeaf"
  | "explainNot"
  | "explainOr"
  | "fitting"
  | "greater"
  | "greaterOrEqual"
  | "inNetworks"
  | "inOrder"
  | "indexOf"
  | "indexOfFolded"
  | "instantOf"
  | "integers"
  | "isEvent"
  | "isNull"
  | "isoDate"
  | "isoInstant"
  | "lengthOf"
  | "less"
  | "lessOrEqual"
  | "lift"
  | "like"
  | "long"
  | "longs"
  | "multiply"
  | "negate"
  | "numberText"
  | "orNull"
  | "parseDouble"
  | "parseLong"
  | "parseNumber"
  | "path"
  | "remainder"
  | "scaled"
  | "substring"
  | "subtract"
  | "textInNetworks"
  | "texts"
  | "toInt"
  | "typed"
  | "v4Digits"
  | "v6Digits"
  | "values"
  | "wholeOf";

export interface Helper {
  /** A JavaScript declaration. */
  readonly text: string;
  readonly needs: readonly HelperName[];
}

export const helpers: { readonly [H in HelperName]: Helper } = {
  absent: {
    text: "/** Undefined if one of these failed, null if one is missing, else false. */\nfunction absent(...operands) {\n  if (operands.includes(undefined)) return undefined;\n  return operands.includes(null) ? null : false;\n}",
    needs: [],
  },
  accepts: {
    text: "/** Does the automaton accept the whole text? */\nfunction accepts(automaton, text) {\n  const { starts, classes, next, accepting } = automaton;\n  let state = 0;\n  for (const character of text) {\n    const codePoint = character.codePointAt(0) ?? 0;\n    let low = 0;\n    for (let high = starts.length - 1; low < high; ) {\n      const middle = (low + high + 1) >> 1;\n      if ((starts[middle] ?? 0) <= codePoint) low = middle;\n      else high = middle - 1;\n    }\n    state = next[state]?.[classes[low] ?? 0] ?? 0;\n  }\n  return accepting.includes(state);\n}",
    needs: [],
  },
  add: {
    text: "function add(left, right) {\n  return arithmetic(\n    left,\n    right,\n    (a, b) => fitting(a + b),\n    (a, b) => a + b,\n  );\n}",
    needs: ["arithmetic","fitting"],
  },
  addressKey: {
    text: "/** The digits of an address, without its zone (`fe80::1%eth0`); null for what is none. */\nfunction addressKey(text) {\n  const percent = text.indexOf(\"%\");\n  if (percent >= 0 && percent === text.length - 1) return null;\n  const address = percent < 0 ? text : text.slice(0, percent);\n  if (!address.includes(\":\")) {\n    const tail = v4Digits(address);\n    return tail === null ? null : `00000000000000000000ffff${tail}`;\n  }\n  const halves = address.split(\"::\");\n  const [left, right] = [v6Digits(halves[0] ?? \"\", halves.length === 1), v6Digits(halves[1] ?? \"\", true)];\n  if (halves.length > 2 || left === null || right === null) return null;\n  const gap = 32 - left.length - right.length;\n  if (halves.length === 1) return gap === 0 ? left : null;\n  return gap < 4 ? null : left + \"0\".repeat(gap) + right;\n}",
    needs: ["v4Digits","v6Digits"],
  },
  addressText: {
    text: "/** An address as Elasticsearch writes it: dotted for IPv4, else the longest run of zeros as \"::\". */\nfunction addressText(address) {\n  if (address.startsWith(\"00000000000000000000ffff\"))\n    return (address.slice(24).match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)).join(\".\");\n  const groups = (address.match(/..../g) ?? []).map((group) => Number.parseInt(group, 16).toString(16));\n  const runs = groups.map((_, i) => /^(0 )*/.exec(`${groups.slice(i).join(\" \")} `)?.[0].length ?? 0);\n  const longest = Math.max(...runs);\n  if (longest < 4) return groups.join(\":\");\n  const start = runs.indexOf(longest);\n  return `${groups.slice(0, start).join(\":\")}::${groups.slice(start + longest / 2).join(\":\")}`;\n}",
    needs: [],
  },
  addresses: {
    text: "/** The values of an address field. */\nfunction addresses(event, path) {\n  return typed(event, path, (value) => (typeof value === \"string\" ? addressKey(value) : null));\n}",
    needs: ["addressKey","typed"],
  },
  arithmetic: {
    text: "/** Integers if both are, else floating numbers. */\nfunction arithmetic(left, right, onLongs, onDoubles) {\n  return lift((a, b) => (typeof a === \"bigint\" && typeof b === \"bigint\" ? onLongs(a, b) : onDoubles(Number(a), Number(b))), left, right);\n}",
    needs: ["lift"],
  },
  asciiLower: {
    text: "/** A to Z as a to z, everything else as it is. */\nfunction asciiLower(text) {\n  const lower = text.toLowerCase();\n  // within ASCII the two are the same; beyond it other letters have a lower case too\n  return lower === text || !/[\\u0080-\\uffff]/.test(text) ? lower : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());\n}",
    needs: [],
  },
  between: {
    text: "/** What lies between the first `left` and the next `right` (or, greedy, the last): \"\" if one does not occur, the whole text if one of the three is empty. */\nfunction between(text, left, right, greedy) {\n  return cut(text, left, right, greedy, (t) => t);\n}",
    needs: ["cut"],
  },
  betweenFolded: {
    text: "/** `between` with all texts in lower case; what it gives is of the text as it is. */\nfunction betweenFolded(text, left, right, greedy) {\n  return cut(text, left, right, greedy, (t) => t.toLowerCase());\n}",
    needs: ["cut"],
  },
  booleans: {
    text: "/** The values of a field of true and false, as Elasticsearch reads them. */\nfunction booleans(event, path) {\n  return typed(event, path, (value) => {\n    if (value === true || value === \"true\") return true;\n    return value === false || value === \"false\" || value === \"\" ? false : null;\n  });\n}",
    needs: ["typed"],
  },
  collect: {
    text: "function collect(node, path, at, found) {\n  if (Array.isArray(node)) {\n    for (const element of node) {\n      if (!Array.isArray(element)) collect(element, path, at, found);\n      else for (const inner of elements(element)) collect(inner, path, at, found);\n    }\n  } else if (typeof node === \"object\" && node !== null) {\n    const object = node; // an object, as asked above\n    const keys = path[at] ?? [];\n    for (let i = 0; i < keys.length; i++) {\n      const key = keys[i]; // within the array's length\n      const value = object[key];\n      // most keys are not there: asking for the value first is quicker\n      if (value !== undefined && Object.hasOwn(object, key)) collect(value, path, at + i + 1, found);\n    }\n  } else if (at === path.length && (typeof node === \"string\" || typeof node === \"number\" || typeof node === \"boolean\")) {\n    found.push(node);\n  }\n}",
    needs: ["elements"],
  },
  compareText: {
    text: "/** The order of two texts by code point, as Elasticsearch sorts: negative, zero or positive. JavaScript's `<` goes by UTF-16 units. */\nfunction compareText(a, b) {\n  let i = 0;\n  while (i < a.length && i < b.length && a.charCodeAt(i) === b.charCodeAt(i)) i++;\n  const difference = (at) => (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1);\n  // where the second halves of two surrogate pairs differ, the pairs do\n  return (i > 0 && difference(i - 1)) || difference(i);\n}",
    needs: [],
  },
  concat: {
    text: "/** The texts one after the other. */\nfunction concat(...parts) {\n  const missing = absent(...parts);\n  return missing === false ? parts.join(\"\") : missing;\n}",
    needs: ["absent"],
  },
  cut: {
    text: "function cut(text, left, right, greedy, form) {\n  if (greedy === undefined) return undefined;\n  return lift(\n    (t, l, r) => {\n      if (t === \"\" || l === \"\" || r === \"\") return t;\n      const found = form(t).indexOf(form(l));\n      if (found < 0) return \"\";\n      const start = found + form(l).length;\n      const end = greedy === true ? form(t).lastIndexOf(form(r)) : form(t).indexOf(form(r), start);\n      if (end < 0) return \"\";\n      return end < start || end > t.length ? undefined : t.slice(start, end);\n    },\n    text,\n    left,\n    right,\n  );\n}",
    needs: ["lift"],
  },
  dates: {
    text: "/** The values of a date field: ISO texts or epoch milliseconds. */\nfunction dates(event, path) {\n  return typed(event, path, instantOf);\n}",
    needs: ["instantOf","typed"],
  },
  digitValue: {
    text: "/** What a UTF-16 unit is worth as a digit: decimal digits of every script, Latin letters and their fullwidth forms; 99 for all others. */\nfunction digitValue(unit) {\n  const character = String.fromCharCode(unit);\n  if (/[0-9A-Za-z]/.test(character)) return Number.parseInt(character, 36);\n  if (/[\\uff21-\\uff3a\\uff41-\\uff5a]/.test(character)) return ((unit - 0xff21) % 32) + 10;\n  if (!/\\p{Nd}/u.test(character)) return 99;\n  // a script's ten digits follow each other\n  let zero = unit;\n  while (unit - zero < 9 && /\\p{Nd}/u.test(String.fromCharCode(zero - 1))) zero--;\n  return unit - zero;\n}",
    needs: [],
  },
  divide: {
    text: "/** Integers divide toward zero; by zero is a failure for them. */\nfunction divide(left, right) {\n  return arithmetic(\n    left,\n    right,\n    (a, b) => (b === 0n ? undefined : fitting(a / b)),\n    (a, b) => a / b,\n  );\n}",
    needs: ["arithmetic","fitting"],
  },
  doubleOf: {
    text: "function doubleOf(value) {\n  if (typeof value === \"string\" && !/^\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*$/.test(value)) return null;\n  return typeof value !== \"boolean\" && Number.isFinite(Number(value)) ? Number(value) : null;\n}",
    needs: [],
  },
  doubles: {
    text: "/** The values of a field of floating numbers. Text that is a number counts. */\nfunction doubles(event, path) {\n  return typed(event, path, doubleOf);\n}",
    needs: ["doubleOf","typed"],
  },
  elements: {
    text: "/** The elements of an array, those of arrays in it included, however deep they are. */\nfunction elements(array) {\n  const flat = [];\n  const pending = [array];\n  while (pending.length > 0) {\n    const next = pending.pop();\n    if (!Array.isArray(next)) flat.push(next);\n    else for (let i = next.length - 1; i >= 0; i--) pending.push(next[i]);\n  }\n  return flat;\n}",
    needs: [],
  },
  equal: {
    text: "/** Equal in value, whether bigint or number. */\nfunction equal(left, right) {\n  // biome-ignore lint/suspicious/noDoubleEquals: a bigint equals a number of the same value\n  return lift((a, b) => a == b, left, right);\n}",
    needs: ["lift"],
  },
  exact: {
    text: "/** A whole number in its one form. */\nfunction exact(whole) {\n  const number = Number(whole);\n  return Number.isSafeInteger(number) ? number : BigInt(whole);\n}",
    needs: [],
  },
  explainAnd: {
    text: "/** Holds if all its parts do. */\nfunction explainAnd(text, parts) {\n  return { kind: \"and\", text, holds: parts.every((part) => part.holds), parts, values: {} };\n}",
    needs: [],
  },
  explainLeaf: {
    text: "/** A test of values. */\nfunction explainLeaf(text, holds, values) {\n  return { kind: \"leaf\", text, holds, parts: [], values };\n}",
    needs: [],
  },
  explainNot: {
    text: "/** Holds if its part does not. */\nfunction explainNot(text, part) {\n  return { kind: \"not\", text, holds: !part.holds, parts: [part], values: {} };\n}",
    needs: [],
  },
  explainOr: {
    text: "/** Holds if one of its parts does. */\nfunction explainOr(text, parts) {\n  return { kind: \"or\", text, holds: parts.some((part) => part.holds), parts, values: {} };\n}",
    needs: [],
  },
  fitting: {
    text: "/** A bigint if it fits into 64 bits, else a failure. */\nfunction fitting(value) {\n  return BigInt.asIntN(64, value) === value ? value : undefined;\n}",
    needs: [],
  },
  greater: {
    text: "function greater(left, right) {\n  return lift((a, b) => a > b, left, right);\n}",
    needs: ["lift"],
  },
  greaterOrEqual: {
    text: "function greaterOrEqual(left, right) {\n  return lift((a, b) => a >= b, left, right);\n}",
    needs: ["lift"],
  },
  inNetworks: {
    text: "/** Does the address lie in one of the networks, each given by its first and last address? */\nfunction inNetworks(address, networks) {\n  return networks.some(([first, last]) => first <= address && address <= last);\n}",
    needs: [],
  },
  inOrder: {
    text: "/** Does the text consist of these pieces, in this order, with anything between them? The first is at the start and the last at the end. */\nfunction inOrder(text, pieces) {\n  const [start, end] = [pieces[0] ?? \"\", pieces[pieces.length - 1] ?? \"\"];\n  const last = text.length - end.length;\n  if (last < start.length || !text.startsWith(start) || !text.endsWith(end)) return false;\n  let from = start.length;\n  for (let i = 1; i < pieces.length - 1; i++) {\n    const piece = pieces[i] ?? \"\";\n    const found = text.indexOf(piece, from);\n    if (found < 0 || found + piece.length > last) return false;\n    from = found + piece.length;\n  }\n  return true;\n}",
    needs: [],
  },
  indexOf: {
    text: "/** Where `search` first occurs, not before `start`; null if it does not. */\nfunction indexOf(text, search, start) {\n  if (start === undefined) return undefined;\n  return lift(\n    (t, s) => {\n      const found = t.indexOf(s, start ?? 0);\n      return found < 0 ? null : found;\n    },\n    text,\n    search,\n  );\n}",
    needs: ["lift"],
  },
  indexOfFolded: {
    text: "/** `indexOf` with both texts in lower case. */\nfunction indexOfFolded(text, search, start) {\n  return indexOf(text?.toLowerCase() ?? text, search?.toLowerCase() ?? search, start);\n}",
    needs: ["indexOf"],
  },
  instantOf: {
    text: "/** A number is read by its digits, as Elasticsearch reads it: 2024 is a year. */\nfunction instantOf(value) {\n  if (typeof value === \"boolean\") return null;\n  const text = typeof value === \"string\" ? value : Math.abs(value) <= 8.64e15 ? String(Math.floor(value) + 0) : \"\";\n  const iso = isoDate(text);\n  if (iso !== null) return isoInstant(iso);\n  const millis = /^-?\\d{1,16}$/.test(text) ? Number(text) : Number.NaN;\n  return Math.abs(millis) <= 8.64e15 ? millis : null;\n}",
    needs: ["isoDate","isoInstant"],
  },
  integers: {
    text: "/** The values of a field of integers within a range. */\nfunction integers(event, path, low, high) {\n  return typed(event, path, (value) => {\n    const whole = wholeOf(value);\n    return whole === null || whole < low || whole > high ? null : whole;\n  });\n}",
    needs: ["typed","wholeOf"],
  },
  isEvent: {
    text: "/** Is this an event at all? */\nfunction isEvent(event) {\n  return typeof event === \"object\" && event !== null && !Array.isArray(event);\n}",
    needs: [],
  },
  isNull: {
    text: "/** Is it missing? A failure stays one. */\nfunction isNull(value) {\n  return value === undefined ? undefined : value === null;\n}",
    needs: [],
  },
  isoDate: {
    text: "/** The parts of what Elasticsearch's strict_date_optional_time reads: a date with as many parts as there are, and a zone after a time. */\nfunction isoDate(text) {\n  return /^(-?\\d{4})(?:-(\\d\\d)(?:-(\\d\\d)(?:T(?:(\\d\\d)(?::(\\d\\d)(?::(\\d\\d)(?:[.,](\\d{1,9}))?)?)?(?:Z|([+-])(\\d\\d)(?::?(\\d\\d))?)?)?)?)?)?$/.exec(\n    text,\n  );\n}",
    needs: [],
  },
  isoInstant: {
    text: "function isoInstant(parts) {\n  const part = (index, otherwise) => Number(parts[index] ?? otherwise);\n  const [month, day, hour, minute, second] = [part(2, 1), part(3, 1), part(4, 0), part(5, 0), part(6, 0)];\n  const date = new Date(0);\n  date.setUTCFullYear(part(1, 0), month - 1, day);\n  date.setUTCHours(hour, minute, second, Number((parts[7] ?? \"\").slice(0, 3).padEnd(3, \"0\")));\n  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;\n  const offset = (part(9, 0) * 60 + part(10, 0)) * 60_000;\n  if (!exists || offset > 18 * 3_600_000 || part(10, 0) > 59) return null;\n  return date.getTime() + (parts[8] === \"-\" ? offset : -offset);\n}",
    needs: [],
  },
  lengthOf: {
    text: "/** How long a text is. */\nfunction lengthOf(text) {\n  return lift((t) => t.length, text);\n}",
    needs: ["lift"],
  },
  less: {
    text: "function less(left, right) {\n  return lift((a, b) => a < b, left, right);\n}",
    needs: ["lift"],
  },
  lessOrEqual: {
    text: "function lessOrEqual(left, right) {\n  return lift((a, b) => a <= b, left, right);\n}",
    needs: ["lift"],
  },
  lift: {
    text: "/** What `compute` makes of the operands, if they are all there. */\nfunction lift(compute, ...operands) {\n  const missing = absent(...operands);\n  return missing === false ? compute(...operands) : missing; // nothing is absent here\n}",
    needs: ["absent"],
  },
  like: {
    text: "/** As `inOrder`, with `?` in a piece for any one character. */\nfunction like(text, pieces) {\n  const characters = [...text];\n  const last = pieces.length - 1;\n  let from = 0;\n  for (const [i, piece] of pieces.entries()) {\n    const wanted = [...piece];\n    const end = characters.length - wanted.length;\n    // the first piece can only be at the start, the last only at the end, the others as early as may be\n    let at = i === last ? end : from;\n    if (at < from) return false;\n    const until = i === 0 || i === last ? at : end;\n    while (at <= until && !wanted.every((character, k) => character === \"?\" || character === characters[at + k])) at++;\n    if (at > until) return false;\n    from = at + wanted.length;\n  }\n  return true;\n}",
    needs: [],
  },
  long: {
    text: "/** A whole number as the 64-bit integer that it is. */\nfunction long(value) {\n  return lift((v) => BigInt(v), value);\n}",
    needs: ["lift"],
  },
  longs: {
    text: "/** The values of a field of 64-bit integers. Fractions are cut off, text that is a number counts. */\nfunction longs(event, path) {\n  return integers(event, path, -9223372036854775808n, 9223372036854775807n);\n}",
    needs: ["integers"],
  },
  multiply: {
    text: "function multiply(left, right) {\n  return arithmetic(\n    left,\n    right,\n    (a, b) => fitting(a * b),\n    (a, b) => a * b,\n  );\n}",
    needs: ["arithmetic","fitting"],
  },
  negate: {
    text: "function negate(value) {\n  return lift((v) => (typeof v === \"bigint\" ? fitting(-v) : -v), value);\n}",
    needs: ["fitting","lift"],
  },
  numberText: {
    text: "/** A number as Java writes it: 2.0, 1.0E7, and integers without a point. */\nfunction numberText(value) {\n  if (typeof value === \"bigint\" || !Number.isFinite(value)) return String(value);\n  const size = Math.abs(value);\n  const sign = value < 0 || Object.is(value, -0) ? \"-\" : \"\";\n  if (size !== 0 && (size < 1e-3 || size >= 1e7)) {\n    const short = size.toExponential();\n    // Java writes at least two digits, and takes the two that are nearest: 4.9E-324\n    const [digits, power] = (short.includes(\".\") ? short : size.toExponential(1)).split(\"e\");\n    return `${sign}${digits}E${Number(power)}`;\n  }\n  const plain = String(size);\n  return `${sign}${plain.includes(\".\") ? plain : `${plain}.0`}`;\n}",
    needs: [],
  },
  orNull: {
    text: "/** The values of a field, or null, once, where it has none. */\nfunction orNull(values) {\n  return values.length === 0 ? [null] : values;\n}",
    needs: [],
  },
  parseDouble: {
    text: "/** Double.valueOf: blanks around it, 1., .5, 1e3, 2.5f, NaN, Infinity, 0x1.8p3. */\nfunction parseDouble(text) {\n  // biome-ignore lint/suspicious/noControlCharactersInRegex: what Java's trim takes away\n  const trimmed = text.replace(/^[\\u0000- ]+|[\\u0000- ]+$/g, \"\");\n  if (/^[+-]?NaN$/.test(trimmed)) return Number.NaN;\n  if (/^[+-]?Infinity$/.test(trimmed)) return Number(trimmed);\n  if (/^[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?[fFdD]?$/.test(trimmed)) return Number(trimmed.replace(/[fFdD]$/, \"\"));\n  const hex = /^([+-]?)0[xX]([0-9a-fA-F]*)\\.?([0-9a-fA-F]*)[pP]([+-]?\\d+)[fFdD]?$/.exec(trimmed);\n  const digits = `${hex?.[2] ?? \"\"}${hex?.[3] ?? \"\"}`;\n  if (hex === null || digits === \"\") return undefined;\n  const value = scaled(BigInt(`0x${digits}`), Number(hex[4]) - 4 * (hex[3] ?? \"\").length);\n  return hex[1] === \"-\" ? -value : value;\n}",
    needs: ["scaled"],
  },
  parseLong: {
    text: "/** A sign and digits of the base: Long.parseLong. */\nfunction parseLong(text, radix) {\n  if (radix < 2 || radix > 36) return undefined;\n  const digits = text.replace(/^[+-]/, \"\");\n  let magnitude = digits === \"\" ? undefined : 0n;\n  for (let i = 0; i < digits.length && magnitude !== undefined; i++) {\n    const digit = digitValue(digits.charCodeAt(i));\n    magnitude = digit < radix && magnitude < 9223372036854775809n ? magnitude * BigInt(radix) + BigInt(digit) : undefined;\n  }\n  if (magnitude === undefined) return undefined;\n  const value = text.startsWith(\"-\") ? -magnitude : magnitude;\n  return BigInt.asIntN(64, value) === value ? value : undefined;\n}",
    needs: ["digitValue"],
  },
  parseNumber: {
    text: "function parseNumber(text, base) {\n  if (text === undefined || base === undefined) return undefined;\n  if (text === null) return null;\n  const radix = base ?? (text.startsWith(\"0x\") ? 16 : 10);\n  const digits = radix === 16 && text.startsWith(\"0x\") ? text.slice(2) : text;\n  return parseLong(digits, radix) ?? (radix === 10 ? parseDouble(digits) : undefined);\n}",
    needs: ["parseDouble","parseLong"],
  },
  path: {
    text: "/** The keys under which a field may be found, dotted and nested. */\nfunction path(name) {\n  const segments = name.split(\".\");\n  return segments.map((_, start) => segments.slice(start).map((_, i) => segments.slice(start, start + i + 1).join(\".\")));\n}",
    needs: [],
  },
  remainder: {
    text: "/** With the dividend's sign. */\nfunction remainder(left, right) {\n  return arithmetic(\n    left,\n    right,\n    (a, b) => (b === 0n ? undefined : a % b),\n    (a, b) => a % b,\n  );\n}",
    needs: ["arithmetic"],
  },
  scaled: {
    text: "/** mantissa * 2 ** exponent, rounded once. */\nfunction scaled(mantissa, exponent) {\n  const bits = mantissa.toString(2).length;\n  if (mantissa === 0n || bits + exponent < -1076) return 0;\n  if (bits + exponent > 1025) return Number.POSITIVE_INFINITY;\n  if (exponent >= 0) return Number(mantissa << BigInt(exponent));\n  // a double has 53 bits, and none below 2 ** -1074\n  const drop = Math.max(bits - 53, -1074 - exponent, 0);\n  const kept = mantissa >> BigInt(drop);\n  const rest = mantissa - (kept << BigInt(drop));\n  const half = drop === 0 ? 1n : 1n << BigInt(drop - 1);\n  const rounded = rest > half || (rest === half && (kept & 1n) === 1n) ? kept + 1n : kept;\n  return Number(rounded) * 2 ** Math.max(exponent + drop, -1074);\n}",
    needs: [],
  },
  substring: {
    text: "/** Like a slice in Python: negative positions count from the end. Without a start it is the whole text. */\nfunction substring(text, start, end) {\n  if (text === undefined || start === undefined || end === undefined) return undefined;\n  if (text === null || start === null) return text;\n  return text.slice(start, end ?? text.length);\n}",
    needs: [],
  },
  subtract: {
    text: "function subtract(left, right) {\n  return arithmetic(\n    left,\n    right,\n    (a, b) => fitting(a - b),\n    (a, b) => a - b,\n  );\n}",
    needs: ["arithmetic","fitting"],
  },
  textInNetworks: {
    text: "/** `inNetworks` for text, which may be no address. */\nfunction textInNetworks(text, networks) {\n  const address = addressKey(text);\n  return address !== null && inNetworks(address, networks);\n}",
    needs: ["addressKey","inNetworks"],
  },
  texts: {
    text: "/** The values of a text field. Numbers and booleans count as their JSON text. */\nfunction texts(event, path) {\n  const found = values(event, path);\n  for (let i = 0; i < found.length; i++) if (typeof found[i] !== \"string\") found[i] = String(found[i]);\n  return found; // now they are\n}",
    needs: ["values"],
  },
  toInt: {
    text: "/** A number as a 32-bit integer: the low bits of a bigint, a floating number cut off and held within the range. */\nfunction toInt(value) {\n  return lift((v) => {\n    if (typeof v === \"bigint\") return Number(BigInt.asIntN(32, v));\n    return Number.isNaN(v) ? 0 : Math.max(-2147483648, Math.min(2147483647, Math.trunc(v)));\n  }, value);\n}",
    needs: ["lift"],
  },
  typed: {
    text: "/** What `read` makes of each value of a field, but null. */\nfunction typed(event, path, read) {\n  const found = [];\n  for (const value of values(event, path)) {\n    const made = read(value);\n    if (made !== null) found.push(made);\n  }\n  return found;\n}",
    needs: ["values"],
  },
  v4Digits: {
    text: "function v4Digits(text) {\n  const parts = text.split(\".\");\n  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\\d{0,2})$/.test(part) && Number(part) < 256)) return null;\n  return parts.map((part) => Number(part).toString(16).padStart(2, \"0\")).join(\"\");\n}",
    needs: [],
  },
  v6Digits: {
    text: "/** The digits of groups between colons; at the end of an address the last may be IPv4. */\nfunction v6Digits(text, atEnd) {\n  if (text === \"\") return \"\";\n  const groups = text.split(\":\");\n  const digits = groups.map((group, i) => {\n    if (/^[0-9a-fA-F]{1,8}$/.test(group) && Number.parseInt(group, 16) < 65536)\n      return Number.parseInt(group, 16).toString(16).padStart(4, \"0\");\n    return atEnd && i === groups.length - 1 ? v4Digits(group) : null;\n  });\n  return digits.includes(null) ? null : digits.join(\"\");\n}",
    needs: ["v4Digits"],
  },
  values: {
    text: "/** All values of a field: arrays and objects in arrays give all of theirs, null gives none. Only the event's own keys are fields. */\nfunction values(event, path) {\n  const found = [];\n  collect(event, path, 0, found);\n  return found;\n}",
    needs: ["collect"],
  },
  wholeOf: {
    text: "function wholeOf(value) {\n  if (typeof value === \"string\" && /^[+-]?\\d{1,40}$/.test(value)) return exact(BigInt(value.replace(\"+\", \"\")));\n  const double = doubleOf(value);\n  return double === null ? null : exact(Math.trunc(double));\n}",
    needs: ["doubleOf","exact"],
  },
};

export const helperNames: readonly string[] = Object.keys(helpers);
