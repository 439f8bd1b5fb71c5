/** Names one element of a system model, so that results can refer to it without holding it. */
export type Element =
  | { readonly kind: 'machine'; readonly machine: string }
  | { readonly kind: 'core'; readonly machine: string; readonly core: number }
  /** A plan of windows beside the machine's plain ones. */
  | { readonly kind: 'plan'; readonly machine: string; readonly plan: string }
  | { readonly kind: 'domain'; readonly domain: string }
  | { readonly kind: 'vcpu'; readonly domain: string; readonly vcpu: string }
  | { readonly kind: 'task'; readonly domain: string; readonly task: string }
  | { readonly kind: 'scenario'; readonly scenario: string }
  | { readonly kind: 'step'; readonly scenario: string; readonly index: number };

/** A string that is equal for equal elements only, whatever characters the names hold. */
export function elementKey(element: Element): string {
  return JSON.stringify(Object.values(element));
}
