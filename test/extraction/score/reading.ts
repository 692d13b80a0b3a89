/** What the reading assistant makes of a story, as the form `hearsay.reading/1` says it: as much of it as is scored. */
import type { Span, Stance } from '../marked/model.ts';

export interface ReadAttribution {
  id: string;
  source: { spans: readonly Span[]; name: string } | null;
  cue: { spans: readonly Span[] };
  content: { spans: readonly Span[] };
  parent: string | null;
  unnamed: boolean;
  stance: Stance;
}

export interface ReadChain {
  names: readonly (string | null)[];
  unnamed: readonly boolean[];
}

export interface Reading {
  publisher: string | null;
  attributions: readonly ReadAttribution[];
  chains: readonly ReadChain[];
}

export type ReadStory = (text: string, told: { publisher?: string }) => Reading;
