import { startTests } from './tests/test-run.ts';

/**
 * Runs the tests on a real Xen, all or those of the files named, and ends with the line `N passed,
 * N failed`.
 */
const files = process.argv.slice(2);
const { passed, failed } = await startTests('xen', { output: 'inherit', files }).counts;
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
