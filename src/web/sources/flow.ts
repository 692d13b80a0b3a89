/** The drawing of who cites a source and whom it cites, as `src/drawing` wants it. */
import { drawFlow } from '../../drawing/flow/flow.ts';
import type { FlowSide } from '../../drawing/flow/layout.ts';
import { writeCount } from '../../wording/counts.ts';
import type { TextWithLanguage } from '../../wording/name-views.ts';
/** SVG, made of escaped text. The stylesheet shows one of the two. */
export type FlowModel = NonNullable<ReturnType<typeof drawFlow>>;

/** Null where nobody cites and nobody is cited. */
export function buildFlow(name: TextWithLanguage, citedBy: PairsModel, cites: PairsModel): FlowModel | null {
  const told = [tell(citedBy, 'cites it', 'cite it'), tell(cites, 'is cited by it', 'are cited by it')];
  return drawFlow({
    title: `Who cites ${name.text}, and whom it cites`,
    description: `${told.join('; ')}.`,
    name,
    citing: { heading: 'Who cites it', nobody: 'Nobody cites it', listHref: '#cited-by', ...listEnds(citedBy) },
    cited: { heading: 'Whom it cites', nobody: 'It cites nobody', listHref: '#cites', ...listEnds(cites) },
  });
}

function listEnds({ pairs, total }: PairsModel): Pick<FlowSide, 'ends' | 'total'> {
  return { ends: pairs, total };
}

function tell({ total }: PairsModel, one: string, several: string): string {
  return total === 0 ? `nobody ${one}` : `${writeCount(total, 'source')} ${total === 1 ? one : several}`;
}

export interface PairsModel {
  pairs: readonly { name: TextWithLanguage; href: string; times: number; counts: string }[];
  total: number;
  /** "50 of 1,200 shown"; null when all are. */
  cut: string | null;
}
