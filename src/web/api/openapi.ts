/** The API as OpenAPI 3.1, from the route table and the schemas that check requests. */
import { z } from 'zod';
import { named, problemSchema } from '../records/schemas.ts';
import type { AnswerShape, Operation, Route } from '../http/route.ts';
import { LINES_TYPE } from '../middleware/request-body.ts';
import { PROBLEM_TYPE, PROBLEM_KINDS } from '../http/problems.ts';

type JsonObject = Record<string, unknown>;

export interface DescribedRoute {
  route: Route;
  /** In Express's form; of the JSON twin where there is one. */
  path: string;
  operation: Operation;
}

/** The routes for programs in the order of the table, those of the API first. */
export function listDescribed(routes: readonly Route[]): DescribedRoute[] {
  const described = routes.flatMap((route) => {
    const path = route.json ?? route.path;
    return route.operation ? [{ route, path, operation: route.operation }] : [];
  });
  return described.sort((a, b) => Number(b.route.isApi ?? false) - Number(a.route.isApi ?? false));
}

/** `/claims/{id}.json`. */
export function writePath(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}');
}

const PARAMS: Readonly<Record<string, JsonObject>> = {
  id: {
    description: 'The number of the record. The words after it are optional.',
    schema: { type: 'string', pattern: '^[1-9]\\d{0,15}(-.*)?$' },
    example: '12',
  },
  uid: {
    description: 'The UUIDv7 of the record, the same everywhere.',
    schema: { type: 'string', format: 'uuid' },
    example: '01977b00-6382-7b3c-8c88-1412b77bfcae',
  },
  revision: { description: 'The number of the revision.', schema: { type: 'integer', minimum: 1 }, example: 1 },
};

const GROUPS: Readonly<Record<Operation['group'], string>> = {
  Claims: 'Checkable sentences with their chains of attribution.',
  Sources: 'Whoever speaks.',
  Documents: 'Published items; each version of a changing page is one.',
  'This site': 'What the site offers, and what its words mean.',
};

export function writeOpenApi(routes: readonly Route[], baseUrl: string): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const { route, path, operation } of listDescribed(routes)) {
    const at = (paths[writePath(path)] ??= listParams(path));
    at[route.method] = writeOperation(route, operation);
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Hearsay',
      version: '1',
      summary: 'News claims with their chains of attribution.',
      description: `Everybody can read what is published. To see drafts or to write, send an editor’s token. Getting started: ${baseUrl}/api`,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: baseUrl }],
    security: [{}, { token: [] }],
    tags: Object.entries(GROUPS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'Editors create tokens on their account page. Tokens begin with hsy_.',
        },
      },
      schemas: writeSchemas(),
      responses: {
        [ANY_PROBLEM]: writeProblemAnswer('What is wrong with the request.'),
        ...Object.fromEntries(
          DESCRIBED_PROBLEMS.map(({ name, title, means }) => [name, writeProblemAnswer(`${title}. ${means}`)]),
        ),
      },
    },
  };
}

function listParams(path: string): JsonObject {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
  if (names.length === 0) return {};
  return { parameters: names.map((name) => ({ name, in: 'path', required: true, ...PARAMS[name] })) };
}

function writeOperation(
  route: Route,
  { id, group, summary, description, query, headers, body, answers }: Operation,
): JsonObject {
  return {
    operationId: id,
    tags: [group],
    summary,
    ...(description === undefined ? {} : { description }),
    ...listParameters(query, headers),
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { [bodyType(route)]: { schema: refer(body) } } } }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, writeAnswer(answer)])),
      ...(route.isApi ? listProblems(route) : { '4XX': { $ref: `#/components/responses/${ANY_PROBLEM}` } }),
    },
    ...(route.role === 'reader' ? {} : { security: [{ token: [] }] }),
  };
}

const bodyType = ({ takesLines = false }: Route): string => (takesLines ? LINES_TYPE : 'application/json');

function listParameters(query: z.ZodObject | undefined, headers: Operation['headers'] = {}): JsonObject {
  const sent = Object.entries(headers).map(([name, text]) => {
    return { name, in: 'header', description: text, schema: { type: 'string', maxLength: 255 } };
  });
  const parameters = [...(query === undefined ? [] : listQuery(query)), ...sent];
  return parameters.length === 0 ? {} : { parameters };
}

interface Parameter {
  name: string;
  in: 'query';
  description: string;
  schema: { enum?: readonly string[]; items?: { enum?: readonly string[] } };
}

/** With the types of the parsed values: `limit` is a number, `finding` a list. */
export function listQuery(query: z.ZodObject): Parameter[] {
  const { properties = {} } = z.toJSONSchema(query) as { properties?: Record<string, JsonObject> };
  return Object.entries(properties).map(([name, { description, ...schema }]) => {
    return { name, in: 'query', description: String(description), schema };
  });
}

function writeAnswer({ description, type = 'application/json', schema }: AnswerShape): JsonObject {
  return { description, content: { [type]: { schema: schema === null ? { type: 'string' } : refer(schema) } } };
}

/** At the addresses of twins and files. */
const ANY_PROBLEM = 'problem';

/** Clients that follow the description never meet a wrong method, and the API offers all that it describes. */
const DESCRIBED_PROBLEMS = PROBLEM_KINDS.filter(({ status }) => ![405, 501].includes(status));
/** Statuses that only a request with a body can have. */
const OF_WRITING = [409, 412, 413, 415, 422, 428];

function listProblems({ method }: Route): JsonObject {
  const kinds = DESCRIBED_PROBLEMS.filter(({ status }) => method !== 'get' || !OF_WRITING.includes(status));
  return Object.fromEntries(kinds.map(({ status, name }) => [status, { $ref: `#/components/responses/${name}` }]));
}

function writeProblemAnswer(description: string): JsonObject {
  return { description, content: { [PROBLEM_TYPE]: { schema: refer(problemSchema) } } };
}

function writeSchemas(): JsonObject {
  const { schemas } = z.toJSONSchema(named, { uri: locate, target: 'draft-2020-12' });
  // Their names are the keys: `$id` would repeat them.
  return Object.fromEntries(Object.entries(schemas).map(([id, { $id: _, $schema: __, ...schema }]) => [id, schema]));
}

function locate(id: string): string {
  return `#/components/schemas/${id}`;
}

function refer(schema: z.ZodType): JsonObject {
  const known = named.get(schema);
  if (!known) throw new Error('A schema of the API has no name: give it one in records/schemas.ts.');
  return { $ref: locate(known.id) };
}
