/**
 * How long a test waits before it gives up, in milliseconds. Nothing that works takes a tenth of it: the tests have to pass
 * on a machine that is five times slower, with other programs on its cores.
 */
export const PATIENCE = 300_000;
