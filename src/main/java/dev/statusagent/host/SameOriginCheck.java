package dev.statusagent.host;

import dev.statusagent.http.RequestOrigin;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Refuses a WebSocket that a page of another site opens; a browser always names the page's origin, other clients name none.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-10.2">RFC 6455 section 10.2</a>
 */
@ApplicationScoped
public class SameOriginCheck implements HttpUpgradeCheck {
    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        boolean foreign = RequestOrigin.of(context.httpRequest()) == RequestOrigin.FOREIGN;
        return foreign ? CheckResult.rejectUpgrade(403) : CheckResult.permitUpgrade();
    }
}
