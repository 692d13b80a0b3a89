/** What of a file is left aside, named: nothing is dropped silently. */

/** So many names stand in a notice. */
const EXAMPLES = 3;

/** So many sentences are told: a feed of others may have any members at all. */
const MOST = 100;

export interface Notices {
  /** @param what was left aside, as the beginning of a sentence: "entity is not kept" */
  add: (what: string, name: string) => void;
  /** A sentence for each kind, with the first names. */
  list: () => string[];
}

/** Gathers what is left aside by what it is, so that a thousand of a kind are told in one sentence. */
export function gatherNotices(): Notices {
  const left = new Map<string, { names: string[]; count: number }>();
  return {
    add(what, name) {
      const kind = left.get(what) ?? { names: [], count: 0 };
      left.set(what, kind);
      kind.count += 1;
      if (kind.names.length < EXAMPLES) kind.names.push(name);
    },
    list() {
      const told = [...left].slice(0, MOST).map(([what, { names, count }]) => {
        return `${what}: ${names.join('; ')}${count > names.length ? ` and ${count - names.length} more` : ''}`;
      });
      return left.size > MOST ? [...told, `and ${left.size - MOST} more kinds of notices`] : told;
    },
  };
}
