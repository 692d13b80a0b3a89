/** `/about/reading`: what the reading of stories finds and misses, with the figures. */
import type { Reply } from '../../../http/route.ts';
import { writeNumber } from '../../../../wording/counts.ts';
import { writeDate, type DateView } from '../../../../wording/date-views.ts';
import { FIGURES, type Figures } from './figures.ts';
import { aboutReadingAddress } from '../../../../urls/site.ts';

export function showAboutReading(): Reply {
  return {
    kind: 'page',
    view: 'reading/about',
    title: 'How stories are read',
    address: aboutReadingAddress,
    model: () => buildAboutReadingModel(FIGURES),
    json: () => ({ figures: FIGURES }),
  };
}

interface Row {
  what: string;
  precision: string;
  recall: string;
  f1: string;
}

export interface AboutReadingModel {
  /** Null while nothing is measured. */
  figures: {
    measuredOn: DateView | null;
    speed: string;
    sets: readonly { texts: string; rows: readonly Row[] }[];
  } | null;
}

export function buildAboutReadingModel(figures: Figures | null): AboutReadingModel {
  if (figures === null) return { figures: null };
  const { measuredOn, sets, wordsPerSecond } = figures;
  const write = (score: number | null): string => (score === null ? 'not told' : `${score} %`);
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
