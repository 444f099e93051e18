import { guest } from "../../guest.mjs";

export default () => guest();
