import type { Attribution, Document, Evidence, Uid } from '../../../model/records.ts';
import { deriveDrift } from '../../../provenance/drift.ts';
import { editAttributionPath, excerptUrl, hopAnchor, outboundUrl } from '../../../urls/records.ts';
import { quoteExcerpt } from '../../../text/sentences.ts';
import { writeDate, writeLag } from '../../../wording/dates.ts';
import { writeDispute } from '../../../wording/disputes.ts';
import { writeKindAndVersion } from '../../../wording/documents.ts';
import { describeCue, markNames, writeName, writeTitle, type ShownName } from '../../../wording/names.ts';
import { MANNER_WORDS, SUPPORT_WORDS } from '../../../wording/values.ts';
import { find, linkDocument, type ClaimIndex } from './claim-index.ts';
import { linkStatement } from './statement-model.ts';

const EXCERPTS_SHOWN = 5;

/**
 * All that the evidence shows of an attribution.
 * @param shown the statements with a line on the page
 */
export function describeHop(index: ClaimIndex, hop: Attribution, shown: ReadonlySet<Uid>) {
  const { uid, manner, cue, note, evidence } = hop;
  return {
    anchor: hopAnchor(uid),
    citingUid: hop.citing,
    citedUid: hop.cited,
    citing: nameSpeaker(index, hop.citing),
    cited: nameSpeaker(index, hop.cited),
    manner: MANNER_WORDS[manner],
    cue: describeCue(cue, findCueLanguage(index, hop), manner),
    support: describeSupport(index, hop),
    lag: writeLag(find(index.analysis.lag, uid)),
    note,
    excerpts: evidence.slice(0, EXCERPTS_SHOWN).map((piece) => describeExcerpt(index, hop, piece, shown)),
    moreExcerpts: Math.max(0, evidence.length - EXCERPTS_SHOWN),
    wording: describeWording(index, hop),
    dispute: describeDispute(index, hop),
    retraction: describeCitedRetraction(index, hop),
    editHref: index.mayEdit ? editAttributionPath(uid) : null,
  };
}

function nameSpeaker({ statements, sources }: ClaimIndex, uid: Uid): ShownName {
  return writeName(find(sources, find(statements, uid).source));
}

/** A cue is in the language of the document that shows it. */
function findCueLanguage({ documents }: ClaimIndex, { evidence: [first] }: Attribution): string | null {
  return first ? find(documents, first.document).language : null;
}

function describeSupport(index: ClaimIndex, { uid, evidence }: Attribution) {
  const role = find(index.roles, uid);
  if (role !== 'hop') return { kind: role, word: NO_HOP[role], via: [] };
  const kind = find(index.analysis.support, uid);
  const publishers = new Set(evidence.map(({ document }) => find(index.documents, document).publisher));
  const via = kind === 'second-hand' ? [...publishers].slice(0, EXCERPTS_SHOWN) : [];
  return { kind, word: SUPPORT_WORDS[kind], via: via.map((publisher) => writeName(find(index.sources, publisher))) };
}

/** What an attribution is that is no hop. */
const NO_HOP = { reply: 'Reply, not a hop', disputed: 'Disputed, not a hop', idle: 'Not a hop' } as const;

/** An excerpt in its sentence. Where it is from is left out when it is from the citing statement's own document. */
function describeExcerpt(index: ClaimIndex, hop: Attribution, piece: Evidence, shown: ReadonlySet<Uid>) {
  const { document: uid, exact, prefix, suffix } = piece;
  const document = find(index.documents, uid);
  const isOwn = find(index.statements, hop.citing).document === uid;
  const speaker = isOwn ? undefined : index.speakers.get(uid);
  const isElsewhere = speaker === undefined || !shown.has(speaker);
  return {
    ...quoteExcerpt(exact, prefix, suffix),
    lang: document.language,
    from: isOwn
      ? null
      : {
          publisher: writeName(find(index.sources, document.publisher)),
          date: writeDate(document.publishedAt),
          // A document that a statement of this page is in is described there.
          href: isElsewhere ? linkDocument(index, document) : linkStatement(index, speaker, shown),
          item: isElsewhere ? describeItem(document) : null,
        },
    wordsUrl: excerptUrl(document.url, exact),
  };
}

function describeItem(document: Document) {
  return {
    ...{ title: document.title, lang: writeTitle(document).lang, kindAndVersion: writeKindAndVersion(document) },
    ...{ url: outboundUrl(document.url), archivedUrl: outboundUrl(document.archivedUrl) },
  };
}

/** How the words changed from the cited to the citing statement; null where they can't be compared. */
function describeWording(index: ClaimIndex, hop: Attribution) {
  const citing = find(index.statements, hop.citing);
  const cited = find(index.statements, hop.cited);
  if (citing.wording === null || cited.wording === null) return null;
  const parts = deriveDrift(citing, cited)?.parts;
  // Of two languages both wordings are on the page already.
  if (!parts || citing.language === null) return null;
  const isSame = parts.every(({ kind }) => kind === 'same');
  return {
    lang: citing.language,
    // Null where not a word changed.
    parts: isSame
      ? null
      : parts.map(({ kind, text }) => ({ removed: kind === 'removed', added: kind === 'added', text })),
  };
}

/** Who says that it was never said, when and why; null for what nobody disputes. */
function describeDispute({ sources }: ClaimIndex, hop: Attribution) {
  const disputedBy = hop.disputedBy === null ? null : find(sources, hop.disputedBy);
  const sentence = writeDispute({ ...hop, disputedBy });
  if (sentence === null) return null;
  return { sentence: markNames(sentence, disputedBy ? [disputedBy] : []), reason: hop.disputeReason };
}

function describeCitedRetraction(index: ClaimIndex, { uid, cited }: Attribution): string | null {
  if (index.roles.get(uid) !== 'hop') return null;
  if (find(index.statements, cited).retractedAt !== null) return 'cites a retracted statement';
  return index.restsOnRetracted.has(cited) ? 'goes back to a retracted statement' : null;
}
