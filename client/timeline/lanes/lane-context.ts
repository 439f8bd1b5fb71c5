import type { Lane } from './lane.ts';

/** The data of a lane for VS Code's context menu, which hands them to the chosen command. */
export function laneContext({ element }: Lane): string {
  return JSON.stringify({ webviewSection: 'lane', laneKind: element.kind, element });
}
