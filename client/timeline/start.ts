import { speakAsExtension } from './locale.ts';
import { startEarly } from './run/start-worker.ts';

/** The page's first script starts the worker while the rest of the page loads. */

speakAsExtension();
startEarly();
