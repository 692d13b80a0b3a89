/** Routes are data, so that one place mounts them and contract tests can read them. */
import type { Request } from 'express';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Config } from '../../config.ts';
import type { Visitor } from '../../storage/accounts/sessions.ts';
import type { Copy } from '../../storage/backups/copies.ts';
import type { Store } from '../../storage/store.ts';
import type { FetchPage } from '../../model/web-pages.ts';
import type { Issue } from '../../model/issues.ts';
import type { FlatError } from './errors.ts';
import type { Address } from '../../urls/records.ts';
import type { Alternate } from '../../formats/index.ts';
import type { AskStories } from '../records/story-jobs.ts';

export type { Visitor };

/** Everybody is a reader, a member is anyone signed in, editors write, and admins also manage people. */
export type Role = 'reader' | 'member' | 'editor' | 'admin';

export type Format = 'html' | 'json';

/**
 * What makes a cached page outdated: a change of the claim of `:id` with its sources and documents, or any public change.
 * The page must depend on nothing else, not even the time.
 */
export type Fresh = 'claim' | 'base';

/** The backups that this server makes. */
export interface Backups {
  /** The newest first. @throws where the folder can't be read */
  list: () => readonly Copy[];
  /** Begins one, unless one is being made. Resolves when it is done, well or not. */
  make: () => Promise<void>;
  /** Whether one is being made, and why the last one failed: null where it didn't. */
  readState: () => { isRunning: boolean; failure: { at: Date; message: string } | null };
}

export interface Site {
  store: Store;
  config: Config;
  clock: () => Date;
  log: Logger;
  render: RenderPage;
  /** Null where this server fetches no pages. */
  fetchPage: FetchPage | null;
  /** Null where there is no other thread: then they are made as all others are. */
  makeHeavyPage: MakeHeavyPage | null;
  /** Has stories read, elsewhere or here. */
  askStories: AskStories;
  /** Null unless METRICS is on. */
  metrics: Metrics | null;
  /** Null where no folder is set for them. */
  backups: Backups | null;
  damage: Damage;
  isStopping: () => boolean;
}

/** What is known of damage in the served database. */
export interface Damage {
  isFound: () => boolean;
  /** Once it was met. */
  note: () => void;
}

/** Figures about the process, written when they are asked for. `type` is the media type. */
export interface Metrics {
  type: string;
  write: () => Promise<string>;
}

/** A page and its JSON twin. Both are functions because only one of them is needed. */
export interface PageReply {
  kind: 'page';
  /** Under `views/`, without the ending. */
  view: string;
  title: string;
  address: Address;
  /** Formats other than HTML and JSON. */
  alternates?: readonly Alternate[];
  /** JSON-LD for search engines, escaped for `<script>`. */
  structured?: () => string;
  /** By default that of the site. */
  linkPreview?: LinkPreview;
  model: () => object;
  json: () => unknown;
  /** What the twin is called once it is saved; see `FileReply`. */
  fileName?: string;
}

/** How other sites show a link to a page (https://ogp.me). */
export interface LinkPreview {
  type: 'article' | 'website';
  description: string;
  image?: { path: string; width: number; height: number; alt: string };
}

/** A form or its result. It has no twin, but programs that submit it get its issues as JSON. */
export interface FormReply {
  kind: 'form';
  /** Under `views/`, without the ending. */
  view: string;
  /** "Error:" is prepended when there are issues. */
  title: string;
  /** Without the query. */
  path: string;
  issues: readonly Issue[];
  model: object;
  /** By default 422 with issues and 200 without. */
  status?: number;
  headers?: Readonly<Record<string, string>>;
  /** Whole `Set-Cookie` values. */
  cookies?: readonly string[];
  /** Of one that another thread has written: then there is no model. */
  html?: string;
}

export interface DataReply {
  kind: 'data';
  status: number;
  type: string;
  body: unknown;
  /** The body as another thread has written it. */
  text?: string;
  cache: string;
  headers?: Readonly<Record<string, string>>;
}

/** A small generated file, such as a picture. */
export interface FileReply {
  kind: 'file';
  type: string;
  body: string | Buffer;
  /** The canonical page. */
  page?: string;
  /** What it is called once it is saved: letters and digits of any script, dots and hyphens. */
  fileName?: string;
}

/** A file of any length, generated as fast as the client reads. */
export interface StreamReply {
  kind: 'stream';
  type: string;
  /** Letters, digits, dots and hyphens. */
  fileName: string;
  /**
   * Whether each chunk is sent as it comes, to whoever may still be sending: it waits for no reader and is not packed. The
   * chunks must be few enough to be held.
   */
  isLive?: boolean;
  chunks: AsyncIterable<string>;
  /** Called once, when everything is sent or the client has gone. */
  close: () => void;
}

export interface RedirectReply {
  kind: 'redirect';
  /** 302 to another address of the same record, 303 after a form. None is permanent: words change back, and merges are undone. */
  status: 302 | 303;
  to: Address;
  /** Whole `Set-Cookie` values. */
  cookies?: readonly string[];
  headers?: Readonly<Record<string, string>>;
}

/** A page or a file that another thread has written. */
export interface WrittenReply {
  kind: 'written';
  content: Content;
}

export interface Content {
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array;
}

export type Reply = PageReply | FormReply | DataReply | FileReply | StreamReply | RedirectReply | WrittenReply;

/** A request that takes long, as another thread gets it: only what can be sent there. */
export interface HeavyPageJob {
  method: Route['method'];
  /** The route's. */
  path: string;
  format: Format;
  params: Readonly<Record<string, unknown>>;
  query: Readonly<Record<string, unknown>>;
  visitor: Visitor | null;
  headers?: Readonly<Record<string, string>>;
  /** As it was parsed; as it came where that is long. */
  body?: unknown;
}

/** `cost`: the thread's time, in milliseconds. */
export type HeavyPage = { cost: number } & MadeElsewhere;

/** What is made, before it is known what it cost. */
export type MadeElsewhere =
  | { kind: 'content'; content: Content }
  | { kind: 'reply'; reply: RedirectReply | FormReply | DataReply }
  | { kind: 'error'; error: FlatError };

/** @throws Busy when too many wait, or it takes too long */
export type MakeHeavyPage = (job: HeavyPageJob) => Promise<HeavyPage>;

/** Throws the errors of `errors.ts`. @param visitor never null where the route needs a role */
export type Handler = (site: Site, request: Request, format: Format, visitor: Visitor | null) => Promise<Reply> | Reply;

export interface AnswerShape {
  description: string;
  /** A media type; JSON by default. */
  type?: string;
  /** One of those named in `records/schemas.ts`; null for other formats. */
  schema: z.ZodType | null;
}

/** How OpenAPI and the API page describe a route's twin, or the route itself where it has none. */
export interface Operation {
  /** The `operationId`, such as `listClaims`. */
  id: string;
  group: 'Claims' | 'Sources' | 'Documents' | 'This site';
  summary: string;
  description?: string;
  query?: z.ZodObject;
  /** Headers that it takes, and what each is for. */
  headers?: Readonly<Record<string, string>>;
  /** The schema that checks the JSON body, or each of its lines. */
  body?: z.ZodType;
  /** By status, without problems. */
  answers: Readonly<Record<number, AnswerShape>>;
}

export interface Route {
  method: 'get' | 'post';
  path: string;
  /** The JSON twin's path; null for data and forms. */
  json: string | null;
  /** The lowest role allowed. */
  role: Role;
  /** Whether its form takes a password typed within half an hour: it decides who may do what. */
  recent?: boolean;
  /** Open to an admin who has yet to set up the second factor that is asked of them. */
  isForSetUp?: boolean;
  /** Present when it is cached for visitors who are signed out. */
  fresh?: Fresh;
  /** The parameters that a cached page depends on, where its operation doesn't name them. It is given no others. */
  query?: z.ZodObject;
  /** Whether the form may upload a file. */
  upload?: boolean;
  /** Whether its body is NDJSON, which its handler reads as it comes. */
  takesLines?: boolean;
  /** Below `/api/`: authenticated by token alone. */
  isApi?: boolean;
  operation?: Operation;
  handler: Handler;
}

export type RenderPage = (view: string, frame: PageFrame, model: object) => string;

export interface Menu {
  main: readonly { href: string; text: string; current: boolean }[];
  /** Null on the pages that have a larger search box. */
  searchHref: string | null;
  /** Null when signed in, and on the pages for signing in. */
  signInHref: string | null;
  person: { name: string; href: string; current: boolean; signOutHref: string } | null;
}

interface PageFrame {
  /** Under `views/layouts/`; `main` by default. */
  layout?: 'main' | 'embed';
  title: string;
  /** An absolute URL; null on pages without an address of their own, such as errors. */
  canonical: string | null;
  json: string | null;
  alternates?: readonly (Omit<Alternate, 'title'> & { title: string | null })[];
  feed?: string | null;
  structured?: string | null;
  /** Of an embedded claim: the frames that have room for its drawing, as a media query. */
  drawnFor?: string | null;
  /** The image's URL is absolute. */
  linkPreview?:
    | (Omit<LinkPreview, 'image'> & {
        image: (Omit<NonNullable<LinkPreview['image']>, 'path'> & { url: string }) | null;
      })
    | null;
  menu: Menu | null;
}
