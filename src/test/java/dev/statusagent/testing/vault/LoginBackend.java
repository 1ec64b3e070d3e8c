package dev.statusagent.testing.vault;

import java.util.Map;

/** An auth method whose {@code login} trades credentials for a token. */
abstract class LoginBackend implements Backend {

    private final String type;
    private final String loginPath;
    private final TokenStore tokens;

    LoginBackend(String type, String mount, TokenStore tokens) {
        this.type = type;
        this.loginPath = "auth/" + mount + "/login";
        this.tokens = tokens;
    }

    /** What the credentials are worth. */
    record Login(String role, TokenSpec token, Map<String, String> metadata) {}

    abstract Login authenticate(ApiCall call);

    @Override
    public final boolean isLogin(String path) {
        return path.equals("login");
    }

    @Override
    public final VaultResponse handle(ApiCall call) {
        if (!isLogin(call.path())) {
            throw ApiException.unsupportedPath();
        }
        if (!call.writes()) {
            throw ApiException.unsupportedOperation();
        }
        Login login = authenticate(call);
        var origin = new Token.Origin(loginPath, type + "-" + login.role(), login.metadata());
        return Envelope.of("")
                .auth(tokens.create(login.token(), origin).auth(tokens.now()))
                .respond(200);
    }
}
