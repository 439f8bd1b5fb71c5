import type { WindowLine } from '../generated/ast.ts';

/** Whether a line leaves the windows of its VCPU to the tool. */
export function isOpenWindow({ at, length }: WindowLine): boolean {
  return at === undefined && length === undefined;
}
