// Sends one event with PagerDuty's own client library: node events.js PORT CERTIFICATE KEY '{"routing_key":...}'
// Only the server's name is changed. The library speaks TLS alone, so this also is the reverse proxy that a company would have before the host.
'use strict';
const { readFileSync } = require('node:fs');
const http = require('node:http');
const https = require('node:https');
const { event } = require('@pagerduty/pdjs');

const [port, certificate, key, data] = process.argv.slice(2);
const proxy = https.createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (request, response) => {
  const onward = http.request({ host: '127.0.0.1', port, path: request.url, method: request.method, headers: request.headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  request.pipe(onward);
});

proxy.listen(0, '127.0.0.1', async () => {
  try {
    const { status, data: answer } = await event({ server: `localhost:${proxy.address().port}`, data: JSON.parse(data) });
    console.log(JSON.stringify({ status, answer }));
  } finally {
    proxy.closeAllConnections();
    proxy.close();
  }
});
