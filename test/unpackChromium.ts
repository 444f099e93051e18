import sparticuz from "@sparticuz/chromium";

/** Once, before any test: of two files that ask for Chromium at the same time, one would start what the other has not yet written. */
export default async function unpackChromium(): Promise<void> {
  await sparticuz.executablePath();
}
