import type { Palette } from '../look/paint.ts';
import { type CoverageTree, coverageTree } from './coverage-tree.ts';
import type { Band } from './pixel-row.ts';
import type { Slices } from './slices.ts';

/** Prepares slices for drawing in the colors of one palette. */
export function bandOf(slices: Slices, palette: Palette): Band {
  let made: CoverageTree | undefined;
  return {
    slices,
    tree: () => {
      made ??= coverageTree(slices, palette);
      return made;
    },
  };
}
