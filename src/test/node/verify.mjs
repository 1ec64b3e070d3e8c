// Verifies the request that stands on stdin as JSON, { key, keyid, method, url, headers, body }: exit code 0 if it is as it
// was signed, 1 if not.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createVerifier, httpbis } from 'http-message-signatures';

const { key, keyid, method, url, headers, body } = JSON.parse(readFileSync(0, 'utf8'));
const requiredFields = ['@method', '@path', '@query', 'x-agent-id'];
let sameBody = true;
if (body) {
  requiredFields.push('content-digest');
  sameBody = headers['Content-Digest'] === `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
}
const verified = await httpbis.verifyMessage(
  {
    keyLookup: async (parameters) =>
      parameters.keyid === keyid
        ? { id: keyid, algs: ['hmac-sha256'], verify: createVerifier(Buffer.from(key), 'hmac-sha256') }
        : null,
    requiredFields,
    requiredParams: ['created', 'nonce', 'keyid', 'alg'],
    tolerance: 5,
    all: true,
  },
  { method, url, headers },
);
process.exitCode = verified === true && sameBody ? 0 : 1;
