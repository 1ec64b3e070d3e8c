package dev.statusagent.host;

import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.WebSocket;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.PermitAll;

/** Sends the host sample at once and then after each sampling. */
@WebSocket(path = "/metrics/stream")
@PermitAll
public class MetricsStream {
    private final HostMetrics host;

    MetricsStream(HostMetrics host) {
        this.host = host;
    }

    @OnOpen
    public Multi<HostSample> samples() {
        return host.stream();
    }
}
