/** Every issue with the proposals that are taken, and the evidence that they show. */
import { checkLanguage, checkText } from '../../../../formats/checks.ts';
import { LIMITS } from '../../../../model/limits.ts';
import { MANNERS, STANCES, type Evidence } from '../../../../model/records.ts';
import type { Issue } from '../../../../model/issues.ts';
import { judgeField } from '../../../forms/forms.ts';
import { placeExcerpt } from './excerpts.ts';
import type { ChosenProposal } from '../hop-names.ts';
import type { StoryDocument } from '../story.ts';
import { FIRST_STATUSES, hopField, proposalField, type ProposalValues, type ReadingValues } from '../values.ts';

const among = (values: readonly string[]) => (value: string) =>
  values.includes(value) ? null : `must be one of ${values.join(', ')}`;

/** The issues of what holds for all. */
export function checkSettings({ status, language }: ReadingValues): Issue[] {
  return [
    ...judgeField({
      ...{ field: 'language', label: 'Language', value: language, check: checkLanguage },
      missing: 'Enter the claims’ language, such as en',
    }),
    ...judgeField({ field: 'status', label: 'Status', value: status, missing: null, check: among(FIRST_STATUSES) }),
  ];
}

/** The issues of one proposal that is taken, its sources and excerpts aside. */
export function checkProposal({ claim, stance, join, hops }: ProposalValues, number: number): Issue[] {
  const judge = (field: string, label: string, value: string, check: (value: string) => string | null): Issue[] =>
    judgeField({ field, label: `Proposal ${number + 1}: ${label}`, value, missing: null, check });
  return [
    ...(claim === '' && join === 'new'
      ? [{ field: proposalField(number, 'claim'), message: `Proposal ${number + 1}: enter the claim in one sentence` }]
      : []),
    ...judge(proposalField(number, 'claim'), 'claim', claim, (value) =>
      checkText(value, { most: LIMITS.claimText, lines: false }),
    ),
    ...judge(proposalField(number, 'stance'), 'stance', stance, among(STANCES)),
    ...hops.flatMap((hop, at) => [
      ...judge(hopField(number, at, 'cue'), 'cue', hop.cue, (value) =>
        checkText(value, { most: LIMITS.cue, lines: false }),
      ),
      ...judge(hopField(number, at, 'manner'), 'manner', hop.manner, among(MANNERS)),
      ...judge(hopField(number, at, 'excerpt'), 'excerpt', hop.excerpt, (value) =>
        checkText(value, { most: LIMITS.excerpt, lines: true }),
      ),
    ]),
  ];
}

export interface PlacedEvidence {
  /** By proposal, by hop; null where nothing is shown. */
  evidence: ReadonlyMap<number, readonly (Evidence | null)[]>;
  issues: readonly Issue[];
}

/** The evidence of the proposals that are taken. */
export function placeEvidence(
  { text, document }: Pick<StoryDocument, 'text' | 'document'>,
  taken: readonly ChosenProposal[],
): PlacedEvidence {
  const issues: Issue[] = [];
  const evidence = taken.map(({ number, values }) => {
    const pieces = values.hops.map(({ excerpt, at }, hop) => {
      if (excerpt.trim() === '' || excerpt.length > 2 * LIMITS.excerpt) return null;
      const piece = placeExcerpt(text, document.uid, excerpt, /^\d{1,9}$/.test(at) ? Number(at) : null);
      const message = `Proposal ${number + 1}: these words are not in the text`;
      if (!piece) issues.push({ field: hopField(number, hop, 'excerpt'), message });
      return piece;
    });
    return [number, pieces] as const;
  });
  return { evidence: new Map(evidence), issues };
}
