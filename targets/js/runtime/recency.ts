// Things by key, in the order in which they were renewed. A Map keeps that order too, but to find its first entry takes long where many before it were deleted.

export interface Recency<Entry> {
  get(key: string): Entry | undefined;
  /** What stands under the key, made if there is nothing yet. It becomes the newest. */
  renew(key: string, make: () => Entry): Entry;
  remove(key: string): void;
  oldest(): Link<Entry> | null;
  entries(): Entry[];
  size(): number;
  clear(): void;
}

export interface Link<Entry> {
  readonly key: string;
  readonly entry: Entry;
  older: Link<Entry> | null;
  newer: Link<Entry> | null;
}

export function recencyOf<Entry>(): Recency<Entry> {
  const links = new Map<string, Link<Entry>>();
  let oldest: Link<Entry> | null = null;
  let newest: Link<Entry> | null = null;
  const unlink = ({ older, newer }: Link<Entry>): void => {
    if (older === null) oldest = newer;
    else older.newer = newer;
    if (newer === null) newest = older;
    else newer.older = older;
  };
  const append = (link: Link<Entry>): void => {
    link.older = newest;
    link.newer = null;
    if (newest === null) oldest = link;
    else newest.newer = link;
    newest = link;
  };
  return {
    get: (key) => links.get(key)?.entry,
    renew(key, make) {
      let link = links.get(key);
      if (link === undefined) {
        link = { key, entry: make(), older: null, newer: null };
        links.set(key, link);
      } else unlink(link);
      append(link);
      return link.entry;
    },
    remove(key) {
      const link = links.get(key);
      if (link !== undefined) unlink(link);
      links.delete(key);
    },
    oldest: () => oldest,
    entries: () => [...links.values()].map((link) => link.entry),
    size: () => links.size,
    clear() {
      links.clear();
      oldest = null;
      newest = null;
    },
  };
}

/** The entry of a key, renewed. Where there are too many then, the oldest goes, and is counted. */
export function renewed<Entry>(
  known: Recency<Entry>,
  key: string,
  make: () => Entry,
  bounds: { readonly maxKeys: number },
  counts: { givenUp: number },
): Entry {
  const entry = known.renew(key, make);
  const oldest = known.size() > bounds.maxKeys ? known.oldest() : null;
  if (oldest !== null) {
    known.remove(oldest.key);
    counts.givenUp++;
  }
  return entry;
}
