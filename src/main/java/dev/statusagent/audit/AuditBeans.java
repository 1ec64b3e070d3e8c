package dev.statusagent.audit;

import dev.statusagent.audit.chain.ChainFiles;
import dev.statusagent.audit.chain.ChainLog;
import dev.statusagent.config.DataDirectory;
import dev.statusagent.config.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.File;
import java.time.InstantSource;

/** Opens the audit log's files before anything is served. */
@Dependent
class AuditBeans {
    @Produces
    @Singleton
    @Startup
    AuditTrail trail(
            DataDirectory directory, AuditConfig config, InstantSource clock, Ticker ticker, MeterRegistry metrics) {
        ChainFiles files = new ChainFiles(directory.path());
        ChainLog log = new ChainLog(
                files, config.maxBytes().asLongValue(), () -> AuditLog.time(clock), AuditLog::writeToLogger);
        File disk = directory.path().toFile();
        return new AuditTrail(
                        log,
                        disk::getUsableSpace,
                        ticker,
                        new AuditMetrics(metrics),
                        lost -> AuditLog.loss(lost, clock))
                .start();
    }

    void close(@Disposes AuditTrail trail) {
        trail.close();
    }
}
