import { guest } from "../../../../guest.mjs";

export const GET = async () => Response.json(await guest());
