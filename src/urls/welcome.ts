/** The address of a one-time link, which pages, commands and the first start all hand out. */
export function welcomePath(token: string): string {
  return `/welcome?token=${encodeURIComponent(token)}`;
}
