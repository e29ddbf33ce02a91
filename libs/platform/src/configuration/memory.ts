/**
 * How Node is started for the API. V8 lets a heap grow the further before it goes through all of it the more it may come to, and by
 * default that is a share of the machine: then half of the API's memory was what nobody needed any more. With half a gigabyte at most it
 * grows by little, and stays flat.
 */
export const API_NODE_FLAGS: readonly string[] = ['--max-old-space-size=512'];
