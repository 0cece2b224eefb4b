import type { Decisions } from '../../records/rules.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import { accept, refuse } from '../../words/decision.js';
import type { SupportPaper } from '../../words/own-practice.js';
import type { reintegrationCommands } from '../commands.js';

const papersOf = ({ country, facts }: Context): readonly SupportPaper[] => facts(country).supportPapers ?? [];

/** Papers that a grant still lacks here. */
export const papersLacking = (
  { reintegration }: Pick<CaseFile, 'reintegration'>,
  context: Context,
): readonly SupportPaper[] => papersOf(context).filter(({ code }) => !reintegration.papers.includes(code));

export const paperDecisions: Decisions<Pick<typeof reintegrationCommands, 'RecordSupportPaper'>> = {
  RecordSupportPaper: ({ paper: code, finding, occurredAt }, _file, context) => {
    const paper = papersOf(context).find((known) => known.code === code);
    return paper?.by.includes(context.actor.agency)
      ? accept({
          type: 'SupportPaperWritten',
          data: { paperId: context.idFor('support paper'), paper: code, finding },
          ...(occurredAt ? { occurredAt } : {}),
        })
      : refuse('no_mandate', `That paper is written by ${(paper?.by ?? []).join(', ')}.`);
  },
};
