/*
 * Every workflow a worker can run. Names are part of recorded histories: append, never rename.
 */
export {};
