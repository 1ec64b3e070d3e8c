package dev.statusagent;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.statusagent.security.Roles;
import dev.statusagent.security.session.SessionScopes;
import io.quarkus.security.PermissionsAllowed;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of who may call what, held against the annotations. */
class AccessDocTest {
    private static final String HEAD = "| call | who |";

    @Test
    void theTableIsWhatTheAnnotationsSay() throws IOException {
        List<String> lines = Files.readAllLines(java.nio.file.Path.of("docs/access.md"));
        Set<String> documented = lines.stream()
                .skip(lines.indexOf(HEAD) + 2L)
                .takeWhile(line -> line.startsWith("|"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented).isEqualTo(annotated());
    }

    private static Set<String> annotated() {
        Set<String> rows = new TreeSet<>();
        for (JavaClass resource : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.statusagent")) {
            if (resource.isAnnotatedWith(Path.class)) {
                resource.getMethods().stream()
                        .filter(method -> verb(method) != null)
                        .map(method ->
                                "| `" + verb(method) + ' ' + path(resource, method) + "` | " + who(method) + " |")
                        .forEach(rows::add);
            }
        }
        return rows;
    }

    private static String verb(JavaMethod method) {
        if (method.isAnnotatedWith(GET.class)) {
            return "GET";
        }
        return method.isAnnotatedWith(POST.class) ? "POST" : null;
    }

    private static String path(JavaClass resource, JavaMethod method) {
        String inside = method.isAnnotatedWith(Path.class)
                ? "/" + method.getAnnotationOfType(Path.class).value()
                : "";
        return (resource.getAnnotationOfType(Path.class).value() + inside).replaceAll("/+", "/");
    }

    private static String who(JavaMethod method) {
        if (method.isAnnotatedWith(PermitAll.class)) {
            return "everyone";
        }
        if (method.isAnnotatedWith(PermissionsAllowed.class)) {
            String[] scopes =
                    method.getAnnotationOfType(PermissionsAllowed.class).value();
            String people = Stream.of(Roles.OPERATOR, Roles.VIEWER)
                    .filter(role -> SessionScopes.of(role).containsAll(List.of(scopes)))
                    .map(role -> ", " + role)
                    .collect(Collectors.joining());
            return "agent with scope `" + String.join(", ", scopes) + '`' + people;
        }
        return String.join(", ", method.getAnnotationOfType(RolesAllowed.class).value());
    }
}
