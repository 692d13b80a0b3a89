/** `/backups`: the copies that this server makes of its database. There is no download: a copy holds accounts and sessions. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Request } from 'express';
import type { Copy } from '../../storage/backups/copies.ts';
import { backupsAddress, usersAddress } from '../../urls/site.ts';
import { writeDate } from '../../wording/dates.ts';
import { writeCount, writeSize } from '../../wording/values.ts';
import { seeOther } from '../forms/forms.ts';
import { NotFound } from '../http/errors.ts';
import type { Backups, PageReply, Reply, Route, Site } from '../http/route.ts';

const { html, json } = backupsAddress;

export const backupRoutes: readonly Route[] = [
  { method: 'get', path: html, json, role: 'admin', handler: showBackups },
  { method: 'post', path: html, json: null, role: 'admin', handler: makeBackup },
];

function showBackups({ backups, config, damage }: Site, { query }: Request): PageReply {
  const state = readBackups(backups);
  const done = query.done === 'made' ? 'The backup was made.' : null;
  return {
    kind: 'page',
    view: 'backups/show',
    title: 'Backups',
    address: backupsAddress,
    model: () => ({
      ...{ done: state.failure ? null : done, isOn: backups !== null, isRunning: state.isRunning },
      isDamaged: damage.isFound(),
      ...{ usersHref: usersAddress.html, action: html, folder: config.backupDir },
      schedule: describeSchedule(config),
      secretFile: config.secret === null ? `${config.database}.secret` : null,
      failure: state.failure && { at: writeTime(state.failure.at), message: state.failure.message },
      newest: state.copies[0]?.name ?? null,
      copies: state.copies.map(({ name, size, madeAt }) => ({ name, size: writeSize(size), made: writeTime(madeAt) })),
    }),
    json: () => ({
      ...{ folder: config.backupDir, every: config.backupEvery, keep: config.backupKeep, running: state.isRunning },
      ...{ failure: state.failure, backups: state.copies },
    }),
  };
}

const writeTime = (at: Date) => writeDate(`${at.toISOString().slice(0, 16)}Z`);

interface BackupsState extends ReturnType<Backups['readState']> {
  copies: readonly Copy[];
}

/** A folder that can't be read is told as a failure. */
function readBackups(backups: Backups | null): BackupsState {
  if (!backups) return { isRunning: false, failure: null, copies: [] };
  const state = backups.readState();
  try {
    return { ...state, copies: backups.list() };
  } catch (error) {
    return { ...state, failure: { at: new Date(), message: (error as Error).message }, copies: [] };
  }
}

function describeSchedule({ backupEvery, backupKeep }: Site['config']): string {
  const kept = backupKeep === 1 ? 'the newest is kept' : `the newest ${backupKeep} are kept`;
  if (backupEvery === 0) return `Backups are made only with this button; ${kept}.`;
  const [every, unit] = backupEvery % 60 === 0 ? [backupEvery / 60, 'hour'] : [backupEvery, 'minute'];
  return `A backup is made every ${every === 1 ? unit : writeCount(every, unit)}; ${kept}.`;
}

/** In milliseconds: a backup that takes longer goes on by itself. */
const SHORT = 2_000;

async function makeBackup({ backups }: Site): Promise<Reply> {
  if (!backups) throw new NotFound();
  await Promise.race([backups.make(), sleep(SHORT, undefined, { ref: false })]);
  return seeOther(backups.readState().isRunning ? html : `${html}?done=made`);
}
