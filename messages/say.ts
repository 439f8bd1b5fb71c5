/** A table of sentences: one function for each kind of a union. */
export type Sayings<Data extends { readonly kind: string }, Said = string> = {
  readonly [Kind in Data['kind']]: (data: Extract<Data, { readonly kind: Kind }>) => Said;
};

/** Says what a table has for data of its kind. */
export function say<Data extends { readonly kind: string }, Said = string>(
  sayings: Sayings<Data, Said>,
  data: Data,
): Said {
  const saying: (data: never) => Said = sayings[data.kind as Data['kind']];
  return saying(data as never);
}
