/**
 * The model's results for the store before it spread articles over partition keys and refused excess votes at once
 * (commit 59adc6f), in the steady state and with unlimited instances.
 */
export const BEFORE_SPREADING = [
  { offered: 100, recorded: 100, recordedIfConflictsAreCharged: 100 },
  { offered: 250, recorded: 250, recordedIfConflictsAreCharged: 250 },
  { offered: 500, recorded: 500, recordedIfConflictsAreCharged: 12 },
  { offered: 600, recorded: 500, recordedIfConflictsAreCharged: 7.3 },
  { offered: 1000, recorded: 500, recordedIfConflictsAreCharged: 3.8 },
  { offered: 2000, recorded: 500, recordedIfConflictsAreCharged: 2.1 },
  { offered: 5000, recorded: 500, recordedIfConflictsAreCharged: 0.9 },
];
