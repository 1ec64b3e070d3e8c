package dev.statusagent.testing.vault;

import java.io.IOException;
import java.net.Socket;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records each request of a connection, then answers it as planned. */
final class HttpConnections implements HttpListener.Connections {

    private final Transport transport;
    private final VaultCore core;
    private final FaultPlan faults;
    private final InstantSource clock;
    private final List<VaultRequest> requests = new CopyOnWriteArrayList<>();

    HttpConnections(Transport transport, VaultCore core, FaultPlan faults, InstantSource clock) {
        this.transport = transport;
        this.core = core;
        this.faults = faults;
        this.clock = clock;
    }

    @Override
    public void serve(Socket socket, Runnable disconnect) throws IOException, InterruptedException {
        var reader = new HttpRequestReader(socket.getInputStream(), transport.clientCertificate(socket), clock);
        Optional<VaultRequest> next = reader.next();
        while (next.isPresent()) {
            VaultRequest request = next.get();
            FaultPlan.Planned planned = faults.next(request.path());
            requests.add(request);
            var exchange = new Exchange(
                    request, () -> core.handle(request), planned.gate(), socket.getOutputStream(), disconnect);
            planned.fault().answer(exchange);
            next = exchange.isCut() || !request.keepsAlive() ? Optional.empty() : reader.next();
        }
    }

    List<VaultRequest> requests() {
        return List.copyOf(requests);
    }

    void forget() {
        requests.clear();
    }
}
