// Signs the request that stands on stdin as JSON, { key, keyid, nonce, method, url, headers, body }, and prints the headers
// to send it with as JSON.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSigner, httpbis } from 'http-message-signatures';

const { key, keyid, nonce, method, url, headers, body } = JSON.parse(readFileSync(0, 'utf8'));
const fields = ['@method', '@path', '@query', 'x-agent-id'];
if (body) {
  headers['Content-Digest'] = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  fields.push('content-digest');
}
const signed = await httpbis.signMessage(
  {
    key: createSigner(Buffer.from(key), 'hmac-sha256', keyid),
    fields,
    params: ['created', 'nonce', 'keyid', 'alg'],
    paramValues: { nonce },
  },
  { method, url, headers },
);
process.stdout.write(JSON.stringify(signed.headers));
