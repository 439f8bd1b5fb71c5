// `npm test` leads from a fresh checkout to the result of all tests.
import { run } from './bootstrap.mjs';

await run('scripts/run-tests.ts');
