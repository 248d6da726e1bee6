import { expect } from 'chai';
import { DEFAULT_QUALITY, FLAG_POLICIES, flagsWith } from '../../src/domain/quality.js';
import { FLAG_NAMES, flagNames, MessageFlag } from '../../src/domain/touchline.js';

describe('MessageFlag', () => {
  it('has a bit of its own for each name, all in two bytes', () => {
    expect(FLAG_NAMES.map((name) => MessageFlag[name])).to.deep.equal([
      1, 2, 4, 8, 16, 32, 64, 128, 256, 512,
    ]);
  });

  it('is told by name', () => {
    expect(flagNames(0)).to.deep.equal([]);
    for (const name of FLAG_NAMES) expect(flagNames(MessageFlag[name])).to.deep.equal([name]);
    expect(flagNames(1023)).to.deep.equal(FLAG_NAMES);
  });
});

describe('flagsWith', () => {
  it('has every flag once, with the policy that it meets', () => {
    const flags = FLAG_POLICIES.map((policy) => flagsWith(DEFAULT_QUALITY, policy));

    expect(flags.reduce((all, some) => all | some, 0)).to.equal(1023);
    expect(flags.reduce((sum, some) => sum + some, 0)).to.equal(1023);
  });

  it('drops by default what cannot be traded at, and stops at nothing', () => {
    expect(flagNames(flagsWith(DEFAULT_QUALITY, 'drop'))).to.deep.equal(['Stale', 'Crossed', 'Suspicious']);
    expect(flagsWith(DEFAULT_QUALITY, 'stop')).to.equal(0);
  });

  it('is what was asked for', () => {
    const quality = {
      ...DEFAULT_QUALITY,
      on: { ...DEFAULT_QUALITY.on, Gap: 'stop', Stale: 'keep' } as const,
    };

    expect(flagNames(flagsWith(quality, 'stop'))).to.deep.equal(['Gap']);
    expect(flagNames(flagsWith(quality, 'drop'))).to.deep.equal(['Crossed', 'Suspicious']);
  });
});
