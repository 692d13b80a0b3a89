/** `{{#if (equal support.kind "seen")}}`. */
export function equal(left: unknown, right: unknown): boolean {
  return left === right;
}
