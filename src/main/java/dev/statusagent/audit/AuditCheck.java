package dev.statusagent.audit;

import dev.statusagent.audit.chain.ChainFiles;
import dev.statusagent.audit.chain.Finding;
import dev.statusagent.audit.chain.Verification;
import dev.statusagent.config.DataDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Verifies the files of the audit log, and keeps what came of it. */
@ApplicationScoped
public class AuditCheck {
    private static final Logger LOG = Logger.getLogger(AuditCheck.class);

    private final ChainFiles files;
    private volatile boolean inOrder = true;

    AuditCheck(DataDirectory directory) {
        this.files = new ChainFiles(directory.path());
    }

    /** Whether nothing was found the last time; true before the first. */
    public boolean isInOrder() {
        return inOrder;
    }

    /** Reads all files, which may take seconds. */
    void verify() {
        try {
            Optional<Finding> finding = Verification.of(files).finding();
            inOrder = finding.isEmpty();
            finding.ifPresent(AuditCheck::tell);
        } catch (IOException e) {
            LOG.warnf("The audit log was not verified: %s", e.getMessage());
        }
    }

    private static void tell(Finding finding) {
        LOG.errorf(
                "The audit log is not in order: %s:%d: %s: %s",
                finding.file().getFileName(), finding.line(), finding.kind().code(), finding.reason());
    }
}
