/** The description of the API is what the API does: every route has a line, every answer the form that is told. */
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { listDescribed, writeOpenApi, writePath } from '../../src/web/api/openapi.ts';
import { claimQuery } from '../../src/web/records/queries.ts';
import { parseClaimSelection } from '../../src/web/records/selections.ts';
import { routes } from '../../src/web/routes.ts';
import { openSample, type Answer } from '../web/open-app.ts';
import { PROBLEM_KINDS } from '../../src/web/http/problems.ts';
import { oneIn } from '../support/thorough.ts';

interface OpenApi {
  paths: Record<string, Record<string, { operationId: string; parameters?: { name: string }[]; responses: Responses }>>;
  components: { schemas: object; responses: Responses };
}
type Responses = Record<string, { $ref?: string; content?: Record<string, { schema: { $ref?: string } }> }>;

const BASE = 'https://hearsay.test';
const openApi = writeOpenApi(routes, BASE) as unknown as OpenApi;

/** Forms and frames are for people, the rest for whoever goes through the whole site. */
const OTHERS = /^\/(sign-in(\/code)?|welcome|claims\/:id\/embed|robots\.txt|sitemap.*)$/;

describe('the OpenAPI description', () => {
  it('the OpenAPI description has every route that programs read or write', () => {
    const described = new Set(listDescribed(routes).map(({ route }) => route));
    const missing = routes.filter(
      (route) =>
        !described.has(route) &&
        (route.path.startsWith('/api/') ||
          (route.method === 'get' && route.role === 'reader') ||
          // Editors read twins by token, too; those of accounts are for who is signed in.
          (route.json !== null && route.role === 'editor')) &&
        !OTHERS.test(route.path),
    );
    expect(missing.map(({ path }) => path)).toEqual([]);
  });

  it('the OpenAPI description has no path that no route serves', () => {
    const paths = new Set(routes.map(({ path, json }) => json ?? path));
    const described = listDescribed(routes).map(({ path }) => path);
    expect(described.filter((path) => !paths.has(path))).toEqual([]);
  });

  it('every operation of the OpenAPI description has an id of its own', () => {
    const ids = listDescribed(routes).map(({ operation }) => operation.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('exactly the routes below /api/ are marked as API routes', () => {
    const api = routes.filter(({ path }) => path.startsWith('/api/'));
    expect(api.length).toBeGreaterThan(3);
    expect(routes.filter(({ isApi }) => isApi)).toEqual(api);
  });

  it('the OpenAPI description passes a linter', async () => {
    const config = await createConfig({ extends: ['recommended'] });
    const problems = await lintFromString({ source: JSON.stringify(openApi), config });
    const told = problems.map(({ severity, ruleId, message, location }) => {
      return `${severity} ${ruleId}: ${message} ${location.map(({ pointer }) => pointer).join(' ')}`;
    });
    expect(told).toEqual([]);
  });
});

describe('answers of the API', () => {
  let sample: Awaited<ReturnType<typeof openSample>>;
  let ajv: Ajv2020;
  beforeAll(async () => {
    sample = await openSample();
    ajv = new Ajv2020({ strict: false });
    ajv.addSchema({ $id: 'openapi', components: openApi.components });
  });

  /** What an operation's answer of this status must be: its media type and its schema. */
  function shapeOf(path: string, method: string, status: number): { type: string; validate: ValidateFunction | null } {
    const { responses } = openApi.paths[path]![method]!;
    const found = responses[status] ?? responses['4XX']!;
    const answer = found.$ref ? openApi.components.responses[found.$ref.split('/').at(-1)!]! : found;
    const [type, { schema }] = Object.entries(answer.content!)[0]!;
    return { type, validate: schema.$ref ? ajv.compile({ $ref: `openapi${schema.$ref}` }) : null };
  }

  function judge(path: string, method: string, { status, headers, text }: Answer): void {
    const { type, validate } = shapeOf(path, method, status);
    expect(headers['content-type']).toMatch(new RegExp(`^${type.replace(/[.+]/g, '\\$&')}(;|$)`));
    if (!validate) return;
    expect(validate(JSON.parse(text)), `${path} ${status} ${JSON.stringify(validate.errors)}`).toBe(true);
  }

  const reading = listDescribed(routes).filter(({ route }) => route.method === 'get' && route.role === 'reader');
  test.each(reading.map(({ path }) => path))(
    'the answer of %s has the described media type and schema',
    async (path) => {
      const asked = path === '/oembed' ? '?url=http%3A%2F%2Fhearsay.test%2Fclaims%2F1' : '';
      const { claim, sources, documents } = (await sample.store.claims.load(1))!.record;
      const [first] = path.includes('sources') ? sources : path.includes('documents') ? documents : [claim];
      const at = path.replace(':id', '1').replace(':revision', '1').replace(':uid', first.uid) + asked;
      const answer = await sample.get(at).redirects(1);
      expect(answer.status).toBe(200);
      judge(writePath(path), 'get', answer);
    },
  );

  it('the twins of all that the sample has are as described, found or not', async () => {
    const numbers = async (path: string) => {
      const { items } = (await sample.get(`/api/${path}?limit=100`)).body as { items: { id: number }[] };
      return items.map(({ id }) => id);
    };
    for (const path of ['/sources/:id.json', '/documents/:id.json', '/documents/:id/reuse.json']) {
      const ids = await numbers(path.split('/')[1]!);
      expect(ids.length).toBeGreaterThan(5);
      for (const id of oneIn(8, ids))
        judge(writePath(path), 'get', await sample.get(path.replace(':id', String(id))).redirects(1));
    }
    for (const query of ['?q=council', '?q=tass&type=sources', '?q=visit&type=claims', '?q=shoigo', '']) {
      judge('/search.json', 'get', await sample.get(`/search.json${query}`));
    }
  });

  test.each(['/api/claims', '/api/sources', '/api/documents', '/claims.json', '/documents.json'])(
    'the error answer of %s has the described media type and schema',
    async (path) => {
      const answer = await sample.get(`${path}?after=x`);
      expect(answer.status).toBe(400);
      judge(path, 'get', answer);
    },
  );

  it('the answer to a claim sent without a token has the described form', async () => {
    const answer = await sample.ask('post', '/api/claims').send('{}');
    expect(answer.status).toBe(401);
    judge('/api/claims', 'post', answer);
  });

  it('/openapi.json serves the OpenAPI description', async () => {
    const { body } = await sample.get('/openapi.json');
    expect(body).toEqual(JSON.parse(JSON.stringify(writeOpenApi(routes, 'http://hearsay.test'))));
  });

  test.each(['/api/claims', '/api/sources', '/api/documents'])(
    '%s accepts the described parameters and no others',
    async (path) => {
      for (const name of (openApi.paths[path]!.get!.parameters ?? []).map((parameter) => parameter.name)) {
        const { status, text } = await sample.get(`${path}?${name}=%00`);
        expect([name, status]).toEqual([name, 400]);
        expect(text).not.toContain('is unknown here');
      }
      expect((await sample.get(`${path}?colour=red`)).text).toContain('colour is unknown here');
    },
  );
});

describe('the filters of claims', () => {
  const values = fc.oneof(
    fc.constantFrom('TASS', '12', '3', '-1', '10001', 'newest', 'hops', 'draft', 'circle', 'a', 'été', 'x y', '\u0000'),
    fc.string({ minLength: 1, maxLength: 8 }),
  );
  const names = Object.keys(claimQuery.shape).filter((name) => name !== 'after');
  const queries = fc.dictionary(fc.constantFrom(...names), values, { maxKeys: 4 });

  it('claim filters are described in OpenAPI exactly as the server accepts them', () => {
    fc.assert(
      fc.property(queries, (query) => {
        // Blanks alone are no filter to the page; what is asked of the API says what it wants.
        fc.pre(Object.values(query).every((value) => value.trim() === value && value !== ''));
        expect(claimQuery.safeParse(query).success).toBe(parseClaimSelection(query).ok);
      }),
      { numRuns: 300, endOnFailure: true },
    );
  });
});

describe('problem types', () => {
  it('every problem type has a status of its own and an entry on the page of the API', async () => {
    const { get } = await openSample();
    const { text } = await get('/api');
    expect(new Set(PROBLEM_KINDS.map(({ status }) => status)).size).toBe(PROBLEM_KINDS.length);
    for (const { name, title } of PROBLEM_KINDS)
      expect(text).toMatch(new RegExp(`id="problem-${name}"><dt>\\d+ ${title}<`));
  });
});
