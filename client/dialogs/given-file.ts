import { Uri } from 'vscode';

/** The file that a command is called with: lenses and hovers pass its address as text. */
export function givenFile(target: unknown): Uri | undefined {
  if (target instanceof Uri) return target;
  return typeof target === 'string' ? Uri.parse(target) : undefined;
}
