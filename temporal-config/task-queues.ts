/**
 * Queue names carry no version (decisions A6): one build runs at a time, and a rename would strand every open process.
 */
export const TASK_QUEUES = {
  /** Every process of the product and the activities they call. */
  processes: 'processes',
} as const;
