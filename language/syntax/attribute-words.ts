import { guaranteeKinds } from '../../scheduling/model/guarantees.ts';
import { guestKinds } from '../../scheduling/model/guest-policies.ts';
import { policyKinds } from '../../scheduling/model/policies.ts';
import { serverKinds } from '../../scheduling/model/servers.ts';

/** The token of every value that begins with a number. */
const number = 'NUMBER';

/**
 * The words of a block's attributes, each with the tokens that follow it as an attribute. No legal
 * text has those tokens behind a name. Thus an attribute on the next line is not taken for the name
 * that `overheads`, `task` or `on` still waits for.
 */
export const argumentsOf: Readonly<Record<string, ReadonlySet<string>>> = {
  cores: new Set([number]),
  clock: new Set([number]),
  scheduler: new Set<string>([...policyKinds, ...guestKinds]),
  servers: new Set<string>(serverKinds),
  guarantee: new Set<string>(guaranteeKinds),
  resolution: new Set([number]),
  admission: new Set(['in', 'cost']),
  type: new Set(['dom0', 'pv', 'pvh', 'hvm']),
  kernel: new Set(['latency']),
  'task-switch': new Set([number]),
  weight: new Set([number]),
  cap: new Set([number]),
  releases: new Set(['aligned']),
};

/** The name of an attribute word's token in places where it may be a name as well. */
export function nameLike(word: string): string {
  return `${word} as a name`;
}

const numbers: ReadonlySet<string> = new Set(['NUMBER', 'DURATION', 'MALFORMED']);

/** Whether a token is a number, with or without a unit, malformed or not. */
export function isNumber({ name }: { readonly name: string }): boolean {
  return numbers.has(name);
}

/** Whether a token may follow an attribute's word. */
export function isArgument(word: string, token: string): boolean {
  return argumentsOf[word]?.has(numbers.has(token) ? number : token) ?? false;
}
