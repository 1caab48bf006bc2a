// Made by scripts/js-runtime.ts from runtime/*.ts. Do not edit: npx tsx scripts/js-runtime.ts

export type HelperName =
  | "absent"
  | "accepts"
  | "add"
  | "addMonths"
  | "addressKey"
  | "addressText"
  | "addresses"
  | "analysedWords"
  | "arithmetic"
  | "ascending"
  | "asciiLower"
  | "begun"
  | "between"
  | "betweenFolded"
  | "booleans"
  | "boundsOf"
  | "byKeyAtEnd"
  | "collect"
  | "compareText"
  | "concat"
  | "cut"
  | "dates"
  | "digitValue"
  | "digits"
  | "divide"
  | "doubleOf"
  | "doubles"
  | "earliest"
  | "elements"
  | "equal"
  | "exact"
  | "explainAnd"
  | "explainLeaf"
  | "explainNested"
  | "explainNot"
  | "explainOr"
  | "findObjects"
  | "fitting"
  | "greater"
  | "greaterOrEqual"
  | "grown"
  | "hasWords"
  | "hold"
  | "inNetworks"
  | "inOrder"
  | "indexOf"
  | "indexOfFolded"
  | "indicatorMachine"
  | "instantOf"
  | "integers"
  | "isBefore"
  | "isEvent"
  | "isIdle"
  | "isLike"
  | "isNull"
  | "isoDate"
  | "isoInstant"
  | "keyText"
  | "keysByStage"
  | "keysOf"
  | "latestBefore"
  | "lengthOf"
  | "less"
  | "lessOrEqual"
  | "lift"
  | "like"
  | "limited"
  | "long"
  | "longs"
  | "lookupOf"
  | "lowerWord"
  | "matcherOf"
  | "multiply"
  | "negate"
  | "newTermsMachine"
  | "nowOf"
  | "numberText"
  | "objects"
  | "orNull"
  | "parseDouble"
  | "parseLong"
  | "parseNumber"
  | "path"
  | "readWordRanges"
  | "recencyOf"
  | "remainder"
  | "renewed"
  | "sampleMachine"
  | "scaled"
  | "seat"
  | "sequenceMachine"
  | "startOf"
  | "startOfMonth"
  | "startOfWeek"
  | "startOfYear"
  | "substring"
  | "subtract"
  | "textInNetworks"
  | "texts"
  | "thresholdMachine"
  | "toInt"
  | "typed"
  | "unhold"
  | "v4Digits"
  | "v6Digits"
  | "values"
  | "valuesLike"
  | "wholeOf"
  | "wordClass"
  | "wordClasses"
  | "wordRanges"
  | "wordShape";

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
  addMonths: {
    text: "/** So many months later, or earlier, by the calendar; a day that the month does not have becomes its last one. */\nfunction addMonths(ms, count) {\n  const date = new Date(ms);\n  const day = date.getUTCDate();\n  date.setUTCDate(1);\n  date.setUTCMonth(date.getUTCMonth() + count);\n  const last = new Date(date);\n  last.setUTCMonth(last.getUTCMonth() + 1, 0);\n  date.setUTCDate(Math.min(day, last.getUTCDate()));\n  return date.getTime();\n}",
    needs: [],
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
  analysedWords: {
    text: "/** The words of a text in small letters. A word is cut after 255 units. */\nfunction analysedWords(text) {\n  const a = \"z?(?:[XSY]z?)*\";\n  const joint = `E${a}`;\n  const letters = `[LH]${a}(?:(?:(?:${joint})*|[MBQ]${a})[LH]${a})*`;\n  const digits = `N${a}(?:(?:(?:${joint})*|[UBQ]${a})N${a})*`;\n  const group = `(?:K${a}(?:(?:${joint})*K${a})*|(?:${letters}(?:(?<=H[zXSY]*)Q${a})?|${digits})+)`;\n  const word = new RegExp(`(?:${joint})*${group}(?:(?:${joint})+${group})*(?:${joint})*`, \"y\");\n  const shape = wordShape(text);\n  const words = [];\n  let at = 0;\n  while (at < shape.length) {\n    const window = shape.slice(at, at + 255);\n    word.lastIndex = 0;\n    const end = word.test(window) ? word.lastIndex : 0;\n    const c = shape[at];\n    if (end > 0) words.push(lowerWord(text.slice(at, at + end)));\n    else if (c === \"O\" || c === \"S\" || ((text[at] === \"#\" || text[at] === \"*\") && /^-[XS]*Y/.test(window))) words.push(\"\\u0000\");\n    let next = at + Math.max(end, 1);\n    // what attaches belongs to what stands before it: to a word, or else a part of it is a word by itself; after a word that was cut there is nothing before it\n    if (end < 255) while (next < shape.length && /[zXSY]/.test(shape.charAt(next))) next++;\n    if (end === 0 && c !== \"O\" && c !== \"S\" && shape.slice(at, next).includes(\"S\")) words.push(\"\\u0000\");\n    at = next;\n  }\n  return words;\n}",
    needs: ["lowerWord","wordShape"],
  },
  arithmetic: {
    text: "/** Integers if both are, else floating numbers. */\nfunction arithmetic(left, right, onLongs, onDoubles) {\n  return lift((a, b) => (typeof a === \"bigint\" && typeof b === \"bigint\" ? onLongs(a, b) : onDoubles(Number(a), Number(b))), left, right);\n}",
    needs: ["lift"],
  },
  ascending: {
    text: "/** Negative, zero or positive. What is missing comes last. */\nfunction ascending(a, b) {\n  if (a === null || b === null) return Number(a === null) - Number(b === null);\n  if (typeof a === \"string\" && typeof b === \"string\") return compareText(a, b);\n  return a < b ? -1 : Number(a > b);\n}",
    needs: ["compareText"],
  },
  asciiLower: {
    text: "/** A to Z as a to z, everything else as it is. */\nfunction asciiLower(text) {\n  const lower = text.toLowerCase();\n  // within ASCII the two are the same; beyond it other letters have a lower case too\n  return lower === text || !/[\\u0080-\\uffff]/.test(text) ? lower : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());\n}",
    needs: [],
  },
  begun: {
    text: "/** A sequence with its first event. */\nfunction begun(track, leading, event, time) {\n  return { events: [event], first: time, last: time, before: latestBefore(track, leading, time), broken: false };\n}",
    needs: ["latestBefore"],
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
  boundsOf: {
    text: "/** The options, or their defaults; throws a RangeError for what makes no sense. */\nfunction boundsOf(options) {\n  const { lateness = 0, maxKeys = 100_000, maxHeld = 100_000 } = options;\n  const bounds = { lateness, maxKeys, maxHeld };\n  if (!(bounds.lateness >= 0)) throw new RangeError(\"lateness is a number of milliseconds, 0 or more\");\n  if (!(bounds.maxKeys >= 1)) throw new RangeError(\"maxKeys is a number, 1 or more\");\n  if (!(bounds.maxHeld >= 0)) throw new RangeError(\"maxHeld is a number, 0 or more\");\n  return bounds;\n}",
    needs: [],
  },
  byKeyAtEnd: {
    text: "/** The machine with all its alerts at the end, in ascending order of the text of their keys. */\nfunction byKeyAtEnd(machine) {\n  const all = [];\n  return {\n    ...machine,\n    take: (moment) => machine.take(moment, all),\n    pass: (time) => machine.pass(time, all),\n    end(found) {\n      machine.end(all);\n      const texts = all.splice(0).map((alert) => ({ alert, text: keyText(alert.key) }));\n      texts.sort((a, b) => (a.text < b.text ? -1 : 1));\n      for (const { alert } of texts) found.push(alert);\n    },\n    size() {\n      const { keys, waiting } = machine.size();\n      return { keys, waiting: waiting + all.length };\n    },\n  };\n}",
    needs: ["keyText"],
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
  digits: {
    text: "function digits(value) {\n  return typeof value === \"number\" ? String(BigInt(value)) : String(value);\n}",
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
  earliest: {
    text: "/** The earliest of these times; infinite if there is none. */\nfunction earliest(times) {\n  return times.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY);\n}",
    needs: [],
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
  explainNested: {
    text: "/** Holds if it does for one of the objects; each part is the condition for one of them. */\nfunction explainNested(text, parts) {\n  return { kind: \"nested\", text, holds: parts.some((part) => part.holds), parts, values: {} };\n}",
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
  findObjects: {
    text: "/** `path`: what is left of it; null: nothing. */\nfunction findObjects(node, path, found) {\n  if (Array.isArray(node)) {\n    for (const element of elements(node)) findObjects(element, path, found);\n  } else if (typeof node === \"object\" && node !== null) {\n    if (path === null) {\n      found.push(node);\n      return;\n    }\n    const object = node; // an object, as asked above\n    for (const key of Object.keys(object)) {\n      if (key === path) findObjects(object[key], null, found);\n      else if (path.startsWith(`${key}.`)) findObjects(object[key], path.slice(key.length + 1), found);\n      else if (key.startsWith(`${path}.`)) found.push({ [key.slice(path.length + 1)]: object[key] });\n    }\n  }\n}",
    needs: ["elements"],
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
  grown: {
    text: "/** The sequence that waits for this stage, with the event; null if there is none, or it is too old by now. It waits no more in any case. */\nfunction grown(track, p, gap, event, time, maxspan) {\n  const pending = track.pending[p - 1] ?? null;\n  track.pending[p - 1] = null;\n  if (pending === null || time - pending.first > maxspan) return null;\n  const broken = pending.broken || latestBefore(track, gap, time) > pending.last;\n  return { ...pending, events: [...pending.events, event], last: time, broken };\n}",
    needs: ["latestBefore"],
  },
  hasWords: {
    text: "/** Do the words of one of the phrases stand next to each other in the text? */\nfunction hasWords(text, phrases) {\n  const words = analysedWords(text);\n  return phrases.some((phrase) => words.some((_, at) => phrase.every((word, i) => words[at + i] === word)));\n}",
    needs: ["analysedWords"],
  },
  hold: {
    text: "/** Adds to a heap, whose first element is the earliest. */\nfunction hold(heap, moment) {\n  let at = heap.length;\n  while (at > 0) {\n    const above = (at - 1) >> 1;\n    const parent = heap[above];\n    if (parent === undefined || !isBefore(moment, parent)) break;\n    heap[at] = parent;\n    at = above;\n  }\n  heap[at] = moment;\n}",
    needs: ["isBefore"],
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
  indicatorMachine: {
    text: "/** The indicators are looked up by value: what an event costs does not grow with their number, but for groups whose entries are all negated. */\nfunction indicatorMachine(rule, options) {\n  const all = [...(options.indicators ?? [])];\n  const started = nowOf(options);\n  const active = rule.timed ? all : all.filter((indicator) => rule.indicators(indicator, started));\n  const lookups = rule.groups.map((group) => lookupOf(group, active));\n  return {\n    ordered: false,\n    role(event, now) {\n      if (!rule.where(event, now)) return null;\n      const counts = (indicator) => !rule.timed || rule.indicators(indicator, now);\n      for (const lookup of lookups) {\n        const known = lookup(event, counts);\n        if (known !== null) return known;\n      }\n      return null;\n    },\n    take({ event, role }, found) {\n      found.push({ events: [event], key: [], indicator: role.indicator });\n    },\n    pass() {},\n    end() {},\n    size: () => ({ keys: 0, waiting: 0 }),\n  };\n}",
    needs: ["lookupOf","nowOf"],
  },
  instantOf: {
    text: "/** A number is read by its digits, as Elasticsearch reads it: 2024 is a year. */\nfunction instantOf(value) {\n  if (typeof value === \"boolean\") return null;\n  const text = typeof value === \"string\" ? value : Math.abs(value) <= 8.64e15 ? String(Math.floor(value) + 0) : \"\";\n  const iso = isoDate(text);\n  if (iso !== null) return isoInstant(iso);\n  const millis = /^-?\\d{1,16}$/.test(text) ? Number(text) : Number.NaN;\n  return Math.abs(millis) <= 8.64e15 ? millis : null;\n}",
    needs: ["isoDate","isoInstant"],
  },
  integers: {
    text: "/** The values of a field of integers within a range. */\nfunction integers(event, path, low, high) {\n  return typed(event, path, (value) => {\n    const whole = wholeOf(value);\n    return whole === null || whole < low || whole > high ? null : whole;\n  });\n}",
    needs: ["typed","wholeOf"],
  },
  isBefore: {
    text: "/** The order of events: time, tiebreaker, arrival. */\nfunction isBefore(a, b) {\n  if (a.time !== b.time) return a.time < b.time;\n  const difference = ascending(a.tiebreaker, b.tiebreaker);\n  return difference === 0 ? a.arrival < b.arrival : difference < 0;\n}",
    needs: ["ascending"],
  },
  isEvent: {
    text: "/** Is this an event at all? */\nfunction isEvent(event) {\n  return typeof event === \"object\" && event !== null && !Array.isArray(event);\n}",
    needs: [],
  },
  isIdle: {
    text: "/** Is there nothing to remember of this key? */\nfunction isIdle(track) {\n  return track.waiting.size === 0 && track.pending.every((p) => p === null) && track.seen.every((s) => s === null);\n}",
    needs: [],
  },
  isLike: {
    text: "/** Has the name these texts, in this order? Two at least. */\nfunction isLike(name, texts) {\n  let at = 0;\n  for (let i = 0; i < texts.length; i++) {\n    const text = texts[i]; // within the array's length\n    const last = i === texts.length - 1;\n    const place = i === 0 ? (name.startsWith(text) ? 0 : -1) : last ? name.length - text.length : name.indexOf(text, at);\n    if (place < at || (last && !name.endsWith(text))) return false;\n    at = place + text.length;\n  }\n  return true;\n}",
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
  keyText: {
    text: "function keyText(values) {\n  // integers beyond 2^53 by their digits, in brackets, so that no text is equal to them\n  return JSON.stringify(values.map((v) => (typeof v === \"bigint\" || (Number.isInteger(v) && !Number.isSafeInteger(v)) ? [digits(v)] : v)));\n}",
    needs: ["digits"],
  },
  keysByStage: {
    text: "/** For each stage the keys under which the event may stand there, at last those that it ends; null if there are none at all. */\nfunction keysByStage(stages, event, now, counts) {\n  const found = [];\n  let any = false;\n  for (const [i, stage] of stages.entries()) {\n    // a stage of several runs is asked once\n    const keys = stage === stages[i - 1] ? (found[i - 1] ?? []) : stage.where(event, now) ? keysOf(event, stage.by, counts) : [];\n    found.push(keys);\n    any ||= keys.length > 0;\n  }\n  return any ? found : null;\n}",
    needs: ["keysOf"],
  },
  keysOf: {
    text: "/** The keys of an event: every combination of its values; none where a field that is not optional has no value. What goes beyond 10,000 keys is counted as given up. */\nfunction keysOf(event, by, counts) {\n  let combinations = [[]];\n  for (const { read, optional } of by) {\n    const values = [...new Set(read(event))];\n    if (values.length === 0 && optional) values.push(null);\n    const room = combinations.length === 0 ? 0 : Math.ceil(10_000 / combinations.length);\n    if (values.length > room) counts.givenUp += combinations.length * (values.length - room);\n    combinations = combinations.flatMap((key) => values.slice(0, room).map((value) => [...key, value]));\n  }\n  return combinations.map((values) => ({ text: keyText(values), values }));\n}",
    needs: ["keyText"],
  },
  latestBefore: {
    text: "/** When the latest event of these stages stood before a time. */\nfunction latestBefore(track, stages, time) {\n  let latest = Number.NEGATIVE_INFINITY;\n  for (const s of stages) {\n    const [last, earlier] = track.seen[s] ?? [latest, latest];\n    latest = Math.max(latest, last < time ? last : earlier);\n  }\n  return latest;\n}",
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
  limited: {
    text: "/** The machine with the first or the last of its alerts alone. Those of `tail` are known when the stream ends. */\nfunction limited(machine, { side, count, offset }) {\n  let seen = 0;\n  let kept = [];\n  const keep = (from, found) => {\n    for (const alert of from) {\n      seen++;\n      if (side === \"tail\") kept.push(alert);\n      else if (seen > offset && seen <= offset + count) found.push(alert);\n    }\n    if (kept.length > 2 * (offset + count)) kept = kept.slice(-(offset + count));\n  };\n  const passedOn = (run, found) => {\n    const all = [];\n    run(all);\n    if (all.length > 0) keep(all, found);\n  };\n  return {\n    ...machine,\n    take: (moment, found) => passedOn((all) => machine.take(moment, all), found),\n    pass: (time, found) => passedOn((all) => machine.pass(time, all), found),\n    end(found) {\n      passedOn((all) => machine.end(all), found);\n      const end = Math.max(0, kept.length - offset);\n      for (const alert of kept.slice(Math.max(0, end - count), end)) found.push(alert);\n      seen = 0;\n      kept = [];\n    },\n    size() {\n      const { keys, waiting } = machine.size();\n      return { keys, waiting: waiting + kept.length };\n    },\n  };\n}",
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
  lookupOf: {
    text: "/** Finds an indicator that counts and satisfies every entry of a group, for an event. */\nfunction lookupOf(group, indicators) {\n  const textsOf = (values) => new Set(values.map((value) => keyText([value])));\n  const known = indicators\n    .map((indicator) => ({ indicator, values: group.map((entry) => textsOf(entry.indicator(indicator))) }))\n    .filter(({ values }) => values.every((of) => of.size > 0));\n  const first = group.findIndex((entry) => entry.negate !== true);\n  const byValue = new Map();\n  for (const one of first < 0 ? [] : known)\n    for (const text of one.values[first] ?? []) {\n      const same = byValue.get(text);\n      if (same === undefined) byValue.set(text, [one]);\n      else same.push(one);\n    }\n  return (event, counts) => {\n    const values = group.map((entry) => textsOf(entry.event(event)));\n    if (values.some((of) => of.size === 0)) return null;\n    const shares = (one, e) => [...(values[e] ?? [])].some((text) => one.values[e]?.has(text));\n    const satisfies = (one) => group.every((entry, e) => shares(one, e) !== (entry.negate === true)) && counts(one.indicator);\n    if (first < 0) return known.find(satisfies) ?? null;\n    for (const text of values[first] ?? []) {\n      const found = byValue.get(text)?.find(satisfies);\n      if (found !== undefined) return found;\n    }\n    return null;\n  };\n}",
    needs: ["keyText"],
  },
  lowerWord: {
    text: "/** Java's `Character.toLowerCase`, one by one. */\nconst lowerWord = (word) => Array.from(word, (c) => (c === \"\\u0130\" ? \"i\" : c.toLowerCase())).join(\"\");",
    needs: [],
  },
  matcherOf: {
    text: "/** A machine fed with events in order: those within `lateness` are held back until their turn. */\nfunction matcherOf(order, machineOf, options) {\n  const bounds = boundsOf(options);\n  const counts = { events: 0, alerts: 0, late: 0, givenUp: 0 };\n  const machine = machineOf(bounds, counts);\n  const held = [];\n  /** What comes with an earlier timestamp comes too late. */\n  let time = Number.NEGATIVE_INFINITY;\n  let last = null;\n  let arrivals = 0;\n  const isLate = (moment) => moment.time < time || (last !== null && isBefore(moment, last));\n  const release = (until, found) => {\n    while (held.length > 0 && (held[0]?.time ?? 0) <= until) {\n      last = unhold(held);\n      machine.take(last, found);\n    }\n  };\n  const moveTo = (to, found) => {\n    if (to > time) time = to;\n    release(time, found);\n    machine.pass(time, found);\n  };\n  const makeRoom = (found) => {\n    while (held.length > bounds.maxHeld) {\n      const first = unhold(held);\n      if (first.time !== Number.POSITIVE_INFINITY) {\n        time = first.time;\n        last = first;\n        machine.take(first, found);\n      } else if (machine.ordered) counts.late++;\n      else machine.take(first, found);\n    }\n  };\n  const place = (moment, found) => {\n    const late = isLate(moment);\n    if (late) counts.late++;\n    const outOfOrder = late || (moment.time === Number.POSITIVE_INFINITY && bounds.lateness !== Number.POSITIVE_INFINITY);\n    if (outOfOrder && !machine.ordered) machine.take(moment, found);\n    else if (!late) hold(held, moment);\n  };\n  const given = (found) => {\n    counts.alerts += found.length;\n    return found;\n  };\n  return {\n    push(event) {\n      const found = [];\n      counts.events++;\n      if (!isEvent(event)) return found;\n      const at = earliest(order.times(event));\n      const role = machine.role(event, nowOf(options));\n      if (role !== null) place({ event, role, time: at, tiebreaker: order.tiebreakers(event)[0] ?? null, arrival: arrivals++ }, found);\n      if (at !== Number.POSITIVE_INFINITY) moveTo(at - bounds.lateness, found);\n      makeRoom(found);\n      return given(found);\n    },\n    advance(to) {\n      const found = [];\n      if (to < Number.POSITIVE_INFINITY) moveTo(to, found);\n      return given(found);\n    },\n    flush() {\n      const found = [];\n      release(Number.POSITIVE_INFINITY, found);\n      machine.end(found);\n      time = Number.NEGATIVE_INFINITY;\n      last = null;\n      return given(found);\n    },\n    state() {\n      return { ...counts, ...machine.size(), held: held.length, time: Number.isFinite(time) ? time : null };\n    },\n  };\n}",
    needs: ["boundsOf","earliest","hold","isBefore","isEvent","nowOf","unhold"],
  },
  multiply: {
    text: "function multiply(left, right) {\n  return arithmetic(\n    left,\n    right,\n    (a, b) => fitting(a * b),\n    (a, b) => a * b,\n  );\n}",
    needs: ["arithmetic","fitting"],
  },
  negate: {
    text: "function negate(value) {\n  return lift((v) => (typeof v === \"bigint\" ? fitting(-v) : -v), value);\n}",
    needs: ["fitting","lift"],
  },
  newTermsMachine: {
    text: "/** One alert for each new combination of values. What lies outside of history and window is passed over. */\nfunction newTermsMachine(rule, options, bounds, counts) {\n  const { history = Number.NEGATIVE_INFINITY, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = options;\n  const known = recencyOf();\n  return {\n    ordered: false,\n    role(event, now) {\n      const keys = rule.where(event, now) ? keysOf(event, rule.by, counts) : [];\n      return keys.length === 0 ? null : keys;\n    },\n    take({ event, role, time }, found) {\n      if (time < history || time > to) return;\n      for (const key of role) {\n        const term = renewed(known, key.text, () => ({ isNew: true }), bounds, counts);\n        if (term.isNew && time >= from) found.push({ events: [event], key: key.values });\n        term.isNew = false;\n      }\n    },\n    pass() {},\n    end: () => known.clear(),\n    size: () => ({ keys: known.size(), waiting: 0 }),\n  };\n}",
    needs: ["keysOf","recencyOf","renewed"],
  },
  nowOf: {
    text: "/** The time of the clock that the options name, in whole milliseconds; without one it is the clock of the machine. */\nfunction nowOf(options) {\n  const now = options?.now ?? Date.now;\n  return Math.floor(typeof now === \"function\" ? now() : now);\n}",
    needs: [],
  },
  numberText: {
    text: "/** A number as Java writes it: 2.0, 1.0E7, and integers without a point. */\nfunction numberText(value) {\n  if (typeof value === \"bigint\" || !Number.isFinite(value)) return String(value);\n  const size = Math.abs(value);\n  const sign = value < 0 || Object.is(value, -0) ? \"-\" : \"\";\n  if (size !== 0 && (size < 1e-3 || size >= 1e7)) {\n    const short = size.toExponential();\n    // Java writes at least two digits, and takes the two that are nearest: 4.9E-324\n    const [digits, power] = (short.includes(\".\") ? short : size.toExponential(1)).split(\"e\");\n    return `${sign}${digits}E${Number(power)}`;\n  }\n  const plain = String(size);\n  return `${sign}${plain.includes(\".\") ? plain : `${plain}.0`}`;\n}",
    needs: [],
  },
  objects: {
    text: "/**\n * The objects at a path: those of a list, of lists in it, and of objects on the way. An empty object is one; what is no object is none. A key that goes on below the path (\"list.a\") is an object by\n * itself, as in an index.\n */\nfunction objects(event, path) {\n  const found = [];\n  findObjects(event, path, found);\n  return found;\n}",
    needs: ["findObjects"],
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
  readWordRanges: {
    text: "function readWordRanges(text) {\n  const ranges = [];\n  let end = 0;\n  for (const part of text.match(/[^A-Z]+[A-Z]/g) ?? []) {\n    const [gap = \"\", length = \"0\"] = part.slice(0, -1).split(\",\");\n    const start = end + Number.parseInt(gap, 36);\n    end = start + Number.parseInt(length, 36);\n    ranges.push([start, end, part.slice(-1)]);\n  }\n  return ranges;\n}",
    needs: [],
  },
  recencyOf: {
    text: "function recencyOf() {\n  const links = new Map();\n  let oldest = null;\n  let newest = null;\n  const unlink = ({ older, newer }) => {\n    if (older === null) oldest = newer;\n    else older.newer = newer;\n    if (newer === null) newest = older;\n    else newer.older = older;\n  };\n  const append = (link) => {\n    link.older = newest;\n    link.newer = null;\n    if (newest === null) oldest = link;\n    else newest.newer = link;\n    newest = link;\n  };\n  return {\n    get: (key) => links.get(key)?.entry,\n    renew(key, make) {\n      let link = links.get(key);\n      if (link === undefined) {\n        link = { key, entry: make(), older: null, newer: null };\n        links.set(key, link);\n      } else unlink(link);\n      append(link);\n      return link.entry;\n    },\n    remove(key) {\n      const link = links.get(key);\n      if (link !== undefined) unlink(link);\n      links.delete(key);\n    },\n    oldest: () => oldest,\n    entries: () => [...links.values()].map((link) => link.entry),\n    size: () => links.size,\n    clear() {\n      links.clear();\n      oldest = null;\n      newest = null;\n    },\n  };\n}",
    needs: [],
  },
  remainder: {
    text: "/** With the dividend's sign. */\nfunction remainder(left, right) {\n  return arithmetic(\n    left,\n    right,\n    (a, b) => (b === 0n ? undefined : a % b),\n    (a, b) => a % b,\n  );\n}",
    needs: ["arithmetic"],
  },
  renewed: {
    text: "/** The entry of a key, renewed. Where there are too many then, the oldest goes, and is counted. */\nfunction renewed(known, key, make, bounds, counts) {\n  const entry = known.renew(key, make);\n  const oldest = known.size() > bounds.maxKeys ? known.oldest() : null;\n  if (oldest !== null) {\n    known.remove(oldest.key);\n    counts.givenUp++;\n  }\n  return entry;\n}",
    needs: [],
  },
  sampleMachine: {
    text: "/**\n * One sample for each key, as soon as there is an event for every stage. An event for which there is no place, however the others move, is not remembered: it would not find one later\n * either. So a key never holds more events than there are stages; one that has had its sample holds none (null).\n */\nfunction sampleMachine({ stages }, bounds, counts) {\n  const seats = recencyOf();\n  return {\n    ordered: false,\n    role: (event, now) => keysByStage(stages, event, now, counts),\n    take({ event, role }, found) {\n      const keys = new Map(role.flat().map((key) => [key.text, key]));\n      for (const key of keys.values()) {\n        const table = renewed(seats, key.text, () => ({ places: stages.map(() => null) }), bounds, counts);\n        if (table.places === null) continue;\n        const suited = [...stages.keys()].filter((s) => role[s]?.some((k) => k.text === key.text));\n        seat(table.places, { event, stages: suited }, new Set());\n        if (table.places.includes(null)) continue;\n        found.push({ events: table.places.map((guest) => guest?.event), key: key.values });\n        table.places = null;\n      }\n    },\n    pass() {},\n    end: () => seats.clear(),\n    size: () => ({ keys: seats.size(), waiting: 0 }),\n  };\n}",
    needs: ["keysByStage","recencyOf","renewed","seat"],
  },
  scaled: {
    text: "/** mantissa * 2 ** exponent, rounded once. */\nfunction scaled(mantissa, exponent) {\n  const bits = mantissa.toString(2).length;\n  if (mantissa === 0n || bits + exponent < -1076) return 0;\n  if (bits + exponent > 1025) return Number.POSITIVE_INFINITY;\n  if (exponent >= 0) return Number(mantissa << BigInt(exponent));\n  // a double has 53 bits, and none below 2 ** -1074\n  const drop = Math.max(bits - 53, -1074 - exponent, 0);\n  const kept = mantissa >> BigInt(drop);\n  const rest = mantissa - (kept << BigInt(drop));\n  const half = drop === 0 ? 1n : 1n << BigInt(drop - 1);\n  const rounded = rest > half || (rest === half && (kept & 1n) === 1n) ? kept + 1n : kept;\n  return Number(rounded) * 2 ** Math.max(exponent + drop, -1074);\n}",
    needs: [],
  },
  seat: {
    text: "/** Finds the guest a place, where those who are seated may move to others that suit them. */\nfunction seat(places, guest, tried) {\n  for (const s of guest.stages) {\n    if (tried.has(s)) continue;\n    tried.add(s);\n    const other = places[s] ?? null;\n    if (other !== null && !seat(places, other, tried)) continue;\n    places[s] = guest;\n    return true;\n  }\n  return false;\n}",
    needs: [],
  },
  sequenceMachine: {
    text: "/**\n * The stages are tried from the last to the first, so that an event never fills two of one sequence. An event takes the newest sequence that waits for it, and that is used up even\n * if it is too old by then. Alerts come in order of their last events; one after which an event must be missing waits, and those behind it too.\n */\nfunction sequenceMachine(rule, bounds, counts) {\n  const { stages, until, maxspan } = rule;\n  const asked = until === null ? stages : [...stages, until];\n  const positive = [...stages.keys()].filter((s) => !stages[s]?.missing);\n  const final = positive.length - 1;\n  /** The stages that must be missing before each positive one, at last those after all. */\n  const gaps = [...positive, stages.length].map((end, p) => [...stages.keys()].slice((positive[p - 1] ?? -1) + 1, end));\n  const [leading, trailing] = [gaps[0] ?? [], gaps[final + 1] ?? []];\n  const tracks = recencyOf();\n  /** Complete sequences, from `settled` on; before it are those that are done with. */\n  let queue = [];\n  let settled = 0;\n  const renew = (key, time) => {\n    const make = () => ({ key, pending: positive.map(() => null), seen: stages.map(() => null), waiting: new Set(), renewed: time });\n    const track = tracks.renew(key.text, make);\n    track.renewed = time;\n    const oldest = tracks.size() > bounds.maxKeys ? tracks.oldest() : null;\n    if (oldest !== null) {\n      counts.givenUp++;\n      tracks.remove(oldest.key);\n      for (const waiting of oldest.entry.waiting) waiting.kept = false;\n    }\n    return track;\n  };\n  const settle = (now, found) => {\n    for (let next = queue[settled]; next !== undefined; next = queue[settled]) {\n      if (next.kept === null && now - next.from > maxspan) next.kept = true;\n      if (next.kept === null) break;\n      next.track.waiting.delete(next);\n      if (next.kept) found.push(next.alert);\n      settled++;\n    }\n    if (settled > 1000 && 2 * settled > queue.length) {\n      queue = queue.slice(settled);\n      settled = 0;\n    }\n  };\n  const pass = (now, found) => {\n    settle(now, found);\n    for (let oldest = tracks.oldest(); oldest !== null && now - oldest.entry.renewed > maxspan; oldest = tracks.oldest())\n      tracks.remove(oldest.key);\n  };\n  const complete = (track, pending, found) => {\n    if (pending.broken) return;\n    const { events, first, last, before } = pending;\n    const slots = stages.map((_, s) => events[positive.indexOf(s)] ?? null);\n    const alert = { events, slots, key: track.key.values };\n    const clean = before === Number.NEGATIVE_INFINITY;\n    if (trailing.length === 0) {\n      if (clean || last - before > maxspan) found.push(alert);\n      return;\n    }\n    const waiting = { track, alert, from: leading.length === 0 ? first : before, last, kept: null };\n    if (leading.length > 0 && clean) waiting.kept = true;\n    else track.waiting.add(waiting);\n    queue.push(waiting);\n    settle(last, found);\n    const next = queue[settled];\n    if (next !== undefined && queue.length - settled > bounds.maxHeld) {\n      counts.givenUp++;\n      next.kept = false;\n      settle(last, found);\n    }\n  };\n  const step = (p, key, event, time, found) => {\n    const track = p === 0 ? renew(key, time) : tracks.get(key.text);\n    if (track === undefined) return;\n    const next = p === 0 ? begun(track, leading, event, time) : grown(track, p, gaps[p] ?? [], event, time, maxspan);\n    if (next !== null && p < final) track.pending[p] = next;\n    else if (next !== null) complete(track, next, found);\n    if (isIdle(track)) tracks.remove(key.text);\n  };\n  const note = (s, key, time) => {\n    const track = renew(key, time);\n    const [latest, earlier] = track.seen[s] ?? [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];\n    track.seen[s] = [time, time > latest ? latest : earlier];\n    if (!trailing.includes(s)) return;\n    for (const waiting of track.waiting) {\n      if (time <= waiting.last) continue;\n      waiting.kept = time - waiting.from > maxspan;\n      track.waiting.delete(waiting);\n    }\n  };\n  const stop = (key) => {\n    const track = tracks.get(key.text);\n    track?.pending.fill(null);\n    if (track !== undefined && isIdle(track)) tracks.remove(key.text);\n  };\n  return {\n    ordered: true,\n    role: (event, now) => keysByStage(asked, event, now, counts),\n    take({ event, role, time }, found) {\n      pass(time, found);\n      for (let p = final; p >= 0; p--) for (const key of role[positive[p] ?? 0] ?? []) step(p, key, event, time, found);\n      for (const gap of gaps) for (const s of gap) for (const key of role[s] ?? []) note(s, key, time);\n      for (const key of role[stages.length] ?? []) stop(key);\n    },\n    pass,\n    end(found) {\n      for (const { kept, alert } of queue.slice(settled)) if (kept !== false) found.push(alert);\n      queue = [];\n      settled = 0;\n      tracks.clear();\n    },\n    size: () => ({ keys: tracks.size(), waiting: queue.length - settled }),\n  };\n}",
    needs: ["begun","grown","isIdle","keysByStage","recencyOf"],
  },
  startOf: {
    text: "/** The start of the day, hour, minute or second: of what has a fixed length and starts with 1970. */\nfunction startOf(ms, length) {\n  return Math.floor(ms / length) * length;\n}",
    needs: [],
  },
  startOfMonth: {
    text: "function startOfMonth(ms) {\n  const date = new Date(ms);\n  date.setUTCDate(1);\n  return date.setUTCHours(0, 0, 0, 0);\n}",
    needs: [],
  },
  startOfWeek: {
    text: "/** The start of the week, which is a Monday: 1970 began on a Thursday. */\nfunction startOfWeek(ms) {\n  return startOf(ms + 259_200_000, 604_800_000) - 259_200_000;\n}",
    needs: ["startOf"],
  },
  startOfYear: {
    text: "function startOfYear(ms) {\n  const date = new Date(ms);\n  date.setUTCMonth(0, 1);\n  return date.setUTCHours(0, 0, 0, 0);\n}",
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
  thresholdMachine: {
    text: "/** Counts until the stream, that is the window, ends. Of different values it remembers no more than have to be there. */\nfunction thresholdMachine(rule, options, bounds, counts) {\n  const { by, cardinality } = rule;\n  const { maxEvents = 100 } = options;\n  if (!(maxEvents >= 0)) throw new RangeError(\"maxEvents is a number, 0 or more\");\n  const last = (events) => (maxEvents < 1 ? [] : events.slice(-maxEvents));\n  const groups = recencyOf();\n  const add = (key, event) => {\n    const empty = () => ({ key, count: 0, events: [], different: cardinality.map(() => new Set()) });\n    const group = renewed(groups, key.text, empty, bounds, counts);\n    group.count++;\n    group.events.push(event);\n    if (group.events.length >= 2 * maxEvents) group.events = last(group.events);\n    for (const [i, { read, atLeast }] of cardinality.entries()) {\n      const different = group.different[i];\n      if (different === undefined || different.size >= atLeast) continue;\n      for (const value of read(event)) if (different.size < atLeast) different.add(keyText([value]));\n    }\n  };\n  return {\n    ordered: false,\n    role(event, now) {\n      const keys = rule.where(event, now) ? keysOf(event, by, counts) : [];\n      return keys.length === 0 ? null : keys;\n    },\n    take({ event, role }) {\n      for (const key of role) add(key, event);\n    },\n    pass() {},\n    end(found) {\n      const large = groups\n        .entries()\n        .filter(\n          ({ count, different }) => count >= rule.count && cardinality.every(({ atLeast }, i) => (different[i]?.size ?? 0) >= atLeast),\n        );\n      large.sort((a, b) => (a.key.text < b.key.text ? -1 : 1));\n      for (const { key, count, events } of large) found.push({ events: last(events), key: key.values, count });\n      groups.clear();\n    },\n    size: () => ({ keys: groups.size(), waiting: 0 }),\n  };\n}",
    needs: ["keyText","keysOf","recencyOf","renewed"],
  },
  toInt: {
    text: "/** A number as a 32-bit integer: the low bits of a bigint, a floating number cut off and held within the range. */\nfunction toInt(value) {\n  return lift((v) => {\n    if (typeof v === \"bigint\") return Number(BigInt.asIntN(32, v));\n    return Number.isNaN(v) ? 0 : Math.max(-2147483648, Math.min(2147483647, Math.trunc(v)));\n  }, value);\n}",
    needs: ["lift"],
  },
  typed: {
    text: "/** What `read` makes of each value of a field, but null. */\nfunction typed(event, path, read) {\n  const found = [];\n  for (const value of values(event, path)) {\n    const made = read(value);\n    if (made !== null) found.push(made);\n  }\n  return found;\n}",
    needs: ["values"],
  },
  unhold: {
    text: "/** Takes the earliest out of a heap, which is not empty. */\nfunction unhold(heap) {\n  const first = heap[0]; // not empty\n  const moment = heap.pop(); // not empty\n  if (heap.length === 0) return first;\n  let at = 0;\n  for (let below = 1; below < heap.length; below = 2 * at + 1) {\n    const [left, right] = [heap[below], heap[below + 1]]; // the left one is within the heap\n    const [least, child] = right !== undefined && isBefore(right, left) ? [right, below + 1] : [left, below];\n    if (!isBefore(least, moment)) break;\n    heap[at] = least;\n    at = child;\n  }\n  heap[at] = moment;\n  return first;\n}",
    needs: ["isBefore"],
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
  valuesLike: {
    text: "/** The values of every field whose name has these texts, the first at its start, the last at its end, and anything between them; but for some names. */\nfunction valuesLike(event, texts, except) {\n  const found = [];\n  const pending = [[null, event]];\n  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {\n    const [name, node] = next;\n    if (Array.isArray(node)) for (let i = node.length - 1; i >= 0; i--) pending.push([name, node[i]]);\n    else if (isEvent(node)) {\n      const entries = Object.entries(node); // as asked\n      for (const [key, value] of entries.reverse()) pending.push([name === null ? key : `${name}.${key}`, value]);\n    } else if (name !== null && (typeof node === \"string\" || typeof node === \"number\" || typeof node === \"boolean\")) {\n      if (isLike(name, texts) && !except.includes(name)) found.push(node);\n    }\n  }\n  return found;\n}",
    needs: ["isEvent","isLike"],
  },
  wholeOf: {
    text: "function wholeOf(value) {\n  if (typeof value === \"string\" && /^[+-]?\\d{1,40}$/.test(value)) return exact(BigInt(value.replace(\"+\", \"\")));\n  const double = doubleOf(value);\n  return double === null ? null : exact(Math.trunc(double));\n}",
    needs: ["doubleOf","exact"],
  },
  wordClass: {
    text: "/** The class of a character, `-` for one that is in no word. Letters of Hebrew and the quote have their own: they go together. */\nfunction wordClass(codePoint) {\n  if (codePoint === 39) return \"Q\";\n  let low = 0;\n  let high = wordRanges.length;\n  while (low < high) {\n    const middle = (low + high) >>> 1;\n    if ((wordRanges[middle]?.[1] ?? 0) < codePoint) low = middle + 1;\n    else high = middle;\n  }\n  const [start = Infinity, , found = \"-\"] = wordRanges[low] ?? [];\n  if (start > codePoint) return \"-\";\n  if (found === \"L\" && ((codePoint >= 0x5d0 && codePoint <= 0x5f2) || (codePoint >= 0xfb1d && codePoint <= 0xfb4f))) return \"H\";\n  return found;\n}",
    needs: ["wordRanges"],
  },
  wordClasses: {
    text: "/** The characters that matter to words, by ranges and classes (see scripts/word-classes.ts). */\nfunction wordClasses() {\n  return \"13B5U2B2,9N1M1U6,pL5E2,pL1bO1L3X1O7L2M3L6,mL2,uL2,dbL7,6L8,jL1,33X1,4L2,1L3,3L1U1L7L1M1,2L2L2,jL2,2aL2,3uL2,6X1,4lL2,11L3L2,1L2L2,14L1U8,18X2X2,1X2,1X2X9,qL5,4L1Mc,5X7,1U3,aX2X4,16L1,kX1,9N2N1U2,1L1X1,2qL2L1,7X2,5X1,1L1,1X2,3X1,1L1,9N1,2L3LgX1L1X1,tL1,qX3,2gL1,aX1Lf,9N1,wL1,8X1,1L3U2L3X3,lL1,3X1L1,8X1L1,2X1L1,4Xj,oL1,2X5,aL1i,kL2,7Lm,1cX1,1hL1,2X1L1,hX1L1,6X1,9L1,1X3,9N2,fL1,2X2,7L3,1L3,lL2,6L2L4,3L3X1L1,6X3,1X3,2X1L9X5,1L2,2L1,1X3,9N1,1LbL2X3,2X2,5L5,1L3,lL2,6L2,1L2,1L2,1L3X2,4X5,1X3,2X4X8,3L2L8,9N1,1X1,2L1Xc,2X2,8L2,2L2,lL2,6L2,1L2,4L3X1L1,7X2,2X2,2X3Lg,1L1,1X3,9NaL1,5X2,2X2,7L3,1L3,lL2,6L2,1L2,4L3X1L1,6X3,1X3,2X9,1X5,1L2,2L1,1X3,9N2LhX1L2,5L4,2L2,3L4,1L2L2,1L4,1L4,2L4,bL5,4X4,2X2,3X3L7Xf,9Nh,4X1,7L2,2L2,mL2,fL4L1,6X2,2X2,3X8,1X2,2L6,1L1,1X3,9NhL1,2X2,7L2,2L2,mL2,9L2,4L3X1L1,6X2,2X2,3X8,1X8L2,1L1,1X3,9N2,1Le,3X2,7L2,2L2,14L1,1X1L1,6X2,2X2,3X1L6,2L1X8,2L1,1X3,9Nb,5L3,1X2,hL4,nL2,8L2L3,6L4X5,5X2X2,7X7,9N3,1Xe,1bO1S1,1O1,6S6,6O1,7S2,9N14,1O2O2,4O2,nO2O2,9O1S1,1O1,8S1O3,4O2O2,5S3,9N3,3OxLo,1X7,9NcX2X2X5,1X1,7L2,zL5,jX2,1X1,4L1,aX2,zXaX1m,16O1,jS1O1,9N7,5O1,3S1,3O1,2S1O1,2S1,1O1,6S1,2O1,3S1,cO1,bS1O1S1,9N1,3S1,1O1,11L2L6L3,16L2,98L2,3L3,6L2L2,3L3,14L2,3L3,wL2,3L3,6L2L2,3L3,eL2,1kL2,3L3,1uL3,2Xx,fLh,2dL3,5L4,h7L3,gL2,pL6,22L4,aL8,cL2,3L1,2Xc,hL1,2Xc,hL1,1Xd,cL2,2L2,1Xd,1fO1,vS4O5O1S3,9Ny,3X2,9N7,2gL8,4L1,1X1,xL1X1L6,1xLb,uL2,bX5,bXb,9N1,tO3,4Oc,17O5,pO7,9N1O4,1Ox,mL1,4X5,1gO1,9S2,sS3X1,9N7,9N7,dO3,eX1u,4X1,1aL1,gX1,6L5,9Ni,8Xd,2X1,tL1,cX1,1L1,9N1,17L1,dXd,zL1,jX9,9N4,2L1,9N1,zL3,8L8,16L3,2Lh,2X2,kX1,3L1X1,5L1X1,1L1,2X1L6,5bL1,1lX2,4X1,7pL3,5L3,11L3,5L3,7L2L2L2L2,uL3,1gL2,6L2L4,2L2,6L4,3L3,5L5,cL6,2L2,6Lg,3X9,1BbB3M3,4X1EdO3,1E4U5ObEc,4X2,9X2LeLh,cL1g,wXiL5L3,9L2L4,4L5O2L2L2L2,3L2,aL3,3L6,4L5Li,14Lc,5Og,1Oa8,1OdO2oO1zOq,aO5,2O58,1fL5d,1ObOaO1n,3O2,5O2,bO2,35Ob,39O3,aO2O2O7O4O7Ob,1OgO3O5O2O5,2O2Oc,4O1a,2OaOfOfOad,1Ocw,2Ok,1O1gO5O4r,1aL2,1aL2,3oL7,3L1,2X1,1Ld,11L2L6L3,1jL8LgX1,mLa,6L2,6L2,6L2,6L2,6L2,6L2,6L2,6L2,vX1cL29,pO2,2gOd,5xO1cL2Oq,8O1,5X1O1,4K3,2O1,1L1O4,2dO3,1X1,1K1,2O1,2iK2,3K6,16L2,2lLi,qL1i,fK48O2O1j,1aK2,2fK4p,52tO23,g6nOh,wcL1w,19L3,7gL4,fL1,9N1,1Ll,1aL1,3X2,9X2,uL1,1X1,27L1,1X12,4oL3,4L1d,aL1X1,2L1X1,3L1X1,mL1,4Xp,1fLd,1X1,1dL1,hXb,9N7,hX1,5L4L2,1L1X1,9N1,rL1,7X3,mL1,cXd,sL4,3X1,1aL1,dXfL1,9N7,4O1S1,9O1,9N1,4O2,14L1,dXa,2L1X1,7L1,1X3,9N7,qO1,2S1,1dO1S1O1,2S1,1O1,1S1,4O1,1S1O1S1Op,4O1,aL1,4X3,2L1,1Xb,5L3,5L3,5La,6L2,6L2,1jL9,36L1,7X2,1X3,9N7,8mbLd,mL5,1cL6it,a5O3,2xO13,6Ld,4L6L1X1,9L2,cL2,4L2L2,1L2,1L2,2zLy,a2Lj,1rL3,1hL15,bL5,fX1U3M1Uc,fX4,1Ep,2E1U2B2U1Mr,4L2,3qL3X8B5U2B2,9N1M1U6,pL5E2,pLc,1jK1,1X1,uL4,5L3,5L3,5L3,2Lt,2X5,bL2,pL2,iL2,1L2,eL3,dLz,3eL1y,1gL3tX3n,sL4,1cLgXw,vLe,tL6,11L1,4X6,tL3,zL5,7L2,4L17,4dL3,9N7,zL5,zL5,13L9,1fL4d,8mLa,lLb,7L49,5L3L2,17L2,1L4L3,mLb,mLa,uL1u,iL2,1Lb,lLb,pL1z,1jL7,1L1tL1,2X2,1X6,3X1,3L2,2L2,sL3,2X5Xx,sL4,sL10,7L2,rL1,1Xq,1hLb,lLb,iLe,hL33,20L1k,1eLe,1eLe,zL1,3X9,9Ncn,sLbL9,lL1,aX40,mLa,2X1,1gL1,eXw,9Ng,3X1,18L1,aX3XgX3,oL8,9N7,2X1,zL1,dX2,9N5L1,1Xa,yL1X3La,2X1,1bL1,dX1,3L5,3X4,9N1L2L10,hL2,oL1,bX7X1u,6L2L2,3L2,eL2,9L8,1aL1,bX6,9N7,3X2,7L3,1L3,lL2,6L2,1L2,4L2,1X1L1,6X3,1X3,2X3L7X6,4L1,1X3,6X4,4X3w,1gL1,hX1,3L6,9N5X1Lx,1bL1,jX1,1L2L9,9N4n,1aL1,6X3,8Xo,3L1,1Xz,1bL1,gX4Lc,9N13,16L1,cX1L8,9N1j,qO3,eS5,9N1,1O4O5d,17L1,eX2u,1rL1,9NmL4h,7L3,12L1,6X3,6X1L2L1XsL1,9X1,13L1,6X1L1,3X9X9L1,aX1,19L1,fX4Lz,1kL7c,8L2,10L1,7X2,7X1Lg,9Np,tL3,lX2,dX22,6L2,1L2,11L1,5X4X2,1X2,6X1L1X9,9N7,5L2,1L2,vL1,4X2,1X2,4X1L8,9N8n,iL1,3X7e,plL2v,32Li,5fL24d,tqL2,8X348,g6L6nu,fsL8,uL2,9N2v,tL3,4Xc,1bL1,6Xa,3Ld,9Na,kL6,iLj5,1rL3l,22L5X1L1,1iX8,3X1,cL1t,1L2LcnxK1,7xO1e,2Oi,3K23d,2yL6,cL4,8L8,9L4,1X2,3X43m,4X4,lX3,6Xv,3X45,2Xcc,2cL2,1yL2,1L3L3,1L3,3L2,bL2L2,6L2,1sL2,3L3,7L2,6L2,rL2,3L2,4L2L4,6L2,9fL3,oL2,oL2,uL2,oL2,uL2,oL2,uL2,oL2,uL2,oL2,7L3,1dNe9,1iX5,1dX9XfXn,4X2,eX11t,6X2,gX3,6X2,1X2,4X5y,18L4,6X1,6L3,9N5Laa,17L1,3X1,9Nzr,5gLc,6X16,1vL1,6X1L5,9Nx3,3L2,qL2,1L2L3L2,9L2,3L2L2L7L5L2L2L2,2L2,1L2L3L2L2L2L2L2,1L2L3,3L2,6L2,3L2,3L2L2,9L2,gL6,2L2,4L2,gL91,73Oe,2OwO1,pL7,pL3,3O1,pL5O3,9Oj,1kOr,fObOlO3,8O2,3Oa,c1O1,4S1,8tO9,7dO1d,3jO39,bO2e,16Od,3O1l,7Ob,5O15,7Ov,29Od,1aO2,9O2,1bqO3,wyeO16,378Oc,65O3,4g1Of,5rkO2e8,f1OfhesXv,2nX3l,6nX\";\n}",
    needs: [],
  },
  wordRanges: {
    text: "/** The class of every character that has one, by ranges: first, last, class. */\nconst wordRanges = readWordRanges(wordClasses());",
    needs: ["readWordRanges","wordClasses"],
  },
  wordShape: {
    text: "/** A letter for each unit of the text: its class. */\nfunction wordShape(text) {\n  let shape = \"\";\n  for (const character of text) {\n    const of = character === \"\\u20e3\" ? \"Y\" : wordClass(character.codePointAt(0) ?? 0);\n    shape += character.length === 1 ? of : `${of}z`;\n  }\n  return shape;\n}",
    needs: ["wordClass"],
  },
};

export const helperNames: readonly string[] = Object.keys(helpers);
