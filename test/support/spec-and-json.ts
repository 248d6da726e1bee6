import Mocha from 'mocha';

/** Shows the tests as they run, and writes mocha's JSON report to the file that the option `output` names. */
export default class SpecAndJson extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    new Mocha.reporters.JSON(runner, options);
  }
}
