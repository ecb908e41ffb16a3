interface Opened {
  readonly id: number;
  readonly at: string;
}

/** One line of "who opened the record". */
export interface AccessLine {
  readonly key: number;
  readonly who: string;
  readonly what: string;
  /** The latest of them. */
  readonly at: string;
  readonly times: number;
}

interface AccessWords<Entry> {
  readonly who: (entry: Entry) => string;
  readonly what: (entry: Entry) => string;
  /** The local day of an instant, for the reader. */
  readonly day: (iso: string) => string;
}

/** A page of the console asks several times; the same person doing the same on one day is one line. Entries come newest first. */
export const accessLines = <Entry extends Opened>(
  entries: readonly Entry[],
  words: AccessWords<Entry>,
): readonly AccessLine[] => {
  const found = new Map<string, AccessLine>();
  for (const entry of entries) {
    const line = { key: entry.id, who: words.who(entry), what: words.what(entry), at: entry.at, times: 1 };
    const key = JSON.stringify([line.who, line.what, words.day(entry.at)]);
    const known = found.get(key);
    found.set(key, known ? { ...known, times: known.times + 1 } : line);
  }
  return [...found.values()];
};
