/** Requests that a client sends one behind another, without waiting for answers (RFC 9112, section 9.3.2). */
import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';

/** Of one connection. Browsers send one at a time. */
const MOST_WAITING = 100;

/**
 * Begins a connection's requests one after another, as they are answered, and others' in between. Node would begin all that
 * came in one packet, a thousand of them, before it looks at another connection. One that sends many more than are answered
 * is closed.
 */
export function answerInTurn(listener: RequestListener): RequestListener {
  const waiting = new WeakMap<Socket, number>();
  return (request, response) => {
    // Node gives an answer the connection when those before it are sent.
    if (response.socket) {
      listener(request, response);
      return;
    }
    const { socket } = request;
    const count = waiting.get(socket) ?? 0;
    if (count >= MOST_WAITING) {
      socket.destroy();
      return;
    }
    waiting.set(socket, count + 1);
    response.once('socket', () => {
      waiting.set(socket, waiting.get(socket)! - 1);
      setImmediate(() => {
        if (!socket.destroyed) listener(request, response);
      });
    });
  };
}
