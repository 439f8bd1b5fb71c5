import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        // In a real VS Code: one server and one browser for all of them, one after the other.
        extends: true,
        test: {
          name: 'vscode',
          include: ['test/vscode/**/*.spec.ts'],
          globalSetup: 'test/vscode/global-setup.ts',
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
