import { startTests } from './tests/test-run.ts';

/**
 * Runs the tests on a real Xen, all or those of the files named, and ends with the line `N passed,
 * N failed`.
 */
const { passed, failed } = await startTests('xen', 'inherit', process.argv.slice(2)).counts;
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
