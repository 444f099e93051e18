/** Numbers from 10⁻³ up to 10⁷ are written without an exponent (Java SE, `Double.toString`). */
const FIRST_PLAIN_EXPONENT = -3;
const FIRST_LARGE_EXPONENT = 7;

/**
 * A finite number as Java's `Double.toString` writes it since JDK 19, in which the service writes times: `1.715700986E9`.
 *
 * Java, like JavaScript, takes the shortest decimal that reads as the same number. It differs in two points: there is at
 * least one digit after the decimal point, and where one digit would do, Java takes the closest decimal of two digits
 * (`4.9E-324`, not `5.0E-324`).
 */
export function javaDouble(value: number): string {
  const shortest = value.toExponential();
  const twoDigits = value.toExponential(1);
  const [mantissa = "", power = ""] = (/^-?\de/.test(shortest) ? twoDigits : shortest).split("e");
  const exponent = Number(power);
  const [, sign = "", digits = ""] = /^(-?)(.*)$/.exec(mantissa.replace(".", "")) ?? [];
  const negative = Object.is(value, -0) ? "-" : sign;
  if (value !== 0 && (exponent < FIRST_PLAIN_EXPONENT || exponent >= FIRST_LARGE_EXPONENT)) {
    return `${negative}${digits.charAt(0)}.${digits.slice(1)}E${exponent}`;
  }
  if (exponent < 0) {
    return `${negative}0.${"0".repeat(-exponent - 1)}${digits.replace(/0+$/, "")}`;
  }
  const padded = digits.padEnd(exponent + 2, "0");
  return `${negative}${padded.slice(0, exponent + 1)}.${padded.slice(exponent + 1)}`;
}
