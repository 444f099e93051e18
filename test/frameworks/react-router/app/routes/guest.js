import { guest } from "../../guest.mjs";

export const loader = async () => Response.json(await guest());
