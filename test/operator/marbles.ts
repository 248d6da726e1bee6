import { expect } from 'chai';
import { TestScheduler } from 'rxjs/testing';

/** Runs a picture of streams; what it expects is compared when time has run out. */
export const marbles = (picture: Parameters<TestScheduler['run']>[0]): void => {
  new TestScheduler((actual, expected) => {
    expect(actual).to.deep.equal(expected);
  }).run(picture);
};
