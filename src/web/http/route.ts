/** What a route is: data, so that one place mounts them all and the contract tests can read them. */
import type { Request } from 'express';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Config } from '../../config.ts';
import type { Visitor } from '../../storage/accounts/sessions.ts';
import type { Store } from '../../storage/store.ts';
import type { Issue } from '../../model/issues.ts';
import type { Address } from '../../urls/records.ts';
import type { Alternate } from '../../formats/index.ts';

export type { Visitor };

/** Everybody is a reader; a member is signed in, whatever else; editors write; admins manage people too. */
export type Role = 'reader' | 'member' | 'editor' | 'admin';

/** Which of the two an address asks for: the page or its JSON twin. */
export type Format = 'html' | 'json';

/**
 * What a page is made from, and with it when it is out of date: the claim of `:id` with its sources and documents, or
 * everything that readers see of claims, sources and documents. It shows nothing else, the time of day included.
 */
export type Fresh = 'claim' | 'base';

/** What handlers work with. */
export interface Site {
  store: Store;
  config: Config;
  clock: () => Date;
  log: Logger;
  render: RenderPage;
}

/** A readable page and its twin. Both are functions: only the one that was asked for is made. */
export interface PageReply {
  kind: 'page';
  /** Under `views/`, without the ending. */
  view: string;
  /** What the page is, for `<title>`. */
  title: string;
  address: Address;
  /** The same in other formats than HTML and JSON. */
  alternates?: readonly Alternate[];
  /** What search engines read of it: JSON-LD that can stand within `<script>`. */
  structured?: () => string;
  /** Unless it is shown as a page of this site like any other. */
  linkPreview?: LinkPreview;
  model: () => object;
  json: () => unknown;
}

/** How other sites show a link to a page (https://ogp.me). */
export interface LinkPreview {
  /** What the page is: `article`, or what stands for the whole site. */
  type: 'article' | 'website';
  /** In a sentence. */
  description: string;
  /** `path` on this site; sizes in pixels. */
  image?: { path: string; width: number; height: number; alt: string };
}

/** A form, or what a form led to. It has no twin: programs that send it get its issues as JSON. */
export interface FormReply {
  kind: 'form';
  /** Under `views/`, without the ending. */
  view: string;
  /** Without "Error:", which is put before it when there are issues. */
  title: string;
  /** Where the form is, without its query. */
  path: string;
  /** All of them; empty when it is shown for the first time. */
  issues: readonly Issue[];
  model: object;
  /** Unless it is 422 with issues and 200 without. */
  status?: number;
  headers?: Readonly<Record<string, string>>;
}

/** An answer for programs alone. */
export interface DataReply {
  kind: 'data';
  status: number;
  /** The media type. */
  type: string;
  body: unknown;
  /** For `Cache-Control`. */
  cache: string;
  headers?: Readonly<Record<string, string>>;
}

/** A file that is made anew each time, such as a picture. */
export interface FileReply {
  kind: 'file';
  /** The media type. */
  type: string;
  body: string | Buffer;
  /** Its own address, with its query: only by this one can it be cached. */
  path?: string;
  /** The page that it is another form of: its address on this site. */
  page?: string;
  /** What it is called when it is saved: letters, digits, dots and hyphens. */
  fileName?: string;
}

/** A file of any length, written as fast as it is read, and cached nowhere. */
export interface StreamReply {
  kind: 'stream';
  /** The media type. */
  type: string;
  /** What it is called when it is saved: letters, digits, dots and hyphens. */
  fileName: string;
  chunks: AsyncIterable<string>;
  /** Called once, when all of it is sent or its reader has gone. */
  close: () => void;
}

/** The same thing lives elsewhere: the page's reader is sent to the page, the twin's to the twin. */
export interface RedirectReply {
  kind: 'redirect';
  status: 301 | 303;
  to: Address;
  /** Whole `Set-Cookie` values: a session that begins or ends. */
  cookies?: readonly string[];
}

export type Reply = PageReply | FormReply | DataReply | FileReply | StreamReply | RedirectReply;

/**
 * Parse, load, derive, answer. Throws what `errors.ts` names.
 * @param visitor whoever is signed in; never null where the route needs a role
 */
export type Handler = (site: Site, request: Request, format: Format, visitor: Visitor | null) => Promise<Reply> | Reply;

/** What an answer holds. */
export interface AnswerShape {
  description: string;
  /** The media type, unless it is JSON. */
  type?: string;
  /** Of the body, one of those that `records/schemas.ts` names; null for what is no JSON of ours. */
  schema: z.ZodType | null;
}

/** A route as programs use it: its twin, or itself where it has none. The API's page and OpenAPI are made of these. */
export interface Operation {
  /** What generated programs call it: `listClaims`. */
  id: string;
  group: 'Claims' | 'Sources' | 'Documents' | 'This site';
  summary: string;
  /** More than goes into one line; null when that is all. */
  description?: string;
  /** What may be asked for, as strings become values. */
  query?: z.ZodObject;
  /** What is sent, as JSON: the schema that checks it. */
  body?: z.ZodType;
  /** By status; problems go without saying. */
  answers: Readonly<Record<number, AnswerShape>>;
}

export interface Route {
  method: 'get' | 'post';
  path: string;
  /** Where the JSON twin is; null for what is data itself, and for forms. */
  json: string | null;
  /** The least a visitor must be. What writes is for more than readers, but for signing in itself. */
  role: Role;
  /** For pages and files that are cached for visitors who are signed out; the others are made anew for each request. */
  fresh?: Fresh;
  /** Whether its form may bring a file; see `readFile`. */
  upload?: boolean;
  /** Below `/api/`: who asks is told by token alone, and what goes wrong by problem details. */
  isApi?: boolean;
  /** For all that programs read or send. */
  operation?: Operation;
  handler: Handler;
}

/** Makes a whole page: the view with its model, in the layout. */
export type RenderPage = (view: string, frame: PageFrame, model: object) => string;

export interface Menu {
  main: readonly { href: string; text: string; current: boolean }[];
  /** Where the search box leads; null on the pages that have a larger one. */
  searchHref: string | null;
  /** Where to sign in; null for those who are, and where that makes no sense. */
  signInHref: string | null;
  /** Whoever is signed in. */
  person: { name: string; href: string; current: boolean; signOutHref: string } | null;
}

/** What the layout needs to know of a page. */
interface PageFrame {
  /** Under `views/layouts/`; `main` unless told. */
  layout?: 'main' | 'embed';
  title: string;
  /** The page's one address in full; null on pages that have none, such as errors. */
  canonical: string | null;
  /** Its JSON twin; null where there is none. */
  json: string | null;
  /** The same in further formats. */
  alternates?: readonly (Omit<Alternate, 'title'> & { title: string | null })[];
  /** Where its changes can be followed. */
  feed?: string | null;
  /** JSON-LD that can stand within `<script>`. */
  structured?: string | null;
  /** How other sites show a link to it; its image's address is absolute. Null where nobody should. */
  linkPreview?: (Omit<LinkPreview, 'image'> & { image: LinkPreviewImage | null }) | null;
  /** Null in layouts that have none. */
  menu: Menu | null;
}

/** A picture beside a link, its address absolute. */
type LinkPreviewImage = Omit<NonNullable<LinkPreview['image']>, 'path'> & { url: string };

/**
 * Derives anew the claims that a changed family touches, after the answer: they may be many. If it fails, the list of
 * what is left to do stands in the database, and the next change or start goes on with it.
 */
export function refreshLater({ store, log }: Pick<Site, 'store' | 'log'>): void {
  store.claims.refreshSummaries().catch((error: unknown) => {
    log.error({ err: error }, 'the claims that a changed family touches could not be derived anew');
  });
}
