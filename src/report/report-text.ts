import type { Report } from './report.js';

/** `report.json`: two spaces of indent, a newline at the end. */
export const reportText = (report: Report): string => `${JSON.stringify(report, null, 2)}\n`;
