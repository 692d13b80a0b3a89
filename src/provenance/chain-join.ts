import { identifyStatement } from '../model/identity.ts';
import { LIMITS } from '../model/limits.ts';
import { UNDISPUTED, type Attribution, type Statement, type Uid } from '../model/records.ts';
import { fillStatement, listTwins, uniteAttributions } from './statement-merge.ts';

/** One row of a chain, from report to origin, as an editor gives it: names are found, texts are checked. */
export interface ChainLink {
  /** By which another row, or a later chain of the same form, may name its statement. */
  name: string;
  statement: Omit<Statement, 'uid' | 'retractedAt' | 'retractionReason'>;
  /** What leads to the next row; null on the last. */
  hop: Pick<Attribution, 'manner' | 'cue' | 'evidence'> | null;
  /** The statement it is, by uid or by a row's name, or that it is a new one; null leaves it to `matchLink`. */
  choice: { is: string } | 'new' | null;
}

export interface JoinedLink {
  name: string;
  statement: Uid;
  known: boolean;
  /** The statements of the claim it might be: same source, same stance. */
  candidates: readonly Uid[];
  /** Whether document, or else date, show that it is this one and no other. */
  isCertain: boolean;
}

interface JoinProblem {
  row: number;
  message: string;
}

export interface JoinedChain {
  statements: readonly Statement[];
  attributions: readonly Attribution[];
  links: readonly JoinedLink[];
  problems: readonly JoinProblem[];
}

type Graph = Pick<JoinedChain, 'statements' | 'attributions'>;

/**
 * The claim's statements and attributions with the chain among them. A statement that is there already gains what was
 * unknown of it and keeps the rest; so does an attribution, which gains the new pieces of evidence.
 * @param makeUid gives a new uid with each call
 * @param named by the names of rows of chains that were joined before: their statements
 */
export function joinChain(
  graph: Graph,
  chain: readonly ChainLink[],
  makeUid: () => Uid,
  named: ReadonlyMap<string, Uid> = new Map(),
): JoinedChain {
  const statements = [...graph.statements];
  const attributions = [...graph.attributions];
  const known = new Set(statements.map(({ uid }) => uid));
  const problems: JoinProblem[] = [];
  const rows = new Map(named);
  const links = chain.map((link, row): JoinedLink => {
    const candidates = statements.filter((there) => isCandidate(there, link)).map(({ uid }) => uid);
    const match = matchLink(statements, link);
    if (link.choice === 'new' && match.exact !== null) {
      problems.push({
        row,
        message: 'is the same as an existing statement: only a different document, date or stance makes it another',
      });
    }
    const is = link.choice === null || link.choice === 'new' ? null : link.choice.is;
    const chosen = is === null ? null : (rows.get(is) ?? is);
    if (chosen !== null && !candidates.includes(chosen)) {
      problems.push({ row, message: 'is not a statement of this source with this stance' });
    }
    const uid = chosen ?? match.exact ?? (link.choice === 'new' ? null : match.likely);
    const at = statements.findIndex((there) => there.uid === uid);
    const there = statements[at];
    const given = { ...link.statement, retractedAt: null, retractionReason: null };
    if (there) statements[at] = fillStatement(there, given);
    const fresh = { uid: makeUid(), ...given };
    if (!there) statements.push(fresh);
    const statement = there?.uid ?? fresh.uid;
    rows.set(link.name, statement);
    return {
      name: link.name,
      statement,
      known: known.has(statement),
      candidates,
      isCertain: match.exact === statement,
    };
  });
  links.slice(1).forEach((cited, i) => {
    const citing = links[i]!;
    const { hop } = chain[i]!;
    if (citing.statement === cited.statement) {
      problems.push({ row: i + 1, message: 'is the same statement as the row above: a statement can’t cite itself' });
    } else if (hop) {
      const given = { citing: citing.statement, cited: cited.statement, ...hop, note: null, ...UNDISPUTED };
      const { evidence } = addHop(attributions, given, makeUid);
      if (evidence.length > LIMITS.evidence) problems.push({ row: i, message: TOO_MANY });
    }
  });
  return { statements, attributions, links, problems: [...problems, ...findTwins(statements, links)] };
}

function isCandidate(there: Statement, { statement }: ChainLink): boolean {
  return there.source === statement.source && there.stance === statement.stance;
}

/** The one that is the same by identity; and the one that it likely is, when the row tells no document, and no other date. */
function matchLink(statements: readonly Statement[], link: ChainLink): { exact: Uid | null; likely: Uid | null } {
  const key = identifyStatement(link.statement);
  const exact = statements.find((there) => identifyStatement(there) === key)?.uid ?? null;
  const { document, statedAt } = link.statement;
  const alike = statements.filter((there) => isCandidate(there, link));
  const sameDay = statedAt === null ? alike : alike.filter((there) => there.statedAt === statedAt);
  return { exact, likely: document === null && sameDay.length === 1 ? sameDay[0]!.uid : null };
}

const TOO_MANY = `would give its hop more than ${LIMITS.evidence} excerpts: take one out of the hop first`;

function addHop(attributions: Attribution[], hop: Omit<Attribution, 'uid'>, makeUid: () => Uid): Attribution {
  const at = attributions.findIndex(({ citing, cited }) => citing === hop.citing && cited === hop.cited);
  const there = attributions[at];
  const joined = there ? uniteAttributions(there, hop) : { uid: makeUid(), ...hop };
  attributions[there ? at : attributions.length] = joined;
  return joined;
}

/** A date or document that a row gives may make a statement the same as another one. */
function findTwins(statements: readonly Statement[], links: readonly JoinedLink[]): JoinProblem[] {
  const twins = new Set(listTwins(statements, identifyStatement).flatMap((group) => group.map(({ uid }) => uid)));
  const message = 'would be the same as another statement of this claim: same source, stance and document or date';
  return links.flatMap(({ statement }, row) => (twins.has(statement) ? [{ row, message }] : []));
}
