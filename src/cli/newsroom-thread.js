/** Plans an invented newsroom, a batch for each message. JavaScript, since a thread has to ask for TypeScript itself. */
import { parentPort, workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { planNewsroom } = await import('./newsroom-plan.ts');
const batches = planNewsroom(workerData);
parentPort.on('message', () => {
  const { value = null } = batches.next();
  parentPort.postMessage(value);
});
