// `npm start` leads from a fresh checkout to a VS Code on the examples.
import { run } from './bootstrap.mjs';

await run('scripts/open-examples.ts');
