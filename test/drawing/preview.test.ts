import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { drawPreview, PREVIEW, renderPng } from '../../src/drawing/images.ts';
import { measureGraph } from '../../src/provenance/graph/hops.ts';
import { NO_SELECTION, viewClaim } from '../../src/drawing/view.ts';
import { analyse } from '../../src/provenance/analysis.ts';
import type { ClaimRecord } from '../../src/model/records.ts';
import { aRecord } from '../support/records.ts';
import { readSample } from '../support/sample.ts';

const preview = (record: ClaimRecord): Promise<string> =>
  drawPreview({
    record,
    analysis: analyse(record),
    headline: 'What is known of it. '.repeat(20),
    view: viewClaim(measureGraph(record), NO_SELECTION),
    remainder: null,
    links: { toStatement: () => null, toHop: () => null, toFocus: () => '#' },
  });

/** Width and height stand right after the header of the first chunk (PNG, 11.2.2). */
const sizeOf = (png: Buffer) => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) });

describe('preview image', () => {
  it('a preview is well-formed SVG with its drawing inside the picture', async () => {
    const long = aRecord('long', 'a->b b->c a->c', {
      claim: { text: 'An endless sentence < & "goes" on. '.repeat(20) },
    });
    for (const record of [...(await readSample()), long, aRecord('empty', '')]) {
      const xml = XmlDocument.fromString(await preview(record));
      const inner = xml.get('/s:svg/s:svg', { s: 'http://www.w3.org/2000/svg' })!;
      const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(inner.get(`@${name}`)?.content));
      expect(x! >= 0 && x! + width! <= PREVIEW.width).toBe(true);
      expect(y! >= 0 && y! + height! <= PREVIEW.height).toBe(true);
      xml.dispose();
    }
  });

  it('a preview is rendered as a PNG of the size that sites ask for', async () => {
    const png = await renderPng(await preview((await readSample())[3]!));
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(sizeOf(png)).toEqual(PREVIEW);
  });
});
