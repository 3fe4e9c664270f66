import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";

/**
 * Lines in a file, and beside them where to go on from.
 *
 * Two files cannot be written in one step, so the order makes it exact: first the lines, then, by one rename, the resume
 * token together with the length that the lines have now. A kill in between leaves lines that no token knows of. The next
 * start cuts them off, and the host sends those events again.
 */
export class Output {
  private readonly file: number;
  private readonly statePath: string;
  private length = 0;
  private resumeToken = "";

  constructor(path: string) {
    this.statePath = `${path}.state`;
    if (existsSync(this.statePath)) {
      const state = JSON.parse(readFileSync(this.statePath, "utf8")) as { length: number; token: string };
      this.length = state.length;
      this.resumeToken = state.token;
    }
    this.file = openSync(path, "a");
    ftruncateSync(this.file, this.length);
  }

  /** Of the last response that was written; empty at the very first start. */
  get token(): string {
    return this.resumeToken;
  }

  write(values: object[], token: string): void {
    const lines = Buffer.from(values.map((value) => JSON.stringify(value) + "\n").join(""));
    for (let written = 0; written < lines.length; ) written += writeSync(this.file, lines, written);
    fsyncSync(this.file);
    this.length += lines.length;

    const draft = openSync(`${this.statePath}.new`, "w");
    writeSync(draft, JSON.stringify({ length: this.length, token }));
    fsyncSync(draft);
    closeSync(draft);
    renameSync(`${this.statePath}.new`, this.statePath);
    this.resumeToken = token;
  }
}
