/** A fault in an instance file: where it was met, and what was expected there. */
export class InstanceFault extends Error {}

/** Between tokens stand white space and brackets: `[5]` counts as 5, as in ProGen/max files. */
const tokenPattern = /[^\s[\]]+/g;
const wholeNumber = /^[+-]?\d+$/;

/** Reads numbers from left to right, whatever the line breaks are. */
export class TokenReader {
  private at = 0;

  constructor(private readonly tokens: readonly string[]) {}

  static of(text: string): TokenReader {
    return new TokenReader(text.match(tokenPattern) ?? []);
  }

  get isAtEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  word(what: string): string {
    const token = this.tokens[this.at];
    if (token === undefined) throw new InstanceFault(`The file ends where ${what} should follow.`);
    this.at += 1;
    return token;
  }

  int(what: string): number {
    const token = this.word(what);
    if (!wholeNumber.test(token)) throw new InstanceFault(`Token ${this.at} is "${token}" where ${what} should be.`);
    return Number(token);
  }

  ints(count: number, what: string): number[] {
    return Array.from({ length: count }, () => this.int(what));
  }
}
