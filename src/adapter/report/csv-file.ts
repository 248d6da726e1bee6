import { type CsvCell, csvText } from '../../report/csv-text.js';
import { LineFile } from './line-file.js';

/** To set the printer up takes longer than to print a row, so rows wait until there are this many. */
const WAITING_ROWS = 256;

/** A CSV file with a header, written row by row from its beginning. Flat memory. */
export class CsvFile {
  private readonly file: LineFile;
  private waiting: (readonly CsvCell[])[];

  constructor(path: string, header: readonly string[]) {
    this.file = new LineFile(path);
    this.waiting = [header];
  }

  append(row: readonly CsvCell[]): void {
    this.waiting.push(row);
    if (this.waiting.length >= WAITING_ROWS) this.print();
  }

  /** Writes what waits and closes the file; a second call does nothing. */
  close(): void {
    this.print();
    this.file.close();
  }

  private print(): void {
    if (this.waiting.length > 0) this.file.append(csvText(this.waiting));
    this.waiting = [];
  }
}
