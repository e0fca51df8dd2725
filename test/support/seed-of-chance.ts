import fc from 'fast-check';

/** Property tests draw the same cases in every run, so that a change is judged by its own merits; another number draws others. */
fc.configureGlobal({ seed: Number(process.env.LINCHPIN_TEST_SEED ?? 20171002) });
