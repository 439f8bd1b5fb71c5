/** What is said of each kind of a union: one function a kind. */
export type Sayings<Data extends { readonly kind: string }> = {
  readonly [Kind in Data['kind']]: (data: Extract<Data, { readonly kind: Kind }>) => string;
};

/** Says what a table has for data of its kind. */
export function say<Data extends { readonly kind: string }>(
  sayings: Sayings<Data>,
  data: Data,
): string {
  const saying: (data: never) => string = sayings[data.kind as Data['kind']];
  return saying(data as never);
}
