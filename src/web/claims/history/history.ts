/** `/claims/:id/history`: who changed what of a claim, when and why. */
import type { Request } from 'express';
import type { Format, Reply, Site, Visitor } from '../../http/route.ts';
import { historyAddress } from '../../../urls/records.ts';
import { correctWords, loadVisibleClaim } from '../visible-claim.ts';
import { hasRole } from '../../http/visitor.ts';
import { buildHistoryModel, writeHistory } from './history-model.ts';
import { loadChangeNames } from './changes/names.ts';
import { readHistoryPage } from './changes/steps.ts';
import { beforeQuery, readQuery } from '../../records/queries.ts';

export async function showHistory(
  site: Site,
  request: Request,
  format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const now = await loadVisibleClaim(site, request, visitor);
  const { text } = now.record.claim;
  const { before = null } = readQuery(request.query, beforeQuery);
  const address = historyAddress({ id: now.id, text }, before);
  const redirect = correctWords(request, format, { id: now.id, text }, address);
  if (redirect) return redirect;
  const page = await readHistoryPage(site.store, now, before, hasRole(visitor, 'editor'));
  const changes = page.steps.flatMap(({ step }) => step.changes);
  const names = await loadChangeNames(site.store, page.steps[0]?.step.after ?? now.record, changes);
  return {
    kind: 'page',
    view: 'history/list',
    title: `History: ${text}`,
    address,
    model: () => buildHistoryModel(now, page, names, before),
    json: () => writeHistory(now, page, names, site.config.baseUrl),
  };
}
