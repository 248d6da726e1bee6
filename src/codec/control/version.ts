/** Of the protocol of the control socket; a session and a command of other numbers do not talk. */
export const CONTROL_VERSION = 1;
