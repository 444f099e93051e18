import { Identity } from "./Identity.jsx";

export default function Page() {
  return <Identity />;
}
