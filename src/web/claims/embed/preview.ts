/** `/claims/:id/preview.png`: the picture beside a link to a claim. */
import { drawPreview, renderPng } from '../../../drawing/image/preview.ts';
import type { FileReply } from '../../http/route.ts';
import { requestOpening, type ShownClaim } from './claim-form.ts';
import { createQueue } from './queue.ts';

/** A picture takes 100 to 200 ms of a thread. Whoever would wait for more than these asks again. */
const draw = createQueue({ atOnce: 2, waiting: 20 });

export async function writePreview(shown: ShownClaim): Promise<Pick<FileReply, 'type' | 'body'>> {
  const body = await draw(async () => renderPng(await drawPreview(requestOpening(shown))));
  return { type: 'image/png', body };
}
