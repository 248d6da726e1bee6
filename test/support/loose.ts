/** `T` in part, with plain numbers where it has branded ones, so that a test can write `{ last: 100 }`. */
export type Loose<T> = {
  readonly [K in keyof T]?: T[K] extends number | undefined ? number | undefined : T[K];
};
