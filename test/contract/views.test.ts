import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { describe, expect, it, test } from 'vitest';
import { compileViews, readAssets } from '../../src/web/views/engine.ts';

const VIEWS = join(import.meta.dirname, '../../views');
const files = readdirSync(VIEWS, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.hbs'));

const SCRIPT = '<script type="module" src="{{assets.[hearsay.js]}}"></script>';

describe('views', () => {
  it('all views compile', () => {
    expect(files.length).toBeGreaterThan(10);
    expect(() => compileViews(VIEWS, readAssets(join(VIEWS, 'assets')))).not.toThrow();
  });

  it('rendering a view fails when its model lacks a value that it names', () => {
    const render = compileViews(VIEWS, readAssets(join(VIEWS, 'assets')));
    const menu = { main: [], searchHref: null, signInHref: null, person: null };
    const frame = { title: 'x', canonical: null, json: null, menu };
    expect(() => render('errors/failed', frame, { title: 'x' })).toThrow(/requestId/);
    expect(() => render('errors/nowhere', frame, {})).toThrow('There is no view errors/nowhere.');
  });

  test.each(files)('the view %s has nothing that the content security policy forbids', (file) => {
    // The one script is a file of ours.
    const written = readFileSync(join(VIEWS, file), 'utf8').replace(SCRIPT, '');
    // A data block is not executed, and no policy asks about it (HTML, 4.12.1).
    const source = file === 'layouts/main.hbs' ? written.replace('<script type="application/ld+json">', '') : written;
    expect(source).not.toMatch(/<script|<style|<iframe|<object|<embed|<base|<foreignObject/i);
    expect(source).not.toMatch(/[\s"']style\s*=|[\s"']on[a-z]+\s*=|javascript:|\ssrc="(?!\{\{|\/)/i);
  });

  it('only the layouts’ bodies and the drawings are left unescaped in views', () => {
    const unescaped = files.filter((file) => /\{\{\{|\{\{&/.test(readFileSync(join(VIEWS, file), 'utf8')));
    expect(unescaped.sort()).toEqual([
      'layouts/embed.hbs',
      'layouts/main.hbs',
      'partials/drawn.hbs',
      'sources/flow.hbs',
    ]);
  });

  it('views put every attribute value between quotes', () => {
    const unquoted = files.filter((file) => /=\{\{/.test(withoutParams(readFileSync(join(VIEWS, file), 'utf8'))));
    expect(unquoted).toEqual([]);
  });

  it('views name only partials that exist', () => {
    const there = files.map((file) => file.slice(0, -4).replace(/^partials\//, ''));
    const named = files.flatMap((file) => listPartials(readFileSync(join(VIEWS, file), 'utf8')));
    expect(named.filter((name) => !there.includes(name))).toEqual([]);
  });
});

/** `{{> glyph shape=x}}` is a parameter, not an attribute. */
function withoutParams(source: string): string {
  return source.replace(/\{\{>[^}]*\}\}/g, '');
}

function listPartials(source: string): string[] {
  const names: string[] = [];
  class Visitor extends Handlebars.Visitor {
    override PartialStatement(partial: hbs.AST.PartialStatement): void {
      names.push((partial.name as hbs.AST.PathExpression).original);
    }
  }
  new Visitor().accept(Handlebars.parse(source));
  return names;
}
