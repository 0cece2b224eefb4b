/**
 * The countries of the specs: who found the person, whose she may be, and others. The one place that says which codes stand
 * for them; any would do, for no rule knows one by name.
 */
export const Here = 'TH' as const;
export type Here = typeof Here;
export const There = 'MM' as const;
export type There = typeof There;
export const Third = 'KH' as const;
export type Third = typeof Third;
export const Fourth = 'LA' as const;
export type Fourth = typeof Fourth;

/** The two between which a person goes home. */
export type Land = Here | There;
export const otherThan = (land: Land): Land => (land === Here ? There : Here);
