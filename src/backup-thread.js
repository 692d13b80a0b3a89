/** Makes one backup. JavaScript, since a thread has to ask for TypeScript itself. */
import { parentPort, workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { addCopy } = await import('./storage/backups/copies.ts');
const { database, folder, keep, at } = workerData;
try {
  parentPort.postMessage({ ok: true, copy: addCopy(database, folder, keep, at) });
} catch (error) {
  parentPort.postMessage({ ok: false, message: error.message });
}
