package dev.statusagent.security.session;

import dev.statusagent.config.Secret;
import dev.statusagent.security.Roles;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The logins that are configured. Passwords given in clear are hashed at the first use, which is beside the start. Thread-safe.
 */
@ApplicationScoped
public class Accounts {
    private final PanelLogin operator;
    private final PanelLogin viewer;
    private Collection<List<Credential>> byCost;

    Accounts(PanelConfig operator, ViewerConfig viewer) {
        this.operator = operator;
        this.viewer = viewer;
    }

    private record Credential(Account account, PasswordHash hash) {}

    /** Whether anybody can log in. */
    public boolean areConfigured() {
        return isComplete(operator) || isComplete(viewer);
    }

    /** Whether the name is configured, for the audit log: any other may be a password in the wrong field. */
    boolean has(String user) {
        return operator.username().filter(user::equals).isPresent()
                || viewer.username().filter(user::equals).isPresent();
    }

    /** All that is configured, in one text that changes with it. */
    Secret configured() {
        return new Secret(Stream.of(operator, viewer)
                .flatMap(login -> Stream.of(
                        login.username(),
                        login.password().map(Secret::reveal),
                        login.passwordHash().map(Secret::reveal)))
                .map(value -> value.map(text -> text.length() + ":" + text).orElse("-"))
                .collect(Collectors.joining(" ")));
    }

    private static boolean isComplete(PanelLogin login) {
        return login.username().isPresent()
                && (login.password().isPresent() || login.passwordHash().isPresent());
    }

    /**
     * The account that user and password belong to. Blocks for the time of one comparison per kind of hash in use, whatever is
     * given, so that the time tells nothing about who exists.
     */
    Optional<Account> find(String user, Secret password) {
        Account found = null;
        for (List<Credential> alike : byCost()) {
            Credential candidate = alike.get(0);
            boolean named = false;
            for (Credential credential : alike) {
                boolean same = sameUser(credential.account().user(), user);
                candidate = same ? credential : candidate;
                named |= same;
            }
            boolean matches = candidate.hash().matches(password);
            found = matches && named ? candidate.account() : found;
        }
        return Optional.ofNullable(found);
    }

    /** The most memory that one comparison takes, in KiB. */
    int memoryKib() {
        return byCost().stream()
                .flatMap(List::stream)
                .mapToInt(credential -> credential.hash().memoryKib())
                .max()
                .orElse(0);
    }

    private synchronized Collection<List<Credential>> byCost() {
        if (byCost == null) {
            Map<String, List<Credential>> grouped = new TreeMap<>();
            add(operator, Roles.OPERATOR, grouped);
            add(viewer, Roles.VIEWER, grouped);
            byCost = grouped.values();
        }
        return byCost;
    }

    private static void add(PanelLogin login, String role, Map<String, List<Credential>> grouped) {
        if (isComplete(login)) {
            PasswordHash hash = login.passwordHash()
                    .map(PasswordHash::parse)
                    .orElseGet(() -> PasswordHash.of(login.password().orElseThrow()));
            Credential credential = new Credential(new Account(login.username().orElseThrow(), role), hash);
            grouped.computeIfAbsent(hash.cost(), cost -> new ArrayList<>()).add(credential);
        }
    }

    private static boolean sameUser(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
