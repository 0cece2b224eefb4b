import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Json } from './sample.js';

const files = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const served = ['/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png'];

/** All that is read of the documentation. */
export const documentationPaths = [
  '/docs',
  '/docs/',
  '/docs-json',
  '/docs/start.js',
  ...served.map((file) => `/docs${file}`),
];

/** No script stands in the page itself: the content security policy forbids it. */
const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Homeward</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css">
    <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
  </head>
  <body>
    <div id="documentation"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

/** Serves Swagger UI at `/docs` over a description that is made when it is first asked for, and stands at `/docs-json`. */
export const serveDocumentation = (app: NestFastifyApplication, describe: () => Json): void => {
  let made: string | undefined;
  const description = (): string => (made ??= JSON.stringify(describe()));
  app.useStaticAssets({
    root: files,
    prefix: '/docs/',
    index: false,
    allowedPath: (path: string) => served.includes(path),
  });
  const server = app.getHttpAdapter().getInstance();
  for (const path of ['/docs', '/docs/'])
    server.get(path, (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
  server.get('/docs-json', (_request, reply) => reply.type('application/json').send(description()));
  server.get('/docs/start.js', (_request, reply) =>
    reply
      .type('text/javascript; charset=utf-8')
      .send(`SwaggerUIBundle({ spec: ${description()}, dom_id: '#documentation', deepLinking: true });\n`),
  );
};
