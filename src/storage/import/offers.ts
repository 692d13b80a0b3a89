/**
 * What an import would change in known records, a member at a time. What is null or empty in a file is not known there: it
 * erases nothing here, and neither does what a file lacks.
 */
import { identifyRelation, identifyStatement, isSame, sortRelations } from '../../model/identity.ts';
import type {
  Attribution,
  Claim,
  ClaimRecord,
  Document,
  Evidence,
  Source,
  Statement,
  Uid,
} from '../../model/records.ts';
import { moveStatements } from '../../provenance/statement-merge.ts';
import { foldText } from '../../text/words.ts';

/** A change that an editor may take over. */
export interface Offer {
  /** The same each time the file is read. */
  key: string;
  member: string;
  before: unknown;
  after: unknown;
}

/** Which offers are taken over. */
export type Choice = 'all' | ReadonlySet<string>;

const takes = (choice: Choice, { key }: Offer): boolean => choice === 'all' || choice.has(key);

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === 'unknown' || (Array.isArray(value) && value.length === 0);

type Members = Readonly<Record<string, unknown>>;

/** @param rest members that are compared otherwise, or not at all */
function compareMembers(uid: Uid, prefix: string, before: Members, after: Members, rest: readonly string[]): Offer[] {
  return Object.keys(before)
    .filter((name) => name !== 'uid' && !rest.includes(name))
    .filter((name) => !isEmpty(after[name]) && !isSame(before[name], after[name]))
    .map((name) => ({ key: `${uid} ${name}`, member: prefix + name, before: before[name], after: after[name] }));
}

const applyMembers = <T extends object>(before: T, prefix: string, offers: readonly Offer[]): T => ({
  ...before,
  ...Object.fromEntries(offers.map(({ member, after }) => [member.slice(prefix.length), after])),
});

export interface Merged<T> {
  record: T;
  offers: readonly Offer[];
  /** Those of the offers that are not taken over. */
  left: readonly Offer[];
}

export function mergeSource(before: Source, after: Source, choice: Choice): Merged<Source> {
  const names = new Set([before.name, ...before.aliases.map(({ name }) => name)].map(foldText));
  const more = after.aliases.filter(({ name }) => !names.has(foldText(name)));
  // A parent and its relation are one thing to say.
  const { parentRelation, ...own } = after;
  const offers = compareMembers(before.uid, '', before as unknown as Members, own, ['aliases']);
  if (more.length > 0) {
    const aliases = [...before.aliases, ...more];
    offers.push({ key: `${before.uid} aliases`, member: 'aliases', before: before.aliases, after: aliases });
  }
  const taken = offers.filter((offer) => takes(choice, offer));
  const record = applyMembers(before, '', taken);
  const isMoved = taken.some(({ member }) => member === 'parent');
  return {
    record: isMoved ? { ...record, parentRelation } : record,
    offers,
    left: offers.filter((offer) => !taken.includes(offer)),
  };
}

export function mergeDocument(before: Document, after: Document, choice: Choice): Merged<Document> {
  const offers = compareMembers(before.uid, '', before as unknown as Members, after as unknown as Members, ['sha256']);
  const taken = offers.filter((offer) => takes(choice, offer));
  const record = applyMembers(before, '', taken);
  return { record, offers, left: offers.filter((offer) => !taken.includes(offer)) };
}

/** What a claim is called that is written as new where nothing else is said: no fact about a known one. */
const SAID_OF_NEW = ['status', 'language'];

/**
 * The known claim with what is taken over of the file's.
 * @param isForeign whether the file's format knows no more of a claim than a new one needs
 */
export function mergeClaim(
  before: ClaimRecord,
  given: ClaimRecord,
  choice: Choice,
  isForeign: boolean,
): Merged<ClaimRecord> {
  const after = nameUnnamed(before, given);
  const twins = matchStatements(before.statements, after.statements);
  const statements = mergeStatements(before.statements, after.statements, twins);
  const hops = mergeHops(before, after, twins, isForeign);
  const claim = compareClaim(before.claim, after.claim, isForeign);
  const offers = [...claim, ...statements.offers, ...hops.offers];
  const taken = new Set(offers.filter((offer) => takes(choice, offer)));
  const edges = hops.apply(taken);
  // A hop brings the statements that it joins.
  const joined = new Set(edges.flatMap(({ citing, cited }) => [citing, cited]));
  const kept = statements.apply(taken, joined);
  const record = {
    ...after,
    claim: applyClaim(before.claim, [...taken]),
    sources: [...new Map([...after.sources, ...before.sources].map((one) => [one.uid, one])).values()],
    documents: [...new Map([...after.documents, ...before.documents].map((one) => [one.uid, one])).values()],
    statements: kept,
    attributions: edges,
  };
  const uids = new Set(kept.map(({ uid }) => uid));
  const isIn = ({ member, key }: Offer): boolean => member === 'statement' && uids.has(key.split(' ')[0]!);
  return { record, offers, left: offers.filter((offer) => !taken.has(offer) && !isIn(offer)) };
}

/** Who is unnamed has no name to be found by but the one in this claim: "officials" are those that it has already. */
function nameUnnamed(before: ClaimRecord, after: ClaimRecord): ClaimRecord {
  const here = before.sources.filter(({ kind }) => kind === 'unnamed');
  const replacements = new Map<Uid, Uid>();
  for (const { uid, kind, name } of after.sources) {
    if (kind !== 'unnamed' || here.some((one) => one.uid === uid)) continue;
    const own = here.filter((one) => foldText(one.name) === foldText(name));
    if (own.length === 1) replacements.set(uid, own[0]!.uid);
  }
  if (replacements.size === 0) return after;
  const { statements, attributions } = moveStatements(after, replacements);
  return { ...after, statements, attributions, sources: after.sources.filter(({ uid }) => !replacements.has(uid)) };
}

function compareClaim(before: Claim, after: Claim, isForeign: boolean): Offer[] {
  const rest = ['createdAt', 'updatedAt', 'topics', 'relations', ...(isForeign ? SAID_OF_NEW : [])];
  const offers = compareMembers(before.uid, 'claim.', before as unknown as Members, after as unknown as Members, rest);
  const topics = new Set(before.topics.map(foldText));
  const freshTopics = after.topics.filter((topic) => !topics.has(foldText(topic)));
  if (freshTopics.length > 0) {
    const all = [...before.topics, ...freshTopics];
    offers.push({ key: `${before.uid} topics`, member: 'claim.topics', before: before.topics, after: all });
  }
  const known = new Map(before.relations.map((relation) => [identifyRelation(relation), relation]));
  const all = new Map(known);
  for (const relation of after.relations) {
    const own = known.get(identifyRelation(relation));
    all.set(identifyRelation(relation), { ...relation, note: relation.note ?? own?.note ?? null });
  }
  const relations = sortRelations([...all.values()]);
  if (!isSame(relations, sortRelations(before.relations))) {
    offers.push({
      key: `${before.uid} relations`,
      member: 'claim.relations',
      before: before.relations,
      after: relations,
    });
  }
  return offers;
}

function applyClaim(before: Claim, taken: readonly Offer[]): Claim {
  return applyMembers(
    before,
    'claim.',
    taken.filter(({ member }) => member.startsWith('claim.')),
  );
}

type Twins = ReadonlyMap<Uid, Uid>;

/** By statement of the file: the same one here, by uid, or else by what makes it the same. */
function matchStatements(before: readonly Statement[], after: readonly Statement[]): Twins {
  const uids = new Set(before.map(({ uid }) => uid));
  const nodes = new Map(before.map((statement) => [identifyStatement(statement), statement.uid]));
  return new Map(
    after.flatMap((statement): [Uid, Uid][] => {
      const twin = uids.has(statement.uid) ? statement.uid : nodes.get(identifyStatement(statement));
      return twin === undefined ? [] : [[statement.uid, twin]];
    }),
  );
}

function mergeStatements(before: readonly Statement[], after: readonly Statement[], twins: Twins) {
  const known = new Map(before.map((one) => [one.uid, one]));
  const offers = after.flatMap((one): Offer[] => {
    const own = known.get(twins.get(one.uid) ?? '');
    if (!own) return [{ key: `${one.uid} statement`, member: 'statement', before: null, after: one }];
    return compareMembers(own.uid, 'statement.', own as unknown as Members, one as unknown as Members, []);
  });
  return {
    offers,
    apply: (taken: ReadonlySet<Offer>, joined: ReadonlySet<Uid>): Statement[] => [
      ...before.map((own) => applyMembers(own, 'statement.', ofRecord(taken, own.uid, 'statement.'))),
      ...offers
        .filter((offer) => offer.member === 'statement')
        .filter((offer) => taken.has(offer) || joined.has((offer.after as Statement).uid))
        .map(({ after: fresh }) => fresh as Statement),
    ],
  };
}

function ofRecord(taken: ReadonlySet<Offer>, uid: Uid, prefix: string): Offer[] {
  return [...taken].filter(({ key, member }) => key.startsWith(`${uid} `) && member.startsWith(prefix));
}

const EVIDENCE = ['evidence', 'citing', 'cited'];
const DISPUTE = ['disputedAt', 'disputedBy', 'disputeReason'];

function mergeHops(before: ClaimRecord, after: ClaimRecord, twins: Twins, isForeign: boolean) {
  const here = (uid: Uid): Uid => twins.get(uid) ?? uid;
  const byUid = new Map(before.attributions.map((edge) => [edge.uid, edge]));
  const byEnds = new Map(before.attributions.map((edge) => [`${edge.citing} ${edge.cited}`, edge]));
  const offers = after.attributions.flatMap((given): Offer[] => {
    const edge = { ...given, citing: here(given.citing), cited: here(given.cited) };
    const own = byUid.get(edge.uid) ?? byEnds.get(`${edge.citing} ${edge.cited}`);
    if (!own) return [{ key: `${edge.uid} hop`, member: 'hop', before: null, after: edge }];
    // When and why one source disputes something tells nothing of another's dispute.
    const isAnothers = edge.disputedBy !== null && ![null, edge.disputedBy].includes(own.disputedBy);
    const rest = [...EVIDENCE, ...(isAnothers ? DISPUTE : []), ...(isForeign ? ['manner'] : [])];
    const pieces = edge.evidence.filter((piece) => !own.evidence.some((one) => identify(one) === identify(piece)));
    return [
      ...compareMembers(own.uid, 'hop.', own as unknown as Members, edge, rest),
      ...pieces.map((piece) => ({
        key: `${own.uid} evidence ${identify(piece)}`,
        member: 'hop.evidence',
        before: null,
        after: piece,
      })),
    ];
  });
  return {
    offers,
    apply: (taken: ReadonlySet<Offer>): Attribution[] => [
      ...before.attributions.map((own) => {
        const changes = ofRecord(taken, own.uid, 'hop.');
        const pieces = changes.filter(({ member }) => member === 'hop.evidence').map((one) => one.after as Evidence);
        const members = changes.filter(({ member }) => member !== 'hop.evidence');
        return { ...applyMembers(own, 'hop.', members), evidence: [...own.evidence, ...pieces] };
      }),
      ...[...taken].filter(({ member }) => member === 'hop').map(({ after: fresh }) => fresh as Attribution),
    ],
  };
}

const identify = ({ document, exact }: Evidence): string => `${document} ${foldText(exact)}`;
