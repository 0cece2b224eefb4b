import { storyJsonSchema } from '../../sandbox/story/index.js';
import { countryPages } from './country-pages.js';
import { dutiesPage } from './duties-page.js';
import { eventsPage } from './events-page.js';
import { instrumentsPage } from './instruments-page.js';
import { wirePages } from './wire-pages.js';

/** Every page under docs that is generated, by its path from the root, with what it must hold. Never edited by hand. */
export const generatedPages: Readonly<Record<string, () => string>> = {
  'docs/events.md': eventsPage,
  'docs/duties.md': dutiesPage,
  'docs/instruments.md': instrumentsPage,
  'docs/story.schema.json': storyJsonSchema,
  ...countryPages,
  ...wirePages,
};
