import { guest } from "./guest.mjs";

export const handler = () => guest();
