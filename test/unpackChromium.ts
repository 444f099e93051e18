import sparticuz from "@sparticuz/chromium";

/** Runs once, before all tests. Otherwise, one of two test files could start Chromium while the other is still unpacking it. */
export default async function unpackChromium(): Promise<void> {
  await sparticuz.executablePath();
}
