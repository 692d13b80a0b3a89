/** Serves pages on loopback, which only a fetcher that is told so reaches. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export const LOOPBACK = { allowed: ['127.0.0.1'] } as const;

export interface PageServer {
  /** Without a slash at the end. */
  base: string;
  port: number;
  close: () => Promise<void>;
}

export async function servePages(listener: RequestListener): Promise<PageServer> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { base: `http://127.0.0.1:${port}`, port, close };
}
