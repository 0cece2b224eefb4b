import { Country } from '../words/country.js';
import { event } from '../words/event.js';
import { everyone, operational } from '../words/field.js';
import { LetterNumber } from '../words/letter-number.js';
import { Code, Day, Hash, Id } from '../words/values.js';
import { Kind, messageIsKnownTo } from '../disclosure/events.js';

const aboutMessage = {
  messageId: operational(Id, everyone),
  kind: operational(Kind, everyone),
};

/** What people do with a message on paper. That it went and was answered say the events of every message. */
export const lettersEvents = {
  LetterHandedOver: event('LetterHandedOver', messageIsKnownTo, {
    letter: operational(LetterNumber, everyone),
    ...aboutMessage,
    to: operational(Country, everyone),
    /** Which office of that country took it. */
    office: operational(Code, everyone),
  }),
  LetterReceiptFiled: event('LetterReceiptFiled', messageIsKnownTo, {
    letter: operational(LetterNumber, everyone),
    ...aboutMessage,
    from: operational(Country, everyone),
    /** SHA-256 of the scan of what was signed. */
    scan: operational(Hash, everyone),
  }),
  LetterRecorded: event('LetterRecorded', messageIsKnownTo, {
    ...aboutMessage,
    from: operational(Country, everyone),
    /** Their number of it. */
    number: operational(Code, everyone),
    writtenOn: operational(Day, everyone),
    /** SHA-256 of the scan of the letter. */
    scan: operational(Hash, everyone),
  }),
};
