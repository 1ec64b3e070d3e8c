package dev.statusagent.cli;

import dev.statusagent.config.DataDirectory;
import dev.statusagent.config.Setting;
import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Why the agent cannot start in its data directory, found out before anything else is started.
 *
 * @param message one line that names the variable
 */
record DataDirectoryCheck(String message, int exitCode) {
    /** Takes the directory for a moment; empty if that went well. */
    static Optional<DataDirectoryCheck> of(SmallRyeConfig config) {
        String path = config.getOptionalValue(Setting.STATUS_DATA_DIR.key(), String.class)
                .orElse("./data");
        try {
            DataDirectory.open(Path.of(path)).close();
            return Optional.empty();
        } catch (DataDirectory.InUseException e) {
            return Optional.of(refusal(path, e.getReason(), ExitCodes.FAILED));
        } catch (IOException e) {
            return Optional.of(refusal(path, reason(e), ExitCodes.USAGE_OR_CONFIGURATION));
        }
    }

    private static DataDirectoryCheck refusal(String path, String reason, int exitCode) {
        return new DataDirectoryCheck(
                "%s: \"%s\" cannot be used: %s; accepted: a directory that the agent may write and has for itself"
                        .formatted(Setting.STATUS_DATA_DIR, path, reason),
                exitCode);
    }

    private static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        return failure instanceof FileSystemException e && e.getReason() != null ? e.getReason() : "not writable";
    }
}
