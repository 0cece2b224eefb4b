import PDFDocument from 'pdfkit';
import type { LetterContent } from './content.js';
import { fontNames, fontOf } from './fonts.js';
import { linesOf, runsOf, widthOf, type Run } from './lines.js';
import { footOf, partsOf, type Block, type Printed } from './pages.js';

/** A4, in points. */
const sheet = { width: 595.28, height: 841.89, margin: 56, foot: 40 };
const width = sheet.width - 2 * sheet.margin;
const bottom = sheet.height - sheet.margin - 24;
const usual = 10.5;
const spacing = 1.7;

const blank = (at: string): PDFKit.PDFDocument => {
  const made = new Date(at);
  const sheets = new PDFDocument({
    size: 'A4',
    margins: { top: sheet.margin, left: sheet.margin, right: sheet.margin, bottom: 0 },
    bufferPages: true,
    info: { CreationDate: made, ModDate: made },
  });
  for (const name of fontNames) {
    // The types of pdfkit know files alone; it takes whatever lays out text.
    sheets.registerFont(name, fontOf(name).source as unknown as string);
  }
  return sheets;
};

/** Writes runs from a point on, on one line. */
const put = (sheets: PDFKit.PDFDocument, runs: readonly Run[], x: number, y: number, size: number): void => {
  let left = x;
  for (const run of runs) {
    sheets.font(run.font, size).text(run.text, left, y, { lineBreak: false, baseline: 'alphabetic' });
    left += widthOf([run], size);
  }
};

/** Writes blocks one below the other, and goes on on the next sheet where one is full. */
const write = (sheets: PDFKit.PDFDocument, blocks: readonly Block[]): void => {
  let y = sheet.margin;
  const down = (points: number): void => {
    if (y + points > bottom) {
      sheets.addPage();
      y = sheet.margin;
    }
    y += points;
  };
  for (const block of blocks)
    if ('gap' in block) down(block.gap);
    else if ('rule' in block) {
      down(14);
      sheets
        .moveTo(sheet.margin, y)
        .lineTo(sheet.margin + width, y)
        .lineWidth(0.5)
        .stroke();
    } else {
      const { text, size = usual, indent = 0 } = block;
      for (const line of linesOf(text, width - indent, size)) {
        down(size * spacing);
        put(sheets, line, sheet.margin + indent, y, size);
      }
    }
};

/** A letter as sheets to print (PDF): a cover, what it tells, and a receipt. The same bytes for the same letter. */
export const sheetsOf = (content: LetterContent, printed: Printed): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const sheets = blank(content.at);
    const bytes: Buffer[] = [];
    sheets.on('data', (some: Buffer) => bytes.push(some));
    sheets.on('end', () => resolve(Buffer.concat(bytes)));
    sheets.on('error', reject);
    for (const [index, part] of partsOf(content, printed).entries()) {
      if (index > 0) sheets.addPage();
      write(sheets, part);
    }
    const { start, count } = sheets.bufferedPageRange();
    for (let page = start; page < start + count; page += 1) {
      sheets.switchToPage(page);
      const foot = runsOf(footOf(content, printed, page + 1, count));
      put(sheets, foot, sheet.margin, sheet.height - sheet.foot, 8);
    }
    sheets.end();
  });
