/**
 * The stylesheet, the script and the icon. Each stands at an address that holds a hash of its content, so it may be kept for a
 * year: a changed file has another address.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { extname, join, parse } from 'node:path';
import { Router } from 'express';
import { NotFound } from '../http/errors.ts';

export interface Assets {
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
