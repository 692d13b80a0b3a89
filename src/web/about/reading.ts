/** `/about/reading`: what the reading of stories finds and misses. */
import type { Reply } from '../http/route.ts';
import { writeNumber } from '../../wording/values.ts';
import { writeDate } from '../../wording/dates.ts';
import { aboutReadingAddress } from '../../urls/site.ts';

export function showAboutReading(): Reply {
  return {
    kind: 'page',
    view: 'about/reading',
    title: 'How stories are read',
    address: aboutReadingAddress,
    model: () => buildAboutReadingModel(FIGURES),
    json: () => ({ figures: FIGURES }),
  };
}

export function buildAboutReadingModel(figures: Figures | null) {
  if (figures === null) return { figures: null };
  const { measuredOn, sets, wordsPerSecond } = figures;
  const write = (score: number | null): string => (score === null ? 'not given' : `${score}%`);
  return {
    figures: {
      measuredOn: writeDate(measuredOn),
      speed: writeNumber(wordsPerSecond),
      sets: sets.map(({ texts, scores }) => ({
        texts,
        rows: scores.map(({ what, precision, recall, f1 }) => {
          return { what, precision: write(precision), recall: write(recall), f1: write(f1) };
        }),
      })),
    },
  };
}

/** In percent; null where only F1 is known. */
interface Score {
  what: string;
  precision: number | null;
  recall: number | null;
  f1: number;
}

export interface Figures {
  /** When, such as 2025-06-20. */
  measuredOn: string;
  /** `texts` says what they are, and whether the rules were tuned on them. */
  sets: readonly { texts: string; scores: readonly Score[] }[];
  wordsPerSecond: number;
}

/** From the README of `src/extraction`; null while nothing is measured. */
export const FIGURES: Figures | null = {
  measuredOn: '2026-11-30',
  wordsPerSecond: 90_000,
  sets: [
    {
      texts: 'Invented sentences and stories, set aside before the rules were tuned',
      scores: [
        { what: 'Source', precision: 93, recall: 77.4, f1: 84.5 },
        { what: 'Cue', precision: 93.4, recall: 76.6, f1: 84.2 },
        { what: 'Content', precision: 90.4, recall: 84.1, f1: 87.1 },
        { what: 'Whole attribution (295)', precision: 90.3, recall: 79, f1: 84.3 },
        { what: 'Whole chain (234)', precision: 82.9, recall: 72.6, f1: 77.4 },
      ],
    },
    {
      texts: 'Relays, names and wire stories, written for what had gone wrong, and set aside',
      scores: [
        { what: 'Whole attribution (109)', precision: 97.2, recall: 96.3, f1: 96.8 },
        { what: 'Whole chain (77)', precision: 94.7, recall: 93.5, f1: 94.1 },
      ],
    },
    {
      texts: 'As many again of the first kind, used to tune the rules',
      scores: [
        { what: 'Whole attribution (306)', precision: 96.6, recall: 92.2, f1: 94.3 },
        { what: 'Whole chain (236)', precision: 93.7, recall: 88.1, f1: 90.8 },
      ],
    },
  ],
};
