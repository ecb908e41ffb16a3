/** A short life of one process, lived on real servers and kept as a history that every later build must be able to replay. */
export interface Scenario {
  /** Folder under tests/replay: the workflow's exported name. */
  workflow: string;
  /** File name without extension. Say what happens in it. */
  name: string;
  /** Returns the ids of the workflows whose history to keep; more than one is numbered. */
  run(): Promise<readonly string[]>;
}

export interface ScenarioHouse {
  scenarios: readonly Scenario[];
  /** All runs of a workflow id, oldest first, as JSON. */
  histories(workflowId: string): Promise<string[]>;
  close(): Promise<void>;
}
