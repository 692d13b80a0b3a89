/**
 * Handlebars, strict: a view that names what its model lacks fails instead of showing nothing, and no helper is looked
 * up that isn't listed here. Every view and partial is compiled when the process starts, so a broken one stops it.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import Handlebars from 'handlebars';
import type { Assets } from './assets.ts';
import { countOf } from './helpers/count-of.ts';
import { equal } from './helpers/equal.ts';
import type { Menu } from './menu.ts';
import type { Alternate } from './route.ts';

const PARTIALS = 'partials/';
const HELPERS = { countOf, equal };

/** What the layout needs to know of a page. */
export interface PageFrame {
  title: string;
  /** The page's one address in full; null on pages that have none, such as errors. */
  canonical: string | null;
  /** Its JSON twin; null where there is none. */
  json: string | null;
  /** The same in further formats. */
  alternates?: readonly Alternate[];
  /** JSON-LD that can stand within `<script>`. */
  structured?: string | null;
  menu: Menu;
}

/** Makes a whole page: the view with its model, in the layout. */
export type RenderPage = (view: string, frame: PageFrame, model: object) => string;

const OPTIONS: CompileOptions = {
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(Object.keys(HELPERS).map((name) => [name, true])),
  // Indented partials would put spaces into quoted text.
  preventIndent: true,
};

/**
 * Compiles every view under a folder.
 * @param folder holds `layouts/main.hbs`, `partials/` and one folder a feature
 * @throws Error that names the view and what is wrong with it
 */
export function compileViews(folder: string, assets: Assets): RenderPage {
  const handlebars = Handlebars.create();
  handlebars.registerHelper(HELPERS);
  const views = new Map<string, Handlebars.TemplateDelegate>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.hbs'),
  )) {
    const name = file.slice(0, -'.hbs'.length).split(sep).join('/');
    const source = readFileSync(join(folder, file), 'utf8');
    const template = compileView(handlebars, name, source);
    if (name.startsWith(PARTIALS)) handlebars.registerPartial(name.slice(PARTIALS.length), template);
    else views.set(name, template);
  }
  const view = (name: string) => {
    const template = views.get(name);
    if (!template) throw new Error(`There is no view ${name}.`);
    return template;
  };
  const layout = view('layouts/main');
  return (name, frame, model) =>
    layout({ alternates: [], structured: null, ...frame, assets: assets.paths, body: view(name)(model) });
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
