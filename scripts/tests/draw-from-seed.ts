import fc from 'fast-check';

/** Every property that names no seed draws from the run's (`seed.ts`). */
fc.configureGlobal({ seed: Number(process.env.HYPERSCHED_SEED) });
