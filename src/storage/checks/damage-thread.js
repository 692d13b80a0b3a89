/** Reads a whole file for damage, and says the first that it finds. */
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

const DAMAGED = /^SQLITE_(CORRUPT|NOTADB|IOERR)/;

function findDamage() {
  const client = new Database(workerData.database, { readonly: true });
  try {
    const found = client.pragma('quick_check(1)', { simple: true });
    return found === 'ok' ? null : found;
  } catch (error) {
    if (DAMAGED.test(error.code)) return error.message;
    throw error;
  } finally {
    client.close();
  }
}

parentPort.postMessage(findDamage());
