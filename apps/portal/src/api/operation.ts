/** An operation of the API: sent by its hash, which the API knows; its text is for an API of another release. */
export interface Operation<Answer, Variables> {
  name: string;
  /** SHA-256 of the text, in hexadecimal. */
  hash: string;
  text: string;
  /** Never there: they let the compiler know what goes in and what comes out. */
  answers?: Answer;
  takes?: Variables;
}
