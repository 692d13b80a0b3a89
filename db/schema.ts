/**
 * The tables. `npm run migration` turns a change here into a migration; README.md beside this file says what has to
 * be added to it by hand (STRICT, WITHOUT ROWID, triggers) and why rows lie where they lie.
 */
export * from './schema/accounts.ts';
export * from './schema/catalogue.ts';
export * from './schema/claims.ts';
export * from './schema/derived.ts';
export * from './schema/drafts.ts';
export * from './schema/history.ts';
