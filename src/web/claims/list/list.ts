import type { Request } from 'express';
import type { ClaimCount, TopicCount } from '../../../storage/claims/list.ts';
import type { Store } from '../../../storage/store.ts';
import {
  describeOffers,
  resolveSourceFilters,
  toListQuery,
  parseClaimSelection,
  refuseHidden,
  toFilters,
  type ClaimSelection,
  type ResolvedClaimSelection,
  type SourceOffers,
  type TypedFilters,
} from '../../records/selections.ts';
import { foldText } from '../../../text/words.ts';
import type { Issue } from '../../../model/issues.ts';
import { Invalid } from '../../http/errors.ts';
import type { Format, Reply, Site, Visitor } from '../../http/route.ts';
import { hasRole } from '../../http/visitor.ts';
import {
  buildBrokenModel,
  buildListModel,
  MOST_COUNTED,
  nameList,
  PAGE,
  writeClaimList,
  type LoadedList,
  listChips,
} from './list-model.ts';
import { claimsAddress } from '../../../urls/site.ts';
import { linkFeed } from '../../records/claim-list.ts';

/** Of more topics those are offered that most claims have. */
const TOPICS_OFFERED = 200;

export async function listClaims(
  { store, config }: Site,
  request: Request,
  format: Format,
  visitor: Visitor | null,
): Promise<Reply> {
  const mayEdit = hasRole(visitor, 'editor');
  const parsed = parseClaimSelection(request.query);
  const topics = format === 'html' ? await store.claims.listTopics(TOPICS_OFFERED) : [];
  if (!parsed.ok) return refuse(format, parsed.values, topics, parsed.issues, null);
  refuseHidden(parsed.value, mayEdit);
  const resolved = await resolveSourceFilters(store, parsed.value, !mayEdit);
  if (!resolved.ok)
    return refuse(format, parsed.values, topics, resolved.issues, { selection: parsed.value, offers: resolved.offers });
  const selection = { ...resolved.value, topic: spellTopic(resolved.value.topic, topics) };
  const { sort, after } = selection;
  const page = await store.claims.list({ ...toFilters(selection), sort, after, limit: PAGE });
  const loaded = { selection, page, topics, typed: await fillIn(store, parsed.values, selection) };
  const beside = format === 'html' ? await countBeside(store, selection, page) : { count: null, instead: [] };
  return {
    kind: 'page',
    view: 'claims/list',
    title: nameList(selection),
    address: claimsAddress(toListQuery(selection)),
    // Feeds are of published claims.
    alternates: selection.status === 'published' ? [linkFeed(selection)] : [],
    model: () => buildListModel({ ...loaded, ...beside }, mayEdit),
    json: () => writeClaimList(page, config.baseUrl, selection),
  };
}

/** A topic as it is written here, in whatever case it was typed. */
function spellTopic(typed: string | null, topics: readonly TopicCount[]): string | null {
  const key = typed === null ? null : foldText(typed);
  return topics.find(({ topic }) => foldText(topic) === key)?.topic ?? typed;
}

/** For people the form, with all that is wrong with it; for programs the issues. */
function refuse(
  format: Format,
  typed: TypedFilters,
  topics: readonly TopicCount[],
  issues: readonly Issue[],
  offered: { selection: ClaimSelection; offers: SourceOffers } | null,
): Reply {
  if (format === 'json') throw new Invalid(offered ? describeOffers(issues, offered.offers) : issues);
  const model = buildBrokenModel(typed, topics, issues, offered);
  return { kind: 'form', view: 'claims/list', title: 'Claims', path: claimsAddress().html, issues, status: 400, model };
}

/** The form shows a source's name in place of its number, unless several sources have that name. */
async function fillIn(store: Store, typed: TypedFilters, selection: ResolvedClaimSelection): Promise<TypedFilters> {
  const names = { source: typed.source, origin: typed.origin };
  for (const field of ['source', 'origin'] as const) {
    const stored = selection[field];
    if (!stored) continue;
    const called = await store.sources.findByName(stored.source.name);
    names[field] = called.length === 1 && called[0]!.id === stored.id ? stored.source.name : String(stored.id);
  }
  return { ...typed, ...names };
}

/** For the first page: how many claims there are; where there are none, how many without each of the filters. */
async function countBeside(
  { claims }: Store,
  selection: ResolvedClaimSelection,
  { items, next }: LoadedList['page'],
): Promise<Pick<LoadedList, 'count' | 'instead'>> {
  if (selection.after !== null) return { count: null, instead: [] };
  const count = next ? await claims.count(toFilters(selection), MOST_COUNTED) : { count: items.length, isMore: false };
  const instead: { chip: ReturnType<typeof listChips>[number]; count: ClaimCount }[] = [];
  if (items.length > 0 || next) return { count, instead };
  for (const chip of listChips(selection)) {
    const some = await claims.count(toFilters(chip.without), MOST_COUNTED);
    if (some.count > 0) instead.push({ chip, count: some });
  }
  return { count: null, instead };
}
