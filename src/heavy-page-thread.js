/** Answers in a thread what would hold all others up, one after another. JavaScript, since a thread has to ask for TypeScript itself. */
import { parentPort, workerData } from 'node:worker_threads';
import { pino } from 'pino';
import { register } from 'tsx/esm/api';

register();
const { createSite } = await import('./app.ts');
const { createPageFetcher } = await import('./fetching/pages.ts');
const { openAgain } = await import('./storage/store.ts');
const { createPageReader } = await import('./threads.ts');
const { makeHeavyPage } = await import('./web/heavy-page.ts');
const { config } = workerData;
const log = pino({ level: config.logLevel }, { write: (line) => parentPort.postMessage({ kind: 'line', line }) });
const store = openAgain(config.database);
const site = createSite({
  store,
  config,
  clock: () => new Date(),
  log,
  fetchPage: createPageFetcher(createPageReader()),
});
parentPort.on('message', async (job) => {
  parentPort.postMessage({ kind: 'answer', answer: await makeHeavyPage(site, job) });
});
parentPort.postMessage({ kind: 'ready' });
