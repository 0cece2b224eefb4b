import { accept, refuse } from '../../words/decision.js';
import { sameCode } from '../../words/same-code.js';
import { hasLeft } from '../questions/charged.js';
import { personKey, withoutPerson } from '../state.js';
import type { PeopleDecisions } from './decisions.js';
import { nobodyCharged } from './uncharged.js';

export const leaving: Pick<PeopleDecisions, 'RecordLeaving' | 'ProposeReturn' | 'ConfirmReturn'> = {
  RecordLeaving: ({ person }, register, context) => {
    const gone = { person, agency: context.actor.agency };
    const left = register.left.get(personKey(gone));
    if (left && left.returnProposedBy === undefined) return accept();
    return accept(
      { type: 'PersonLeft', data: gone },
      ...nobodyCharged(register, withoutPerson(register, gone), context),
    );
  },

  ProposeReturn: ({ person }, register, { actor: { agency } }) => {
    if (!hasLeft(register, { person, agency }))
      return refuse('wrong_state', 'This person has not left your office.');
    return accept({ type: 'ReturnProposed', data: { person, agency } });
  },

  ConfirmReturn: ({ person }, register, { actor: { id, agency } }) => {
    const left = register.left.get(personKey({ person, agency }));
    if (!left) return refuse('wrong_state', 'This person has not left your office.');
    const { returnProposedBy } = left;
    if (returnProposedBy === undefined || hasLeft(register, { person: returnProposedBy, agency }))
      return refuse(
        'wrong_state',
        'Nobody of your office proposed that this person comes back. Propose it first.',
      );
    if (sameCode(returnProposedBy, id))
      return refuse('second_person_needed', 'Another person than who proposed it confirms.');
    return accept({ type: 'PersonReturned', data: { person, agency } });
  },
};
