package dev.statusagent.testing.vault;

import java.io.IOException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** What lies between the raw connection and HTTP. */
interface Transport {

    Transport PLAIN = new Transport() {
        @Override
        public String scheme() {
            return "http";
        }

        @Override
        public Socket secure(Socket raw) {
            return raw;
        }
    };

    String scheme();

    /** The socket to speak HTTP on; fails when the two sides do not come to terms. */
    Socket secure(Socket raw) throws IOException;

    default Optional<X509Certificate> clientCertificate(Socket secured) {
        return Optional.empty();
    }
}
