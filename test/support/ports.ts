import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';

/** Somebody else on a port of this machine. */
export async function takePort(): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

/** A port on which nobody listens. */
export async function findPort(): Promise<number> {
  const { server, port } = await takePort();
  server.close();
  await once(server, 'close');
  return port;
}
