import type { Agency, Country } from '#casework';

/** A mission abroad: it takes part in a check of nationality and issues papers for the way home. */
export const mission = (id: string, name: string, abroad: Country, source: string): Agency => ({
  id,
  name,
  kind: 'embassy',
  viewer: 'CO',
  mandates: ['open_case', 'confirm_nationality', 'issue_travel_document'],
  abroad,
  source,
});
