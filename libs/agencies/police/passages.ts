import { z } from 'zod';
import { holdsMandate, PassingLeg, type Transit } from '#casework';
import { caseRegister } from '../case-register.js';
import { view } from '../case-view.js';
import { excludedFrom } from '../cases.js';
import type { Bind } from '../filter.js';
import { day, flag, integer, json, optional, text } from '../frame/columns.js';
import { answeringVersion } from '../frame/rebuild.js';
import { tableOf, viewId } from '../frame/tables.js';
import type { Row } from '../frame/view.js';
import { onThese } from '../in-clear.js';
import { todayOf } from '../list.js';
import { isParked } from '../page.js';
import { encodeCursor, nothingSealed, pagedBy, viewQuery } from '../query.js';
import { transitAfter, transitTypes } from '../transit-row.js';

const columns = {
  permitted: flag,
  firstDay: day,
  lastDay: day,
  /** One without its points and mode where the country that asked told none. */
  legs: json(z.array(PassingLeg.partial())),
  escorts: optional(integer),
  journey: optional(text),
  transit: json(z.custom<Transit>((value) => typeof value === 'object' && value !== null)),
};

const rowOf = (transit: Transit): Row<typeof columns> => {
  const { entry: from, exit: to } = transit;
  return {
    permitted: transit.standing === 'permitted',
    firstDay: transit.on,
    lastDay: transit.until ?? transit.on,
    legs: transit.legs ? [...transit.legs] : [{ ...(from ? { from } : {}), ...(to ? { to } : {}) }],
    escorts: transit.escorts ?? null,
    journey: transit.journey ?? null,
    transit,
  };
};

/** The legs in this country of those who pass through it. */
export const passages = view({
  name: 'passages',
  agency: 'police',
  version: 1,
  columns,
  indexes: [['permitted', 'lastDay']],
  on: {
    ...onThese<typeof columns>(transitTypes, (row, event) => {
      if (!row && event.type !== 'TransitRequestReceived') return undefined;
      const transit = transitAfter(row?.transit, event);
      return transit && transit !== row?.transit ? rowOf(transit) : row;
    }),
    PersonErased: () => undefined,
  },
});

/** All that who watches the border is shown of a passage. */
const Passage = z.strictObject({
  on: z.iso.date(),
  until: z.iso.date(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  mode: z.string().nullable(),
  escorts: z.int().nullable(),
});

interface Selected extends z.output<typeof Passage> {
  readonly place: string;
  readonly leg: string;
}

/**
 * Permitted passages that are not over, one row a leg of a journey however many travel: no person, no case and no number of
 * either stands in it. What was not permitted is not there.
 */
export const passagesQuery = viewQuery({
  name: viewId(passages),
  path: '/police/passages',
  summary: 'Legs of permitted passages through this country, the next first: day, points, mode, escorts.',
  kinds: ['police', 'authority'],
  params: z.strictObject(pagedBy('text')),
  item: Passage,
  views: [passages, caseRegister],
  run: async ({ pool }, { limit, cursor: after }, reader) => {
    if (!holdsMandate(reader.facts, reader.actor.agency, 'watch_border')) return { rows: [] };
    const [rows, register] = await Promise.all([
      answeringVersion(pool, passages),
      answeringVersion(pool, caseRegister),
    ]);
    const values: unknown[] = [];
    const bind: Bind = (value) => `$${values.push(value)}`;
    const text = `
      select * from (
        select distinct v.first_day::text as "on", v.last_day::text as until, l.leg->>'from' as "from",
               l.leg->>'to' as "to", l.leg->>'mode' as mode, v.escorts,
               v.first_day || ' ' || md5(coalesce(v.journey, v.case_id)) as place,
               lpad(l.number::text, 3, '0') || ' ' || coalesce(v.escorts, 0) as leg
        from ${tableOf(rows)} v join ${tableOf(register)} r on r.case_id = v.case_id,
             jsonb_array_elements(v.legs) with ordinality l(leg, number)
        where v.permitted and v.last_day >= ${bind(todayOf(reader))}::date
          and not r.erased and not ${excludedFrom(bind, reader)}
          and not ${isParked(bind, rows, passages, 'v.case_id')}
          and not ${isParked(bind, register, caseRegister, 'v.case_id')}) p
      where ${after ? `(place, leg) > (${bind(after[0])}, ${bind(after[1])})` : 'true'}
      order by place, leg limit ${bind(limit + 1)}`;
    const { rows: found } = await pool.query<Selected>({ text, values });
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    return {
      rows: shown.map(({ place: _place, leg: _leg, ...data }) => ({
        behind: false,
        data,
        sealed: nothingSealed,
      })),
      ...(found.length > limit && last ? { next: encodeCursor(last.place, last.leg) } : {}),
    };
  },
});
