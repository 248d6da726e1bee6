import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { journalCheckText, journalText } from '../../src/adapter/console/journal-text.js';
import { orderStoryText } from '../../src/adapter/console/order-story-text.js';
import { DataError, UsageError } from '../../src/domain/failure.js';
import { orderStory } from '../../src/report/order-story.js';
import { audit } from '../../src/run/audit.js';
import { journalCheck, journalSummary } from '../../src/run/journal-summary.js';
import { tamper } from '../adapter/journal/forge.js';
import { readJournal } from '../adapter/journal/journals.js';
import { recordings } from '../adapter/recording/sessions.js';
import { rejection } from '../support/rejection.js';
import { recordedSession } from './recorded-session.js';

describe('the journal of a session', () => {
  const { dir } = recordings();
  let folder = '';
  let file = '';
  before(async () => {
    folder = await recordedSession(dir('whole'), {});
    file = join(folder, 'journal.sqlite');
  });

  it('is told in short, by its file and by its folder', async () => {
    const found = await journalSummary(folder);

    expect(await journalSummary(file)).to.deep.equal(found);
    expect(found).to.include({ ended: 'by itself', ticks: 4_000, segments: 4 });
    expect(found.kinds).to.include({ session: 1, input: 9, end: 1, OrderSent: found.orders.sent });
    expect(Object.values(found.kinds).reduce((sum, rows) => sum + rows, 0)).to.equal(found.rows);
    expect(found.orders.fills).to.equal(found.orders.sent); // the ideal exchange fills each whole
    expect(journalText(found)).to.match(/orders {4}\d+ decided, \d+ sent, \d+ executed in \d+ fills/);
  });

  it('is whole, until a row or a segment is changed, which is named', async () => {
    const other = dir('other');
    cpSync(folder, other, { recursive: true });
    expect((await journalCheck(other)).fault).to.equal(null);
    rmSync(join(other, '2026-01-05_000002.parquet'));
    expect((await journalCheck(other)).fault).to.match(
      /_000002.parquet: this segment of the tape is missing$/,
    );
    tamper(join(other, 'journal.sqlite'), (db) =>
      db.exec(`update journal set body = body || ' ' where n = 9`),
    );

    const found = await journalCheck(other);

    expect(found.fault).to.match(/journal.sqlite: row 9 was edited: its body is another$/);
    expect(journalCheckText(found)).to.match(/^CHANGED/);
  });

  it('tells each order’s story from the decision to what its fills did', async () => {
    const ids = readJournal(file, (journal) => journal.orderIds());
    const sent = readJournal(file, (journal) => journal.ofKind('OrderSent'));
    for (const id of ids) {
      const found = await audit(id, dir('whole'));
      const whats = orderStory(found.rows, found).map(({ what }) => what);
      expect(whats.slice(0, 4), id).to.deep.equal(['saw', 'thought', 'decided', 'risk']);
      if (sent.some(({ orderId }) => orderId === id))
        expect(whats).to.include.members(['sent', 'filled', 'charges', 'position']);
      expect(found.rows.filter(({ kind }) => kind === 'durable').length).to.equal(
        sent.filter(({ orderId }) => orderId === id).length,
      );
    }
  });

  it('tells which session it is of, and which older ones have an order of that id', async () => {
    const both = dir('both');
    const [older, newer, broken] = [
      '2026-01-05_091500-paper',
      '2026-01-05_101500-paper',
      '2026-01-05_081500-paper',
    ].map((name) => join(both, name)) as [string, string, string];
    for (const copy of [older, newer, broken]) cpSync(folder, copy, { recursive: true });
    writeFileSync(join(broken, 'journal.sqlite'), 'no journal');
    const [id = ''] = readJournal(file, (journal) => journal.orderIds());
    const found = await audit(id, both);
    const alone = await audit(id, older);

    expect(found).to.deep.include({ folder: newer, others: [older] });
    expect(orderStoryText(found, orderStory(found.rows, found)).split('\n').slice(2, 4)).to.deep.equal([
      `2026-01-05, ${newer}`,
      `that id is also in ${older}: --journal FOLDER tells of that one`,
    ]);
    expect(alone).to.deep.include({ folder: older, others: [] });
    expect(orderStoryText(alone, orderStory(alone.rows, alone))).to.not.contain('also in');
  });

  it('trusts no journal that was changed, and one beside it that was not', async () => {
    const several = dir('several');
    const [older, newer] = ['2026-01-05_091500-paper', '2026-01-05_101500-paper'].map((name) =>
      join(several, name),
    ) as [string, string];
    for (const copy of [older, newer]) cpSync(folder, copy, { recursive: true });
    const [id = '', lost = ''] = readJournal(file, (journal) => journal.orderIds());
    tamper(join(newer, 'journal.sqlite'), (db) => {
      db.prepare('delete from journal where order_id = ?').run(id);
    });

    expect(await audit(id, several)).to.include({ folder: older });
    for (const [untold, where] of [
      [lost, several],
      ['momentum:NFO|53001:0', several],
      [id, newer],
    ] as const)
      expect(await rejection(audit(untold, where)))
        .to.be.instanceOf(DataError)
        .with.property('message')
        .that.matches(/101500-paper\/journal.sqlite: row \d+ is missing.*; what it says of orders/);
  });

  it('names the nearest ids of an order that is not there, and says where there is no session', async () => {
    expect(await rejection(audit('momentum:NFO|53001:0', folder)))
      .to.be.instanceOf(UsageError)
      .with.property('message')
      .that.matches(/no order 'momentum:NFO\|53001:0'; nearest: momentum:NFO\|53001:1, /);
    expect(await rejection(audit('x', dir('none')))).to.be.instanceOf(UsageError);
    expect(await rejection(journalSummary(dir('none')))).to.be.instanceOf(UsageError);
    expect(await rejection(journalCheck('package.json'))).to.be.instanceOf(DataError);
  });
});
