import type { Document, Source, Uid } from '../../model/records.ts';
import type { Store } from '../store.ts';

/**
 * Finds the stored sources, documents and claims that a file or a form names. `families` are the sources found, the
 * publishers of the documents found, and all above them.
 */
export async function lookUpMentions(
  { sources, documents, claims }: Store,
  asked: { names: readonly string[]; urls: readonly string[]; claims: readonly Uid[] },
) {
  const found = {
    sources: new Map<string, Source[]>(),
    documents: new Map<string, Document[]>(),
    claims: new Set<Uid>(),
    families: [] as Source[],
  };
  const named = new Set<Uid>();
  for (const name of asked.names) {
    const known = (await sources.findByName(name)).map(({ source }) => source);
    if (known.length > 0) found.sources.set(name, known);
    for (const { uid } of known) named.add(uid);
  }
  for (const url of asked.urls) {
    const known = (await documents.findByUrl(url)).map(({ document }) => document);
    if (known.length > 0) found.documents.set(url, known);
    for (const { publisher } of known) named.add(publisher);
  }
  for (const uid of asked.claims) if ((await claims.findId(uid)) !== null) found.claims.add(uid);
  found.families = await sources.loadFamilies(named);
  return found;
}
