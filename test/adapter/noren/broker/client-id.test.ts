import { expect } from 'chai';
import fc from 'fast-check';
import { clientIdsOf } from '../../../../src/adapter/noren/broker/client-id.js';
import { orderIdOf } from '../../../../src/domain/order.js';
import { ACC } from '../../../support/instrument.js';

const idOf = (number: number) => orderIdOf('momentum', ACC, number);

describe('clientIdsOf', () => {
  it('is what it was: a session that is resumed finds its orders again', () => {
    expect(clientIdsOf('momentum 1767584700000').of(idOf(3))).to.equal('rx07yfsj4exe0fryhbzf');
  });

  it('has twenty characters of ASCII that no form changes, and knows its own', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (session, number) => {
        const ids = clientIdsOf(session);
        const remarks = ids.of(idOf(number));

        expect(remarks).to.match(/^rx[a-z0-9]{18}$/);
        expect(ids.isOurs(remarks)).to.equal(true);
      }),
    );
  });

  it('is another for every order, and of another session', () => {
    const one = clientIdsOf('a');
    const all = new Set(Array.from({ length: 20_000 }, (_, i) => one.of(idOf(i))));

    expect(all).to.have.property('size', 20_000);
    expect(clientIdsOf('b').isOurs(one.of(idOf(1)))).to.equal(false);
  });

  it('takes no other text for one of its own', () => {
    const { isOurs, of } = clientIdsOf('a');

    for (const text of ['', 'rx', 'by hand', `${of(idOf(1))}x`, of(idOf(1)).slice(0, -1)])
      expect(isOurs(text), text).to.equal(false);
  });
});
