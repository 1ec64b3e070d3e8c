package dev.statusagent.host;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OpenConnections;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Ends the open streams when the agent is told to stop, so that each viewer is told why. */
@ApplicationScoped
class StreamShutdown {
    /** RFC 6455 section 7.4.1: the endpoint is going away. */
    private static final CloseReason GOING_AWAY = new CloseReason(1001, "the agent stops");

    /** For the words to get out. A viewer that reads nothing does not hold up the others, nor the agent. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final OpenConnections connections;

    StreamShutdown(OpenConnections connections) {
        this.connections = connections;
    }

    void end(@Observes ShutdownDelayInitiatedEvent event) {
        Multi.createFrom()
                .items(connections.stream())
                .onItem()
                .transformToUniAndMerge(
                        connection -> connection.close(GOING_AWAY).onFailure().recoverWithNull())
                .toUni()
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithUni(Uni.createFrom().voidItem())
                .await()
                .indefinitely();
    }
}
