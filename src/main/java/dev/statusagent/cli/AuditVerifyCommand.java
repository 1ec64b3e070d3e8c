package dev.statusagent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.statusagent.audit.chain.ChainFiles;
import dev.statusagent.audit.chain.Finding;
import dev.statusagent.audit.chain.Report;
import dev.statusagent.audit.chain.Verification;
import dev.statusagent.config.Setting;
import io.quarkus.runtime.configuration.ConfigUtils;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code status audit verify}: names the first line that was removed, changed, moved or added. */
@Command(
        name = "verify",
        description = {
            "Name the first line of the audit log that was removed, changed, moved or added.",
            "Exit code 0: there is none; 1: there is one; 2: the log cannot be read."
        },
        mixinStandardHelpOptions = true)
final class AuditVerifyCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "The files of a log, or its directory (default: STATUS_DATA_DIR).")
    List<Path> files = new ArrayList<>();

    @Option(names = "--json", description = "Print the result as JSON.")
    boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        Report report = report();
        if (report.files().isEmpty() && report.finding().isEmpty()) {
            throw new ClientFailure(ExitCodes.USAGE_OR_CONFIGURATION, "there is no audit log");
        }
        if (json) {
            spec.commandLine().getOut().println(new ObjectMapper().writeValueAsString(asJson(report)));
        } else {
            print(report);
        }
        return report.finding().isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private Report report() {
        try {
            if (files.isEmpty()) {
                return Verification.of(new ChainFiles(dataDirectory()));
            }
            return files.size() == 1 && Files.isDirectory(files.get(0))
                    ? Verification.of(new ChainFiles(files.get(0)))
                    : Verification.of(files);
        } catch (IOException e) {
            throw new ClientFailure(ExitCodes.USAGE_OR_CONFIGURATION, "the audit log cannot be read: " + reason(e));
        }
    }

    private static Path dataDirectory() {
        return Path.of(ConfigUtils.configBuilder()
                .build()
                .getOptionalValue(Setting.STATUS_DATA_DIR.key(), String.class)
                .orElse("./data"));
    }

    private static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
            return failure.getMessage() + ": no such file, or no permission";
        }
        return failure instanceof AccessDeniedException
                ? failure.getMessage() + ": permission denied"
                : failure.getMessage();
    }

    private void print(Report report) {
        report.finding()
                .ifPresent(finding -> spec.commandLine()
                        .getOut()
                        .println(Printable.line("%s:%d: %s: %s"
                                .formatted(
                                        finding.file(),
                                        finding.line(),
                                        finding.kind().code(),
                                        finding.reason()))));
        String order = report.lines() == 0
                ? "no line is in order"
                : "%d lines are in order, numbers %d to %d, in %d files"
                        .formatted(
                                report.lines(),
                                report.firstSeq(),
                                report.lastSeq(),
                                report.files().size());
        (report.finding().isEmpty()
                        ? spec.commandLine().getOut()
                        : spec.commandLine().getErr())
                .println(order);
        report.notes().forEach(note -> spec.commandLine().getErr().println("status: " + note));
    }

    private static Map<String, Object> asJson(Report report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ok", report.finding().isEmpty());
        fields.put("files", report.files().stream().map(Path::toString).toList());
        fields.put("lines", report.lines());
        fields.put("first_seq", report.firstSeq());
        fields.put("last_seq", report.lastSeq());
        fields.put("anchors_checked", report.anchorsChecked());
        fields.put("head_checked", report.headChecked());
        fields.put("finding", report.finding().map(AuditVerifyCommand::asJson).orElse(null));
        fields.put("notes", report.notes());
        return fields;
    }

    private static Map<String, Object> asJson(Finding finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", finding.kind().code());
        fields.put("file", finding.file().toString());
        fields.put("line", finding.line());
        fields.put("reason", finding.reason());
        return fields;
    }
}
