/** Why a test decides nothing: ends of sentences for people. */
export const BEYOND_HORIZON =
  'the windows to be checked are longer than the 92 days that can be held exactly';
export const PARALLEL =
  'utilization equals bandwidth exactly, and the common multiple of the periods is too long to be walked through';
export const TOO_MANY_STEPS = 'the exact test needs more steps than it may take';
