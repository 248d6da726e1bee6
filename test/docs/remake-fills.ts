import { writeTables } from './fills-page.js';

/** `npm run docs:fills`: puts the tables that the code gives into docs/fills-and-costs.md. */
await writeTables();
