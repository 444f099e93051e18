/** The convention of shells: 128 plus the number of the signal. */
export const INTERRUPTED_STATUS = 130;
