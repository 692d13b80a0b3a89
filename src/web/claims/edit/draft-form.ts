import type { Uid } from '../../../model/records.ts';
import type { WriteStamp } from '../../../storage/types.ts';
import type { Problems } from '../../forms/forms.ts';
import type { Submission, Typed } from '../../forms/write.ts';
import type { FormReply, Reply, Site } from '../../http/route.ts';
import type { ChainDetails, ChainValues } from './chain/values.ts';

export interface DraftContext<Target> {
  site: Site;
  target: Target;
  body: unknown;
  by: WriteStamp;
  /** Of the form: where it is sent. */
  path: string;
  /** What the form carries with it. */
  carries: { revision: string; claim: string };
}

/** A form that is kept as a draft. */
export interface DraftForm<Target, Values, Value> {
  /** @throws NotFound */
  load: (site: Site, claim: number | null) => Promise<Target>;
  /** @param chain what is known of it before anything was typed, or an empty one */
  begin: (chain: ChainValues) => Values;
  parse: (context: DraftContext<Target>) => Promise<Submission<Values, Value, ChainDetails>>;
  show: (context: DraftContext<Target>, typed: Typed<Values>, problems: Problems<ChainDetails>) => FormReply;
  /** @param isOutdated whether somebody else changed the claim since the preview was seen */
  preview: (
    context: DraftContext<Target>,
    typed: Typed<Values>,
    value: Value,
    isOutdated: boolean,
  ) => Reply | Promise<Reply>;
  /**
   * @param spends the draft that is saved in the same commit
   * @throws Conflict
   */
  save: (context: DraftContext<Target>, value: Value, spends: Uid) => Promise<Reply>;
}
