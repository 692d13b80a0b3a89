/**
 * Handlebars, strict: a view that names what its model lacks fails instead of showing nothing, and no helper is looked
 * up that isn't listed here. Every view and partial is compiled when the process starts, so a broken one stops it.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join, sep, parse, extname } from 'node:path';
import Handlebars from 'handlebars';
import type { RenderPage } from '../http/route.ts';
import { writeCount } from '../../wording/values.ts';
import { Router } from 'express';
import { createHash } from 'node:crypto';
import { NotFound } from '../http/errors.ts';

const PARTIALS = 'partials/';
const HELPERS = { countOf, equal };
const OPTIONS: CompileOptions = {
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(Object.keys(HELPERS).map((name) => [name, true])),
  // Indented partials would put spaces into quoted text.
  preventIndent: true,
};

/** The views of a folder by name. */
type Views = ReadonlyMap<string, Handlebars.TemplateDelegate>;

/** By folder: compiling takes a fifth of a second, and a test makes an application of its own. */
const compiled = new Map<string, Views>();

/**
 * Makes what renders the views of a folder. They are read once in a process.
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
  const nothing = { alternates: [], feed: null, structured: null, linkPreview: null };
  return (name, { layout = 'main', ...frame }, model) =>
    layouts[layout]({ ...nothing, ...frame, assets: assets.paths, body: view(name)(model) });
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
    // What several pages share goes by its short name, what one page needs stands beside it.
    handlebars.registerPartial(name.startsWith(PARTIALS) ? name.slice(PARTIALS.length) : name, template);
    views.set(name, template);
  }
  return views;
}

function compileView(handlebars: typeof Handlebars, name: string, source: string): Handlebars.TemplateDelegate {
  try {
    // `compile` puts its work off until the first use; `precompile` finds every mistake now.
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

interface Assets {
  /** By file name: its address. */
  paths: Readonly<Record<string, string>>;
  /** Serves them below `/assets`. */
  router: Router;
}

/** Reads every file of a folder; none is read again. */
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
