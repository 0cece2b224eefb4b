import { z } from 'zod';

const Named = z.object({ name: z.string(), value: z.string() });
const PodSpec = z.looseObject({
  serviceAccountName: z.string(),
  automountServiceAccountToken: z.literal(false),
  securityContext: z.looseObject({
    runAsNonRoot: z.literal(true),
    runAsUser: z.number().int().min(1),
    seccompProfile: z.object({ type: z.literal('RuntimeDefault') }),
  }),
  containers: z
    .array(
      z.looseObject({
        name: z.string(),
        image: z.string(),
        envFrom: z.array(z.object({ configMapRef: z.object({ name: z.string() }) })),
        env: z.array(Named),
        resources: z.object({
          requests: z.object({ cpu: z.string(), memory: z.string() }),
          limits: z.object({ memory: z.string() }),
        }),
        securityContext: z.looseObject({
          allowPrivilegeEscalation: z.literal(false),
          readOnlyRootFilesystem: z.literal(true),
          capabilities: z.object({ drop: z.tuple([z.literal('ALL')]) }),
        }),
        volumeMounts: z.array(
          z.looseObject({ name: z.string(), mountPath: z.string(), readOnly: z.boolean().optional() }),
        ),
      }),
    )
    .length(1),
  volumes: z.array(
    z.looseObject({
      name: z.string(),
      secret: z
        .looseObject({
          secretName: z.string(),
          items: z.array(z.object({ key: z.string(), path: z.string() })).optional(),
        })
        .optional(),
      configMap: z.looseObject({ name: z.string() }).optional(),
      emptyDir: z.looseObject({ medium: z.literal('Memory') }).optional(),
    }),
  ),
});
/** A Deployment or Job as it must be to pass the pod security standard "restricted", and a little more. */
export const Workload = z.looseObject({
  kind: z.enum(['Deployment', 'Job']),
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({
    replicas: z.number().optional(),
    template: z.looseObject({
      metadata: z.looseObject({ labels: z.record(z.string(), z.string()) }),
      spec: PodSpec,
    }),
  }),
});
export type Workload = z.infer<typeof Workload>;
