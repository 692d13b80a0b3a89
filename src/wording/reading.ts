/** What somebody here has read of a claim's statements, in a clause of its headline. */
import type { Uid } from '../model/records.ts';
import { listSaidUnread } from './ends.ts';
import { writeOwned } from './names.ts';
import { findSpeaker, listAsserting, nameAll, type Outline } from './outline.ts';
import { publishesItself } from '../provenance/graph/ends.ts';

const MOST_READ_NAMED = 4;

/** What somebody here has read of the asserting side, and what not. */
export function describeRead(outline: Outline): string[] {
  const all = listAsserting(outline);
  const [only] = all;
  if (only === undefined) return [];
  const read = all.filter((uid) => outline.inReadDocuments.has(uid));
  const unread = all.filter((uid) => !outline.inReadDocuments.has(uid));
  const { isRead, isUnread } = describeRest(outline, read);
  if (all.length === 1) return describeOnlyStatement(outline, only, read.length === 1);
  if (read.length === 0)
    return [`nobody here has read any ${isRead ? 'statement that asserts it' : 'of the statements'}`];

  const elsewhere = describeElsewhere(outline, read);
  const hasVoid = outline.graph.statements.some(({ uid, stance }) => {
    return stance === 'asserts' && outline.analysis.void.has(uid);
  });
  if (unread.length === 0) {
    // Nobody has read what nobody is known to have stated.
    if (hasVoid) return [];
    return [`every statement${isUnread ? ' that asserts it' : ''} has been read here${elsewhere}`];
  }
  const cited = outline.analysis.ends.filter(({ statement }) => outline.hopsTo.has(statement));
  const said = new Set(listSaidUnread(outline, cited));
  if (elsewhere === '' && unread.every((uid) => said.has(uid))) return [];

  const nameOf = (uid: Uid): string => outline.names.get(uid)!.text;
  const unreadNames = new Set(unread.map(nameOf));
  const isFew = read.length <= MOST_READ_NAMED;
  const isUnnamedLeft = unread.every((uid) => outline.endKinds.get(uid) === 'unnamed');
  const areMostRead = unread.length < read.length && !(isUnnamedLeft && isFew) && !hasVoid;
  if (read.some((uid) => unreadNames.has(nameOf(uid))) || (!areMostRead && !isFew)) {
    const has = read.length === 1 ? 'has' : 'have';
    return [`${read.length} of the ${all.length} statements that assert it ${has} been read here${elsewhere}`];
  }
  const ofThem = (isSo: boolean): string => (isSo ? 'of the statements that assert it, ' : '');
  if (areMostRead) {
    return [`${ofThem(isUnread)}all but ${nameStatementsBy(outline, unread)} have been read here${elsewhere}`];
  }
  const has = read.length > 1 ? 'have' : 'has';
  return [`${ofThem(isRead)}only ${nameStatementsBy(outline, read)} ${has} been read here${elsewhere}`];
}

/** Whether of the contesting side something was read, in other documents than these statements', or was not. */
function describeRest({ graph, analysis, inReadDocuments }: Outline, read: readonly Uid[]) {
  const these = new Set(read);
  const own = new Set(graph.statements.filter(({ uid }) => these.has(uid)).map(({ document }) => document));
  const rest = graph.statements.filter(({ uid, stance }) => stance !== 'asserts' && !analysis.void.has(uid));
  return {
    isRead: rest.some(({ uid, document }) => inReadDocuments.has(uid) && !own.has(document)),
    isUnread: rest.some(({ uid }) => !inReadDocuments.has(uid)),
  };
}

function describeOnlyStatement(outline: Outline, uid: Uid, isRead: boolean): string[] {
  const isOrigin = outline.endKinds.get(uid) === 'origin';
  const what = isOrigin ? 'that statement' : 'it';
  if (!isRead) return [`nobody here has read ${what}`];
  const elsewhere = describeElsewhere(outline, [uid]);
  // What gives no source was read: that goes without saying.
  return isOrigin || elsewhere !== '' ? [`${what} has been read here${elsewhere}`] : [];
}

/** ", the one by Bild as published by somebody else": of agencies and outlets, which publish for themselves. */
function describeElsewhere(outline: Outline, read: readonly Uid[]): string {
  const elsewhere = read.filter((uid) => outline.analysis.read.get(uid) !== true);
  if (elsewhere.length === 0) return '';
  if (elsewhere.length > 1) return `, ${elsewhere.length} of them as published by others`;
  if (read.length === 1) return ', as published by somebody else';
  return `, the one by ${nameAll(outline, elsewhere)} as published by somebody else`;
}

/** "IANS's own story", "the statement by TASS", "the statements by IANS (4 June 2025) and TASS". */
function nameStatementsBy(outline: Outline, statements: readonly Uid[]): string {
  const [first, ...others] = statements;
  if (others.length > 0) return `the statements by ${nameAll(outline, statements)}`;
  const isReport = outline.analysis.reports.some(({ statement }) => statement === first);
  const isStory =
    isReport && outline.analysis.read.get(first!) === true && publishesItself(findSpeaker(outline, first!));
  if (isStory) return writeOwned(outline.names.get(first!)!, 'own story');
  return `the statement by ${nameAll(outline, statements)}`;
}
