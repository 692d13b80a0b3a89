/** A write that met another: a key was taken, or the revision it was made for is no longer the last one. */
export class Conflict extends Error {
  override name = 'Conflict';
  /** The key or index that judged, as SQLite names it. */
  readonly constraint: string;
  constructor(constraint: string, options?: ErrorOptions) {
    super(`conflict at ${constraint}`, options);
    this.constraint = constraint;
  }
}

/** A write that the database's own rules refuse. */
export class Refused extends Error {
  override name = 'Refused';
}
