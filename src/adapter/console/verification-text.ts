import { wholeText } from '../../domain/count-text.js';
import type { Verification } from '../../report/verification.js';
import { titled } from './titled.js';

/** A verification in short; of a difference both sides, and what they follow from. */
export const verificationText = (found: Verification): string => {
  const { folder, name, kind, difference, digest, notes, compared, entries } = found;
  const lines = [
    ...notes.map((note) => `note: ${note}`),
    `${folder}: ${kind === 'record' ? 'a recording' : `${kind} session of ${name}`}, ${ENDED[found.recording]}`,
    `replayed  ${wholeText(found.touchlines)} messages of the tape, ${wholeText(found.others)} other inputs`,
  ];
  if (difference === null) {
    lines.push(
      `the same  ${wholeText(entries)} entries, ${wholeText(compared)} of them compared word by word`,
      `digest    ${digest.replayed}${digest.recorded === null ? ' (of the part that was recorded)' : ' on both sides'}`,
    );
    return lines.join('\n');
  }
  const { summary, recorded, replayed, fields, before, causes, input } = difference;
  lines.push(
    `DIFFERS   ${summary}`,
    `the same before it: ${wholeText(compared)} entries compared word by word`,
    ...titled('recorded', recorded === null ? [] : [recorded.entry]),
    ...titled('replayed', replayed === null ? [] : [replayed.entry]),
    ...(fields.length === 0 ? [] : ['what differs:', ...fields.map((field) => `  ${field}`)]),
    ...titled('follows from', causes),
    ...titled('the last input before it', input === null ? [] : [input]),
    ...titled('the entries before it, on both sides', before),
    `digest recorded  ${digest.recorded ?? 'none'}`,
    `digest replayed  ${digest.replayed}${recorded === null && replayed === null ? '' : ' (up to there)'}`,
  );
  return lines.join('\n');
};

const ENDED: Readonly<Record<Verification['recording'], string>> = {
  whole: 'whole',
  'cut off': 'cut off: verified up to what was on the disk by then',
  lost: 'with a loss: verified up to where the disk took no more',
};
