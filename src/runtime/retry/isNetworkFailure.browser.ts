import { isFetchFailure } from "./isFetchFailure.js";

/** Here a network tells by messages alone; its codes are in isNetworkFailure.ts. */
export const isNetworkFailure = isFetchFailure;
