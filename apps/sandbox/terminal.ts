import { styleText } from 'node:util';
import type { Progress } from './story/index.js';

/** Writes one line for the reader at the terminal. */
export const say = (line = ''): void => {
  process.stdout.write(`${line}\n`);
};

const dim = (text: string): string => styleText('dim', text);
const bold = (text: string): string => styleText('bold', text);

/** Tells a story's progress: the day, who does what where, what came back, what crossed the border. */
export const narrator = () => {
  let steps = 0;
  let day = '';
  return (progress: Progress): void => {
    switch (progress.kind) {
      case 'began':
        steps = progress.steps;
        return say(`\n${bold(progress.title)} ${dim(`(${steps} steps)`)}`);
      case 'time':
        if (progress.instant.slice(0, 10) !== day) say(`\n${bold(progress.instant.slice(0, 10))}`);
        day = progress.instant.slice(0, 10);
        return;
      case 'step': {
        const who = progress.actor
          ? ` ${styleText('cyan', `${progress.actor.node} ${progress.actor.agency}`)}`
          : '';
        return say(`${dim(`${String(progress.number).padStart(3)}/${steps}`)}${who}  ${progress.say}`);
      }
      case 'answered': {
        const refused = progress.refusal ? ` ${styleText('yellow', progress.refusal)}` : '';
        return say(
          dim(
            `          ${progress.each ? `${progress.each}: ` : ''}${progress.request} → ${progress.status}`,
          ) + refused,
        );
      }
      case 'seen':
        return say(dim(`          ${progress.each ? `${progress.each}: ` : ''}seen ${progress.request}`));
      case 'crossed': {
        const { from, to, kind } = progress.crossing;
        return say(`          ${styleText('green', `${from} ⇒ ${to}  ${kind}`)}`);
      }
      case 'failed': {
        const { number, file, line, explanation } = progress;
        return say(
          styleText(
            'red',
            `Step ${number} (line ${line} of ${file}) ended otherwise than it says: ${explanation}`,
          ),
        );
      }
      case 'ended':
        return say(`\n${bold('The story ended with every step done.')}`);
    }
  };
};
