/** What forms say of a date. */
export const DATE_HINT =
  'As precisely as you know it: 2025, 2025-06, 2025-06-17 or 2025-06-17T09:12+09:00; 2025-06~ if it may be off by a month; 2025-06-10/2025-06-12 for an interval';
