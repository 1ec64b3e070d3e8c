package dev.statusagent.host;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OpenConnections;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Ends the open streams when the agent is told to stop, so that no viewer holds the shutdown up. */
@ApplicationScoped
class StreamShutdown {
    /** RFC 6455 section 7.4.1: the endpoint is going away. */
    private static final CloseReason GOING_AWAY = new CloseReason(1001, "the agent stops");

    private final OpenConnections connections;

    StreamShutdown(OpenConnections connections) {
        this.connections = connections;
    }

    void end(@Observes ShutdownDelayInitiatedEvent event) {
        Multi.createFrom()
                .items(connections.stream())
                .onItem()
                .transformToUniAndMerge(connection -> connection.close(GOING_AWAY))
                .subscribe()
                .with(closed -> {}, gone -> {});
    }
}
