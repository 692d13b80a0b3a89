import type { Attribution, Evidence } from '../../../../model/records.ts';
import { isSame } from '../../../../model/identity.ts';
import { sayDocument, sayHop, type Scene } from './names.ts';
import { say, tellText, tellValue, type Part, type TextPair, type TextView, type Told } from './phrases.ts';

/** What was changed of a hop. */
export function tellAttribution(scene: Scene, before: Attribution | null, after: Attribution | null): Told[] {
  if (before && after) return tellChanges(scene, before, after);
  const record = after ?? before;
  if (!record) return [];
  const hop = sayHop(scene, record);
  const sentence = after ? say`Added ${hop}.` : say`Took out ${hop}.`;
  return [{ sentence, texts: showTexts(scene, record, after !== null) }];
}

/** The words of a hop that comes or goes. */
function showTexts(scene: Scene, { cue, note, evidence }: Attribution, isNew: boolean): TextView[] {
  const pair = (label: string, text: string, lang: string | null): TextPair => {
    return { label, before: isNew ? null : text, after: isNew ? text : null, lang };
  };
  return [
    ...(cue === null ? [] : [pair('Cue', cue, findLanguage(scene, evidence[0]))]),
    ...evidence.map((piece) => pair('Excerpt', piece.exact, findLanguage(scene, piece))),
    ...(note === null ? [] : [pair('Note', note, null)]),
  ].map((texts) => scene.compare(texts));
}

/** Cues and excerpts are in the language of the document that they stand in. */
function findLanguage({ documents }: Scene, piece: Evidence | undefined): string | null {
  return (piece && documents.get(piece.document)?.language) ?? null;
}

function tellChanges(scene: Scene, before: Attribution, after: Attribution): Told[] {
  const told: Told[] = [];
  const hop = sayHop(scene, after);
  if (before.citing !== after.citing || before.cited !== after.cited) {
    told.push({ sentence: say`Made ${sayHop(scene, before)} ${hop}.`, texts: [] });
  }
  if (before.manner !== after.manner) {
    told.push(tellValue(say`the manner of ${hop}`, `“${before.manner}”`, `“${after.manner}”`));
  }
  if (before.cue !== after.cue) {
    const lang = findLanguage(scene, after.evidence[0] ?? before.evidence[0]);
    const pair = { label: null, before: before.cue, after: after.cue, lang };
    told.push(tellText(say`the cue of ${hop}`, pair, scene.compare));
  }
  told.push(...tellEvidence(scene, hop, before.evidence, after.evidence));
  if (before.note !== after.note) {
    const pair = { label: null, before: before.note, after: after.note, lang: null };
    told.push(tellText(say`the note on ${hop}`, pair, scene.compare));
  }
  return told;
}

/** Pieces of evidence have no names: one that is gone and one that is new in the same document are taken for one. */
function tellEvidence(scene: Scene, hop: Part[], before: readonly Evidence[], after: readonly Evidence[]): Told[] {
  const gone = before.filter((piece) => !after.some((other) => isSame(piece, other)));
  const fresh = after.filter((piece) => !before.some((other) => isSame(piece, other)));
  const told = fresh.map((piece) => {
    const place = gone.findIndex(({ document }) => document === piece.document);
    const [was] = place === -1 ? [] : gone.splice(place, 1);
    return tellPiece(scene, hop, was ?? null, piece);
  });
  told.push(...gone.map((piece) => tellPiece(scene, hop, piece, null)));
  const isSorted = told.length === 0 && !isSame(before, after);
  return isSorted ? [{ sentence: say`Put the excerpts of ${hop} in another order.`, texts: [] }] : told;
}

function tellPiece(scene: Scene, hop: Part[], before: Evidence | null, after: Evidence | null): Told {
  const piece = (after ?? before)!;
  const from = sayDocument(scene, piece.document);
  if (before?.exact === after?.exact)
    return { sentence: say`Changed where the excerpt of ${hop} stands in ${from}.`, texts: [] };
  const lang = findLanguage(scene, piece);
  const pair = { label: null, before: before?.exact ?? null, after: after?.exact ?? null, lang };
  return tellText(say`an excerpt from ${from} for ${hop}`, pair, scene.compare);
}
