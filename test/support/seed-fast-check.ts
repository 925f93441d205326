import { configureGlobal } from 'fast-check';

// Jest prints its seed, and `npx jest --seed N` repeats every random test: properties, order of tests, seeded stores.
configureGlobal({ seed: jest.getSeed() });
