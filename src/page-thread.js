/** Reads web pages in a thread, one after another. JavaScript, since a thread has to ask for TypeScript itself. */
import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { readWebPage } = await import('./formats/web-page/reader.ts');
parentPort.on('message', ({ bytes, contentType, url }) => {
  parentPort.postMessage({ kind: 'answer', answer: readWebPage(bytes, contentType, url) });
});
parentPort.postMessage({ kind: 'ready' });
