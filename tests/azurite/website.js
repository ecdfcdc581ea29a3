// Serves blob containers of Azurite as Azure's static website does: /CONTAINER/folder/ is its index.html, what is not there is its 404.html.
// node website.js PORT BLOB_ENDPOINT KEY, the endpoint as http://127.0.0.1:PORT/ACCOUNT
const { createHmac } = require('node:crypto');
const http = require('node:http');

const [port, endpoint, key] = process.argv.slice(2);
const account = new URL(endpoint).pathname.slice(1);

function fetchBlob(path) {
  const date = new Date().toUTCString();
  const headers = { 'x-ms-date': date, 'x-ms-version': '2021-12-02' };
  const toSign = `GET${'\n'.repeat(12)}x-ms-date:${date}\nx-ms-version:2021-12-02\n/${account}/${account}${path}`;
  const signature = createHmac('sha256', Buffer.from(key, 'base64')).update(toSign, 'utf8').digest('base64');
  return fetch(endpoint + path, { headers: { ...headers, Authorization: `SharedKey ${account}:${signature}` } });
}

http.createServer(async (request, response) => {
  try {
    const path = new URL(request.url, 'http://localhost').pathname;
    const container = `/${path.split('/')[1]}`;
    let blob = await fetchBlob(path.endsWith('/') ? `${path}index.html` : path);
    const status = blob.status === 404 ? 404 : 200;
    if (status === 404) blob = await fetchBlob(`${container}/404.html`);
    response.writeHead(status, { 'Content-Type': blob.headers.get('content-type') ?? 'text/plain' });
    response.end(Buffer.from(await blob.arrayBuffer()));
  } catch (error) {
    response.writeHead(502).end(String(error));
  }
}).listen(Number(port), '127.0.0.1');
