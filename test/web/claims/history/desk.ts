/** A claim on its editors' desk: written again and again, and looked at by readers and by an editor. */
import type { ClaimRecord } from '../../../../src/model/records.ts';
import { graph, type GraphOptions } from '../../../support/graph.ts';
import { addPerson, signIn } from '../../../support/people.ts';
import { aRecord, openApp, putIn, type Answer } from '../../open-app.ts';
import type { LoadedClaim } from '../../../../src/storage/types.ts';

export const NAMES = { ians: 'IANS', yonhap: 'Yonhap', tass: 'TASS', council: 'Security Council of Russia' };

const EMAIL = 'kim@desk.example';

type Change = (record: ClaimRecord) => ClaimRecord;

/** The application with one claim, number 1, and Kim Min, who may edit it. */
export async function openDesk(
  shorthand = 'ians->tass ians->yonhap yonhap->tass tass->council',
  { claim = {}, ...options }: GraphOptions & { claim?: Partial<ClaimRecord['claim']> } = {},
) {
  const opened = openApp();
  const drawn = graph(shorthand, {
    names: NAMES,
    kinds: { council: 'government' },
    bases: { council: 'own-act' },
    seen: 'ians->tass',
    ...options,
  });
  await putIn(opened.store, aRecord(drawn, { text: 'The visit follows up.', ...claim }));

  const load = async (): Promise<LoadedClaim> => (await opened.store.claims.load(1))!;
  let writes = 0;
  /** Writes one revision. */
  const edit = async (change: Change, reason: string | null = null, actor = 'Ada'): Promise<void> => {
    const { revision, record } = await load();
    const draft = { base: { id: 1, revision }, record: change(record), texts: new Map<string, string>() };
    writes += 1;
    await opened.store.claims.save(draft, {
      at: `2025-06-19T10:${String(writes).padStart(2, '0')}:00Z`,
      actor,
      reason,
    });
  };
  let cookie: Promise<string> | undefined;
  /** Kim Min signs in when she is first needed: most that is looked at here is for readers. */
  const comeIn = (): Promise<string> =>
    (cookie ??= addPerson(opened.store, EMAIL, 'editor', 'Kim Min').then(() => signIn(opened.store, EMAIL)));
  const see = async (path: string, redirects = 0): Promise<Answer> =>
    opened
      .get(path)
      .set('Cookie', await comeIn())
      .redirects(redirects);
  /** Sends a form of the page of one revision, as Kim Min. */
  const send = async (revision: number, what: 'restore' | 'undo', fields: Record<string, string> = {}) => {
    const present = String((await load()).revision);
    return opened.post(`/claims/1/history/${revision}/${what}`, { revision: present, ...fields }, await comeIn());
  };
  return { ...opened, load, edit, see, send, comeIn };
}

/** The claim with other words of its own. */
export const retell =
  (claim: Partial<ClaimRecord['claim']>): Change =>
  (record) => ({ ...record, claim: { ...record.claim, ...claim } });

/** The claim with a statement changed, named by its source. */
export const restate =
  (name: string, statement: Partial<ClaimRecord['statements'][number]>): Change =>
  (record) => {
    const { uid } = record.sources.find((source) => source.name === name)!;
    const statements = record.statements.map((one) => (one.source === uid ? { ...one, ...statement } : one));
    return { ...record, statements };
  };

/** The uid of the statement of a source. */
export function uidBy(record: ClaimRecord, name: string): string {
  const { uid } = record.sources.find((source) => source.name === name)!;
  return record.statements.find(({ source }) => source === uid)!.uid;
}

/** The claim without a source's statement and the hops to and from it. */
export const takeOut =
  (name: string): Change =>
  (record) => {
    const uid = uidBy(record, name);
    return {
      ...record,
      statements: record.statements.filter((one) => one.uid !== uid),
      attributions: record.attributions.filter(({ citing, cited }) => citing !== uid && cited !== uid),
    };
  };
