import { guest } from "../../../guest.mjs";

export const dynamic = "force-dynamic";

export const GET = async () => Response.json(await guest());
