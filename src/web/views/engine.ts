/**
 * Strict Handlebars: a view that names something its model lacks fails instead of showing nothing. Every view and partial
 * is compiled when the process starts, so a broken one stops it.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join, sep, parse, extname } from 'node:path';
import Handlebars from 'handlebars';
import type { RenderPage } from '../http/route.ts';
import { writeCount } from '../../wording/values.ts';
import { Router } from 'express';
import { createHash } from 'node:crypto';
import { NotFound } from '../http/errors.ts';
import { markUnseen } from '../../text/invisible.ts';

const PARTIALS = 'partials/';
const HELPERS = { countOf, equal };
const OPTIONS: CompileOptions = {
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(Object.keys(HELPERS).map((name) => [name, true])),
  // Indenting partials would put spaces into quoted text.
  preventIndent: true,
};

type Views = ReadonlyMap<string, Handlebars.TemplateDelegate>;

/** By folder: compiling takes a fifth of a second, and every test creates an application. */
const compiled = new Map<string, Views>();

/**
 * Compiles the views of a folder, once per process.
 * @param folder holds `layouts/`, `partials/` and one folder a feature
 * @throws Error that names the view and what is wrong with it
 */
export function compileViews(folder: string, assets: Assets): RenderPage {
  const views = compiled.get(folder) ?? compileFolder(folder);
  compiled.set(folder, views);
  const view = (name: string) => {
    const template = views.get(name);
    if (!template) throw new Error(`There is no view ${name}.`);
    return template;
  };
  const layouts = { main: view('layouts/main'), embed: view('layouts/embed') };
  const nothing = { alternates: [], feed: null, structured: null, linkPreview: null, drawnFor: null };
  return (name, { layout = 'main', ...frame }, model) =>
    markUnseen(layouts[layout]({ ...nothing, ...frame, assets: assets.paths, body: view(name)(model) }));
}

function compileFolder(folder: string): Views {
  const handlebars = Handlebars.create();
  handlebars.registerHelper(HELPERS);
  const views = new Map<string, Handlebars.TemplateDelegate>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.hbs'),
  )) {
    const name = file.slice(0, -'.hbs'.length).split(sep).join('/');
    const source = readFileSync(join(folder, file), 'utf8');
    const template = compileView(handlebars, name, source);
    // Shared partials have short names; those of one page lie beside it.
    handlebars.registerPartial(name.startsWith(PARTIALS) ? name.slice(PARTIALS.length) : name, template);
    views.set(name, template);
  }
  return views;
}

function compileView(handlebars: typeof Handlebars, name: string, source: string): Handlebars.TemplateDelegate {
  try {
    // `compile` is lazy; `precompile` finds every mistake now.
    handlebars.precompile(source, OPTIONS);
    return handlebars.compile(source, OPTIONS);
  } catch (error) {
    throw new Error(`The view ${name} does not compile: ${(error as Error).message}`, { cause: error });
  }
}

/** `{{#if (equal support.kind "seen")}}`. */
function equal(left: unknown, right: unknown): boolean {
  return left === right;
}

/** `{{countOf hops "hop"}}`: "1 hop", "8,000 hops". */
function countOf(number: number | bigint, noun: string): string {
  return writeCount(number, noun);
}

export interface Assets {
  /** Addresses by file name. */
  paths: Readonly<Record<string, string>>;
  router: Router;
}

/** The stylesheet, the scripts and the icon. Their addresses contain a hash of the content, so browsers may keep them for a year. */
export function readAssets(folder: string): Assets {
  const paths: Record<string, string> = {};
  const files = new Map<string, { type: string; body: Buffer }>();
  for (const file of readdirSync(folder)) {
    const body = readFileSync(join(folder, file));
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 10);
    const { name, ext } = parse(file);
    files.set(`${name}-${hash}${ext}`, { type: extname(file), body });
    paths[file] = `/assets/${name}-${hash}${ext}`;
  }
  const router = Router();
  router.get('/assets/:file', (request, response) => {
    const file = files.get(request.params.file);
    if (!file) throw new NotFound();
    response.set('Cache-Control', 'public, max-age=31536000, immutable').type(file.type).send(file.body);
  });
  return { paths, router };
}
