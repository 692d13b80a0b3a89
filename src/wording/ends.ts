/** What is said of the ends of chains. Only an end of kind `origin` is ever called one. */
import { groupBy } from '../model/grouping.ts';
import { isDisputed, type End, type Stance, type Uid } from '../model/records.ts';
import { cutTime, formatDateInSentence } from './dates.ts';
import { chooseNoun, findStatement, isSomebody, nameAll, type Outline } from './outline.ts';

/** What an end attributes to others although it cites nobody on its side. */
export type Attributed = 'nothing' | 'disputed' | 'reply' | 'itself';

export function findAttributed({ attributions }: Outline, uid: Uid): Attributed {
  const own = attributions.get(uid) ?? [];
  if (own.some(isDisputed)) return 'disputed';
  if (own.some(({ cited }) => cited !== uid)) return 'reply';
  return own.length > 0 ? 'itself' : 'nothing';
}

/**
 * The ends of the settled kinds, each phrase for those of which the same can be said: "its origin, the Security Council of
 * Russia", "Fox News, which gives no source", "an unnamed source (“officials”)".
 * @param owner of the origins: "its" or "their"
 */
export function describeSettledEnds(outline: Outline, ends: readonly End[], owner: string): string[] {
  const origins = listOfKind(ends, 'origin');
  return [
    ...(origins.length > 0 ? [describeOrigins(outline, origins, owner)] : []),
    ...groupEnds(outline, listOfKind(ends, 'unsourced')).map(([attributed, statements]) => {
      return nameAll(outline, statements) + describeUnsourced(outline, statements, attributed);
    }),
    ...groupEnds(outline, listOfKind(ends, 'unnamed')).map(([attributed, statements]) => {
      return nameUnnamed(outline, statements) + (attributed === 'disputed' ? describeDisputed(statements) : '');
    }),
  ];
}

function listOfKind(ends: readonly End[], kind: End['kind']): Uid[] {
  return ends.filter((end) => end.kind === kind).map(({ statement }) => statement);
}

function groupEnds(outline: Outline, statements: readonly Uid[]): [Attributed, Uid[]][] {
  return [...groupBy(statements, (uid) => findAttributed(outline, uid))];
}

function describeOrigins(outline: Outline, origins: readonly Uid[], owner: string): string {
  if (origins.length === 1) return `${owner} origin, ${nameAll(outline, origins)}`;
  const all = `${owner} ${origins.length} origins`;
  const sources = new Set(origins.map((uid) => findStatement(outline, uid).source));
  if (sources.size === 1) {
    return `${all}, statements by ${outline.names.get(origins[0]!)!.source}`;
  }
  const families = new Set([...sources].map((source) => outline.families.get(source))).size;
  const related = families === origins.length ? '' : families === 1 ? ' of one family' : ` of ${families} families`;
  return `${all}${related}, ${nameAll(outline, origins)}`;
}

/** ", which gives no source", or what else an end of kind `unsourced` attributes. */
export function describeUnsourced(outline: Outline, statements: readonly Uid[], attributed: Attributed): string {
  if (attributed === 'disputed') return describeDisputed(statements);
  const which = statements.every((uid) => isSomebody(outline, uid)) ? 'who' : 'which';
  const isOne = statements.length === 1;
  const cites = isOne ? 'cites' : 'cite';
  if (attributed === 'itself') return `, ${which} ${cites} only ${isOne ? 'itself' : 'themselves'}`;
  if (attributed === 'reply') return `, ${which} ${cites} only ${describeAnswered(outline, statements)}`;
  return `, ${which} ${isOne ? 'gives' : 'give'} no source`;
}

/** What replies answer: "a denial, by the Kremlin". */
export function describeAnswered(outline: Outline, statements: readonly Uid[]): string {
  const answered = statements.flatMap((uid) => {
    return (outline.attributions.get(uid) ?? []).map(({ cited }) => cited).filter((cited) => cited !== uid);
  });
  const [stance, ...others] = new Set(answered.map((uid) => findStatement(outline, uid).stance));
  const noun = others.length > 0 ? 'denials and doubts' : STANCE_NOUNS[stance!];
  return `${noun}, by ${nameAll(outline, answered)}`;
}

const STANCE_NOUNS: Readonly<Record<Stance, string>> = {
  asserts: 'a statement to the contrary',
  denies: 'a denial',
  doubts: 'a doubt',
};

function describeDisputed(statements: readonly Uid[]): string {
  return statements.length === 1 ? ', whose attribution is disputed' : ', whose attributions are disputed';
}

export function nameUnnamed(outline: Outline, statements: readonly Uid[]): string {
  return statements.length === 1 ? nameAll(outline, statements) : `${statements.length} unnamed sources`;
}

/**
 * The ends of kind `open`, each phrase for those of which the same can be said: "TASS, whose report nobody here has read".
 * @param saysUnread whether to say that nobody has read them
 */
export function describeOpenEnds(outline: Outline, ends: readonly End[], saysUnread: boolean): string[] {
  const groups = groupBy(listOfKind(ends, 'open'), (uid) => {
    if (findAttributed(outline, uid) === 'disputed') return 'disputed';
    return outline.inReadDocuments.has(uid) ? 'own' : chooseNoun(outline, [uid]);
  });
  return [...groups].map(([what, statements]) => {
    const names = nameAll(outline, statements);
    if (what === 'disputed') return names + describeDisputed(statements);
    if (!saysUnread && what !== 'own') return names;
    const noun = `${what === 'own' ? 'own ' : ''}${chooseNoun(outline, statements)}`;
    return `${names}, whose ${noun}${statements.length > 1 ? 's' : ''} nobody here has read`;
  });
}

/** The ends of kind `open` of which `describeOpenEnds` says that nobody here has read them. */
export function listSaidUnread(outline: Outline, ends: readonly End[]): Uid[] {
  return listOfKind(ends, 'open').filter((uid) => findAttributed(outline, uid) !== 'disputed');
}

export function nameDroppedEnds(outline: Outline, ends: readonly End[]): string[] {
  const dropped = listOfKind(ends, 'dropped');
  return dropped.length > 0 ? [nameAll(outline, dropped)] : [];
}

const REPEATED: Readonly<Record<Stance, string>> = { asserts: 'it', denies: 'its denial', doubts: 'its doubt' };

/** "IANS repeated it on 17 June 2025 without the attribution it gave on 4 June 2025". */
export function describeDroppedEnd(outline: Outline, end: Uid): string {
  const earlier = findStatement(outline, outline.attributedBefore.get(end)!);
  const later = findStatement(outline, end);
  const who = outline.names.get(end)!.source;
  const isSameDay = cutTime(earlier.statedAt!) === cutTime(later.statedAt!);
  const [before, after] = [earlier, later].map(({ statedAt }) => {
    return formatDateInSentence(isSameDay ? statedAt! : cutTime(statedAt!));
  });
  const isPerson = isSomebody(outline, end);
  const what = isPerson ? REPEATED[later.stance].replace('its', 'their') : REPEATED[later.stance];
  if (findAttributed(outline, end) === 'disputed') {
    return `${who} attributed ${what} ${before!}, but the attribution ${isPerson ? 'they' : 'it'} gave ${after!} is disputed`;
  }
  if (outline.analysis.read.get(end) !== true) {
    return `${who}, ${isPerson ? 'who' : 'which'} attributed ${what} ${before!}, is not known to have done so ${after!}`;
  }
  return `${who} repeated ${what} ${after!} without the attribution ${isPerson ? 'they' : 'it'} gave ${before!}`;
}
