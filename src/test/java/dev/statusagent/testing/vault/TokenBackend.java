package dev.statusagent.testing.vault;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a token may do about itself.
 *
 * @see <a href="https://developer.hashicorp.com/vault/api-docs/auth/token">Token auth method</a>
 */
final class TokenBackend implements Backend {

    private static final Pattern GO_DURATION = Pattern.compile("(\\d+)([smh]?)");

    private final TokenStore tokens;

    TokenBackend(TokenStore tokens) {
        this.tokens = tokens;
    }

    @Override
    public VaultResponse handle(ApiCall call) {
        return switch (call.path()) {
            case "lookup-self" -> lookup(call);
            case "renew-self" -> renew(call);
            case "revoke-self" -> revoke(call);
            default -> throw ApiException.unsupportedPath();
        };
    }

    private VaultResponse lookup(ApiCall call) {
        if (call.operation() != Capability.READ) {
            throw ApiException.unsupportedOperation();
        }
        return Envelope.of("token").data(call.caller().lookup(tokens.now())).respond(200);
    }

    private VaultResponse renew(ApiCall call) {
        requireWrite(call);
        Token token = call.caller();
        List<String> warnings = token.renew(tokens.now(), increment(call));
        return Envelope.of("token")
                .auth(token.auth(tokens.now()))
                .warnings(warnings)
                .respond(200);
    }

    private VaultResponse revoke(ApiCall call) {
        requireWrite(call);
        tokens.revoke(call.caller().id());
        return VaultResponse.noContent();
    }

    private static void requireWrite(ApiCall call) {
        if (!call.writes()) {
            throw ApiException.unsupportedOperation();
        }
    }

    /** Vault takes both a number of seconds and a duration with a unit. */
    private static Duration increment(ApiCall call) {
        Matcher increment = GO_DURATION.matcher(String.valueOf(call.body().getOrDefault("increment", 0)));
        if (!increment.matches()) {
            throw ApiException.badRequest("error converting input for field \"increment\"");
        }
        long amount = Long.parseLong(increment.group(1));
        return switch (increment.group(2)) {
            case "h" -> Duration.ofHours(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofSeconds(amount);
        };
    }
}
