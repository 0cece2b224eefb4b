import { unsentAlerts, type CaseFile, type State } from '#casework';

/** What is to be done about warnings of ours, by its code: also while the case is closed. */
export const warningSteps = ['confirm_warning', 'send_warning', 'tell_of_warning'] as const;

export interface WarningStep {
  readonly what: (typeof warningSteps)[number];
  readonly alertId: string;
  /** The country that is warned. */
  readonly to: State;
  /** Instant, ISO 8601 in UTC. */
  readonly since: string;
  /** Day, ISO date. */
  readonly due: string | null;
  /** The last day on which it can be done: after it there is nothing to do. */
  readonly until?: string | undefined;
}

/** Warnings that wait for their second signature, to go, or for the person to be told of what went. */
export const warningStepsIn = (alerts: CaseFile['alerts']): readonly WarningStep[] => {
  const step = (
    what: WarningStep['what'],
    { alertId, to, at: since }: { readonly alertId: string; readonly to: State; readonly at: string },
    due: string | null = null,
  ): WarningStep => ({ what, alertId, to, since, due });
  return [
    ...alerts.proposed.map((alert) => ({
      ...step('confirm_warning', alert),
      ...(alert.confirmBy === undefined ? {} : { until: alert.confirmBy }),
    })),
    ...unsentAlerts(alerts).map((alert) => step('send_warning', alert)),
    ...alerts.toTell.map((alert) => step('tell_of_warning', alert, alert.by)),
  ];
};

/** What is still to be done on a day: what could be done until an earlier one is no task any more. */
export const stillToDo = <T extends { readonly until?: string | undefined }>(
  list: readonly T[],
  today: string,
): readonly T[] => list.filter(({ until }) => until === undefined || today <= until);

/** Whether a task is the next of a row `v`, also behind one that has lapsed. */
export const nextUnlapsed = (next: string, today: string): string =>
  `case when v.tasks->0->>'until' < ${today} then v.tasks->1->>'what' else v.next end = ${next}`;
