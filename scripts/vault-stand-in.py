#!/usr/bin/env python3
"""Answers over HTTPS what an agent asks of Vault when it logs in by Kubernetes: for check-image.sh.

    vault-stand-in.py PORT CERTIFICATE KEY JWT TOKEN      JWT logs in; TOKEN is the agent token that it gives out
"""

import http.server
import json
import ssl
import sys

port, certificate, key, jwt, token = sys.argv[1:]
SESSION = "stand-in-session"
SECRET = "/v1/status_panel/data/default/token"


class Vault(http.server.BaseHTTPRequestHandler):
    def answer(self, status, content):
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        if self.path.startswith("/v1/sys/health"):
            self.answer(200, {"initialized": True, "sealed": False, "standby": False})
        elif self.headers.get("X-Vault-Token") != SESSION or self.path != SECRET:
            self.answer(403, {"errors": ["permission denied"]})
        else:
            self.answer(200, {"data": {"data": {"token": token}, "metadata": {"version": 1}}})

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or "{}")
        if self.path == "/v1/auth/kubernetes/login" and asked.get("jwt") == jwt and asked.get("role") == "status-agent":
            self.answer(200, {"auth": {"client_token": SESSION, "lease_duration": 3600, "renewable": True}})
        elif self.path == "/v1/sys/capabilities-self" and self.headers.get("X-Vault-Token") == SESSION:
            allowed = {path: ["read"] if "/v1/" + path == SECRET else ["deny"] for path in asked["paths"]}
            self.answer(200, {"data": allowed, **allowed})
        else:
            self.answer(403, {"errors": ["permission denied"]})

    def log_message(self, *line):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", int(port)), Vault)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
