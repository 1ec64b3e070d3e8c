package dev.statusagent.cli;

import dev.statusagent.config.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code status init}: writes a commented {@code .env} template that only its owner may read. */
@Command(name = "init", description = "Write a commented .env template.", mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    @Spec
    CommandSpec spec;

    @Option(names = "--dir", paramLabel = "DIRECTORY", description = "Where to write it (default: here).")
    Path directory = Path.of("");

    @Option(names = "--force", description = "Replace a file that is there already.")
    boolean force;

    @Option(
            names = "--generate-password",
            description = "Set up the panel's login with a strong password, shown once; the file holds its hash only.")
    boolean generatePassword;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Files.createDirectories(directory.toAbsolutePath());
        Path target = directory.resolve(".env");
        Secret password = generatePassword ? PanelLoginLines.randomPassword() : null;
        try {
            write(target, password == null ? template() : PanelLoginLines.in(template(), password));
        } catch (FileAlreadyExistsException e) {
            err.println("status: " + target + " exists already; --force replaces it");
            return ExitCodes.FAILED;
        }
        if (password != null) {
            out.println("Panel user " + PanelLoginLines.USER + ", password " + password.reveal()
                    + " (shown this once; the file holds its hash)");
        }
        out.println("Wrote " + target + ": uncomment what you need, then run: status serve");
        return ExitCodes.OK;
    }

    private void write(Path target, String content) throws IOException {
        if (!force) {
            Files.createFile(target, OWNER_ONLY);
        }
        Path written = Files.createTempFile(target.toAbsolutePath().getParent(), ".env", ".new", OWNER_ONLY);
        Files.writeString(written, content);
        Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String template() throws IOException {
        try (InputStream template = InitCommand.class.getResourceAsStream("env-template")) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
