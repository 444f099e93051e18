/** CRC-32C (Castagnoli), reflected. */
const POLYNOMIAL = 0x82f63b78;

const table: Uint32Array = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
  return value;
});

/** @param crc of what stands before `bytes` */
export function crc32c(bytes: Uint8Array, crc = 0): number {
  let value = ~crc;
  // An index, because this loop goes over every byte of the store, and an iterator takes several times as long.
  for (let index = 0; index < bytes.length; index++) {
    value = (value >>> 8) ^ (table[(value ^ (bytes[index] ?? 0)) & 0xff] ?? 0);
  }
  return ~value >>> 0;
}

/** As LevelDB writes it: turned and moved, because the checksum of data that holds checksums is a weak one. */
export const maskedCrc32c = (crc: number): number => (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
