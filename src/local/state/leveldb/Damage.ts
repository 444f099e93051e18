/** A file of LevelDB's that is not as LevelDB writes it. The message says what the file does: "ends too early". */
export class Damage extends Error {
  override readonly name = "Damage";
}
