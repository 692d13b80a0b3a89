/** `/api`: what programs can do here, for people; its twin is the same as OpenAPI. */
import { apiAddress, apiListPath, problemAnchor, accountAddress, claimsAddress, schemaPath } from '../../urls/site.ts';
import { absoluteUrl } from '../../urls/records.ts';
import { describeFormats } from '../../formats/index.ts';
import { LARGEST_BODY } from '../middleware/request-body.ts';
import { WRITES } from '../middleware/traffic.ts';
import type { PageReply, Route, Site } from '../http/route.ts';
import { writeNumber } from '../../wording/values.ts';
import { ITEMS, MOST_ITEMS } from '../records/queries.ts';
import { MOST_LINES } from './sent-lines.ts';
import { listDescribed, listQuery, writeOpenApi, writePath, type DescribedRoute } from './openapi.ts';
import { PROBLEM_KINDS } from '../http/problems.ts';

export function showApi({ config }: Site, routes: readonly Route[]): PageReply {
  const { baseUrl, rateLimit } = config;
  return {
    kind: 'page',
    view: 'api/show',
    title: 'The API',
    address: apiAddress,
    model: () => buildApiModel(routes, baseUrl, rateLimit),
    json: () => writeOpenApi(routes, baseUrl),
  };
}

function buildApiModel(routes: readonly Route[], baseUrl: string, rateLimit: number) {
  const described = listDescribed(routes);
  const others = described.filter(({ route }) => !route.isApi);
  const groups = [...new Set(described.map(({ operation }) => operation.group))];
  const at = (path: string): string => absoluteUrl(baseUrl, path);
  return {
    openApiHref: apiAddress.json,
    schemaHref: schemaPath,
    accountHref: accountAddress.html,
    ...{
      items: ITEMS,
      mostItems: MOST_ITEMS,
      writes: WRITES,
      largest: LARGEST_BODY,
      lines: writeNumber(MOST_LINES),
      reads: rateLimit === 0 ? null : writeNumber(rateLimit),
    },
    api: described.filter(({ route }) => route.isApi).map(describeLine),
    others: groups
      .map((name) => ({ name, lines: others.filter(({ operation }) => operation.group === name).map(describeLine) }))
      .filter(({ lines }) => lines.length > 0),
    examples: {
      list: at(apiListPath(claimsAddress({ source: 'TASS', hops: 2 }), null)),
      drafts: at(apiListPath(claimsAddress({ status: 'draft' }), null)),
      send: at(apiListPath(claimsAddress(), null)),
      batch: at('/api/claims/batch'),
      claim: at('/claims/12.json'),
    },
    formats: describeFormats(),
    problems: PROBLEM_KINDS.map(({ status, name, title, means }) => ({
      status,
      title,
      means,
      anchor: problemAnchor(name),
    })),
  };
}

function describeLine({ route, path, operation }: DescribedRoute) {
  const { summary, description = null, query } = operation;
  const parameters = query === undefined ? [] : listQuery(query).map(describeParameter);
  return { method: route.method.toUpperCase(), path: writePath(path), summary, description, parameters };
}

/** "At least so many hops. One of newest, updated." */
function describeParameter({ name, description, schema }: ReturnType<typeof listQuery>[number]) {
  const values = schema.enum ?? schema.items?.enum ?? null;
  return { name, takes: values === null ? description : `${description} Values: ${values.join(', ')}.` };
}
