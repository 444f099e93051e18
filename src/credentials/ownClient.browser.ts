export { PublicClient as OwnClient } from "./publicClient/PublicClient.js";
