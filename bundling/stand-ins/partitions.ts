/** Facts about each region; only the endpoint's rules, which have a stand-in too, would ask. */
export const partitionsInfo = { partitions: [], version: '1.1' };
