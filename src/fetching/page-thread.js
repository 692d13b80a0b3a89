/** Reads one page in a thread, and ends. JavaScript, since a thread has to ask for TypeScript itself. */
import { parentPort, workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { readWebPage } = await import('../formats/web-page/reader.ts');
const { bytes, contentType, url } = workerData;
parentPort.postMessage(readWebPage(bytes, contentType, url));
