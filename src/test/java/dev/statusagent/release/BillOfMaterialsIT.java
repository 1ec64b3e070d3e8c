package dev.statusagent.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The list of what is in the release: complete, the same in each build, and under licences that go with the agent's own. */
class BillOfMaterialsIT {
    private static final Path TARGET = Path.of(System.getProperty("status.packaged.jar", "target/quarkus-app/x"))
            .resolveSibling("..")
            .normalize();

    /** Whoever offers a choice is taken at one of these. */
    private static final Set<String> ALLOWED = Set.of(
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "Bouncy Castle Licence",
            "CC0-1.0",
            "EPL-2.0",
            "MIT",
            "MIT-0");

    private static JsonNode bill;

    @BeforeAll
    static void read() throws IOException {
        bill = new ObjectMapper().readTree(TARGET.resolve("sbom.json").toFile());
    }

    @Test
    void eachDependencyHasALicenceThatIsAllowed() {
        List<String> wrong = new ArrayList<>();
        for (JsonNode component : bill.path("components")) {
            Set<String> licences = new TreeSet<>();
            for (JsonNode each : component.path("licenses")) {
                JsonNode licence = each.path("license");
                licences.add(licence.path("id").asText(licence.path("name").asText()));
            }
            if (licences.stream().noneMatch(ALLOWED::contains)) {
                wrong.add(component.path("purl").asText() + " " + licences);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void namesEachJarOfTheRelease() throws IOException {
        Set<String> named = new TreeSet<>();
        for (JsonNode component : bill.path("components")) {
            named.add(component.path("group").asText() + "."
                    + component.path("name").asText() + "-"
                    + component.path("version").asText());
        }
        try (Stream<Path> jars = Files.walk(TARGET.resolve("quarkus-app/lib"))) {
            List<String> unnamed = jars.map(jar -> jar.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .filter(name -> named.stream().noneMatch(name::startsWith))
                    .toList();
            assertThat(unnamed).isEmpty();
        }
    }

    @Test
    void saysNothingThatDiffersFromBuildToBuild() {
        assertThat(bill.has("serialNumber")).isFalse();
        assertThat(bill.path("metadata").has("timestamp")).isFalse();
    }

    @Test
    void noSnapshotIsInIt() {
        for (JsonNode component : bill.path("components")) {
            assertThat(component.path("version").asText()).doesNotContain("SNAPSHOT");
        }
    }
}
