import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { seed } from './scripts/tests/seed.ts';

/**
 * The longest test files, by measurement. Begun last, they would keep one core while the other
 * idles.
 */
const longest = [
  'test/scripts/fuzz.test.ts',
  'test/scheduling/simulation/scenario/soak/soak.test.ts',
  'test/language/hostile.test.ts',
  'test/language/syntax/robust.test.ts',
  'test/language/editing/completion-everywhere.test.ts',
  'test/scheduling/simulation/soundness.test.ts',
  'test/cli/edges/written-files.test.ts',
  'test/scheduling/scenario/tests-borne.test.ts',
  'test/scheduling/host/brute-force.test.ts',
  'test/formats/xen/export/takedown.test.ts',
  'test/server/refactorings/generated.test.ts',
  'test/client/timeline/same-picture.test.ts',
  'test/scheduling/simulation/engine/stepped.test.ts',
  'test/cli/exit-codes.test.ts',
  'test/scheduling/host/hold-back.test.ts',
  'test/scheduling/guest/fixed-priority-against-brute-force.test.ts',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = longest.findIndex((path) => moduleId.endsWith(path));
      return place < 0 ? longest.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    // One core fewer, as usual, would be half of two.
    maxWorkers: availableParallelism(),
    // Node runs these files as they are; with Vite's imports between, they are slower by a tenth.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          // Most files load the same modules; anew in a process for each of them, that would cost
          // more than their tests. No module keeps what another file's test could notice.
          isolate: false,
          setupFiles: ['scripts/tests/draw-from-seed.ts'],
          env: { HYPERSCHED_SEED: String(seed()) },
          // Only what hangs takes so long, also where a real VS Code leaves the unit tests a tenth
          // of two slow cores.
          testTimeout: 600_000,
          hookTimeout: 600_000,
          expect: { poll: { timeout: 300_000 } },
        },
      },
      {
        // In a real VS Code: one server and one browser for all of them, one after the other.
        extends: true,
        test: {
          name: 'vscode',
          include: ['test/vscode/**/*.spec.ts'],
          globalSetup: 'test/vscode/global-setup.ts',
          setupFiles: ['scripts/tests/picture-failures.ts'],
          fileParallelism: false,
          isolate: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
          expect: { poll: { timeout: 60_000 } },
        },
      },
      {
        // On a real Xen, in an emulated computer for each file, whose clock is its own.
        extends: true,
        test: {
          name: 'xen',
          include: ['test/xen/**/*.spec.ts'],
          globalSetup: 'test/xen/global-setup.ts',
          testTimeout: 600_000,
          // A lab that does not come up is booted twice.
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
