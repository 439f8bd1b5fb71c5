import { speakAsExtension } from './locale.ts';
import { startEarly } from './run/start-worker.ts';

/** The page's first script: the worker starts while the rest of the page is loaded. */

speakAsExtension();
startEarly();
