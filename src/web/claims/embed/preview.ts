/** `/claims/:id/preview.png`: the picture beside a link to a claim. */
import pLimit from 'p-limit';
import { drawPreview, renderPng } from '../../../drawing/image/preview.ts';
import { Busy } from '../../http/errors.ts';
import type { FileReply } from '../../http/route.ts';
import { requestOpening, type ShownClaim } from './claim-form.ts';

/** Runs work in its turn. Throws `Busy` at once when too much waits, else what the work throws. */
export function createQueue({ atOnce, waiting }: { atOnce: number; waiting: number }) {
  const limit = pLimit(atOnce);
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (limit.pendingCount >= waiting) throw new Busy();
    return limit(work);
  };
}

/** A picture takes 100 to 200 ms of a thread. */
const draw = createQueue({ atOnce: 2, waiting: 20 });

export async function writePreview(shown: ShownClaim): Promise<Pick<FileReply, 'type' | 'body'>> {
  const body = await draw(async () => renderPng(await drawPreview(requestOpening(shown))));
  return { type: 'image/png', body };
}
