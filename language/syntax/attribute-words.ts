import { guestKinds } from '../../scheduling/model/guest-policies.ts';
import { policyKinds } from '../../scheduling/model/policies.ts';
import { serverKinds } from '../../scheduling/model/servers.ts';

/** The values that begin with a number. */
const number = 'NUMBER';

/**
 * The words of a block's attributes, and what follows each where it is one: no legal text has that
 * behind a name. So where `overheads`, `task` or `on` still waits for its name, an attribute on the
 * next line is not taken for it.
 */
export const argumentsOf: Readonly<Record<string, ReadonlySet<string>>> = {
  cores: new Set([number]),
  clock: new Set([number]),
  scheduler: new Set<string>([...policyKinds, ...guestKinds]),
  servers: new Set<string>(serverKinds),
  resolution: new Set([number]),
  admission: new Set(['in', 'cost']),
  type: new Set(['dom0', 'pv', 'pvh', 'hvm']),
  kernel: new Set(['latency']),
  'task-switch': new Set([number]),
  weight: new Set([number]),
  cap: new Set([number]),
};

/** The name of the token that an attribute's word is where it may be a name as well. */
export function nameLike(word: string): string {
  return `${word} as a name`;
}

const numbers: ReadonlySet<string> = new Set(['NUMBER', 'DURATION', 'MALFORMED']);

/** Whether a token is a number, with a unit or malformed as it may be. */
export function isNumber({ name }: { readonly name: string }): boolean {
  return numbers.has(name);
}

/** Whether a token is what follows an attribute's word. */
export function isArgument(word: string, token: string): boolean {
  return argumentsOf[word]?.has(numbers.has(token) ? number : token) ?? false;
}
