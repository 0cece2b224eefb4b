import { z } from 'zod';
import { sightOf } from '#access';
import { agencyOf, caseEvents, holdsRole, type Shelter } from '#casework';
import { answeringTable } from '../frame/rebuild.js';
import { CodeFilter, viewQuery } from '../query.js';
import { stays } from './stays.js';

interface Counted {
  readonly shelter_code: string;
  readonly present: number;
  readonly awaited: number;
  readonly outside: number;
}

const item = z.strictObject({
  shelterCode: z.string(),
  kind: z.enum(['long_term', 'temporary', 'transit', 'border']),
  capacity: z.int(),
  occupied: z.int(),
  /** Referred or offered a place, not yet admitted. */
  awaited: z.int(),
  /** Of those who have a place, how many are in hospital or out of the house; for the shelter itself alone. */
  absent: z.int().optional(),
  /** Never below 0: a shelter may stand fuller than it should. */
  free: z.int(),
});

const row = (
  { code, kind, capacity }: Shelter,
  counted: Counted | undefined,
  seesAbsences: boolean,
): z.output<typeof item> => {
  const { present: occupied = 0, awaited = 0, outside: absent = 0 } = counted ?? {};
  return {
    shelterCode: code,
    kind,
    capacity,
    occupied,
    awaited,
    ...(seesAbsences ? { absent } : {}),
    free: Math.max(0, capacity - occupied),
  };
};

/** How full the shelters are: counted from the stays, so that the two can never differ; capacity comes from the facts. */
export const occupancyQuery = viewQuery({
  name: 'shelter.occupancy',
  path: '/shelter/occupancy',
  summary:
    'Capacity, occupied and free places by shelter code; for a shelter its own, else all of the country, to who sees shelter codes.',
  kinds: ['shelter', 'focal_point', 'social_work'],
  params: z.strictObject({ shelterCode: CodeFilter.optional() }),
  item,
  views: [stays],
  run: async ({ pool }, { shelterCode }, { actor, facts }) => {
    const viewer = agencyOf(facts, actor.agency)?.viewer;
    const sees =
      viewer !== undefined &&
      holdsRole(facts, actor, 'reader') &&
      sightOf(caseEvents.ShelterReferred.fields.shelterCode, viewer) === 'Y';
    const runs = facts.shelters.some(({ agency }) => agency === actor.agency);
    const shelters = facts.shelters.filter(
      ({ agency, code }) => sees && (!runs || agency === actor.agency) && (shelterCode ?? code) === code,
    );
    const { rows } = await pool.query<Counted>(
      `select shelter_code,
              count(*) filter (where phase = 'present')::integer as present,
              count(*) filter (where phase = 'awaited')::integer as awaited,
              count(*) filter (where phase = 'present' and (outside or state = 'in_hospital'))::integer as outside
       from ${await answeringTable(pool, stays)}
       where shelter_code = any($1) and phase <> 'over' group by shelter_code`,
      [shelters.map(({ code }) => code)],
    );
    return {
      rows: shelters.map((shelter) => ({
        behind: false,
        data: row(
          shelter,
          rows.find(({ shelter_code }) => shelter_code === shelter.code),
          runs,
        ),
        sealed: {},
      })),
    };
  },
});
