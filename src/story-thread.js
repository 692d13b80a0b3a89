/** Reads stories in a thread, one after another. JavaScript, since a thread has to ask for TypeScript itself. */
import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { doStoryJob } = await import('./web/records/story-jobs.ts');
parentPort.on('message', (job) => parentPort.postMessage({ kind: 'answer', answer: doStoryJob(job) }));
parentPort.postMessage({ kind: 'ready' });
