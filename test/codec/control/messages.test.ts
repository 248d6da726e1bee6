import { expect } from 'chai';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { answerText, CommandDone, decodeAnswer, problemText } from '../../../src/codec/control/answer.js';
import type { Command } from '../../../src/domain/event.js';
import { type ControlRequest, decodeRequest, requestText } from '../../../src/codec/control/request.js';

const reason = fc.string({ minLength: 1, maxLength: 100 }).filter((text) => text.trim() !== '');

const requests: fc.Arbitrary<ControlRequest> = fc.oneof(
  fc.constantFrom<ControlRequest>({ ask: 'who' }, { ask: 'status' }, { ask: 'orders' }, { ask: 'positions' }),
  fc.record(
    {
      ask: fc.constant('command' as const),
      command: fc.constantFrom<Command['command']>('halt', 'exit-only', 'resume', 'cancel', 'flatten'),
      reason,
      strategy: fc.string(),
      instrument: fc.string(),
    },
    { requiredKeys: ['ask', 'command', 'reason'] },
  ),
  fc.record(
    {
      ask: fc.constant('stop' as const),
      reason,
      onStop: fc.constantFrom('keep' as const, 'cancel' as const, 'flatten' as const),
    },
    { requiredKeys: ['ask', 'reason'] },
  ),
);

describe('requests and answers of the control socket', () => {
  it('are one line each, and read to what was written', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const text = requestText(request);

        expect(text.indexOf('\n')).to.equal(text.length - 1);
        const read = decodeRequest(text);
        expect(E.isRight(read) && read.right).to.deep.include(request);
      }),
    );
  });

  it('are refused by name whatever the text is, and never throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(E.isLeft(decodeRequest(text))).to.equal(true);
        expect(E.isLeft(decodeAnswer(t.string, text))).to.equal(true);
      }),
    );
  });

  it('say which other version they are of', () => {
    expect(decodeRequest('{"rxtape":9,"ask":"who"}')).to.deep.equal(
      E.left('the request is of version 9, and this session speaks 1: ask with the rxtape that runs it'),
    );
  });

  it('carry a value, or what is wrong', () => {
    expect(decodeAnswer(CommandDone, answerText({ seq: 4, at: 'then', isRecorded: true }))).to.deep.equal(
      E.right({ seq: 4, at: 'then', isRecorded: true }),
    );
    expect(decodeAnswer(CommandDone, problemText('no'))).to.deep.equal(E.left('no'));
    expect(decodeAnswer(CommandDone, answerText({ seq: 4, isRecorded: true }))).to.deep.equal(
      E.left('no answer of a session: at: expected string, got nothing'),
    );
  });
});
