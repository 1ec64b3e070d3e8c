package dev.statusagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracingSettingsTest {
    private static final String DISABLED = "quarkus.otel.sdk.disabled";

    @Test
    void tracingIsOffUnlessItIsAskedFor() {
        assertThat(GivenConfig.empty().config().getValue(DISABLED, boolean.class))
                .isTrue();
        assertThat(GivenConfig.of("OTEL_SDK_DISABLED", "false").config().getValue(DISABLED, boolean.class))
                .isTrue();
        assertThat(GivenConfig.of(Setting.STATUS_TRACING, "true").config().getValue(DISABLED, boolean.class))
                .isFalse();
    }

    @Test
    void openTelemetrysOwnSwitchStillSwitchesOff() {
        assertThat(GivenConfig.of("OTEL_SDK_DISABLED", "true")
                        .with(Setting.STATUS_TRACING, "true")
                        .config()
                        .getValue(DISABLED, boolean.class))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_SERVICE_NAME, web-1, quarkus.otel.service.name, web-1",
        "OTEL_EXPORTER_OTLP_ENDPOINT, http://collector:4318, quarkus.otel.exporter.otlp.traces.endpoint, http://collector:4318",
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, http://collector:4318/v1/traces, quarkus.otel.exporter.otlp.traces.endpoint, http://collector:4318",
        "OTEL_EXPORTER_OTLP_PROTOCOL, http/protobuf, quarkus.otel.exporter.otlp.traces.protocol, http/protobuf",
        "OTEL_EXPORTER_OTLP_CERTIFICATE, /ca.pem, quarkus.otel.exporter.otlp.traces.trust-cert.certs, /ca.pem",
        "OTEL_EXPORTER_OTLP_TIMEOUT, 10000, quarkus.otel.exporter.otlp.traces.timeout, 10000ms",
        "OTEL_BSP_SCHEDULE_DELAY, 200, quarkus.otel.bsp.schedule.delay, 200ms",
        "OTEL_TRACES_SAMPLER_ARG, 0.1, quarkus.otel.traces.sampler.arg, 0.1"
    })
    void takesTheVariablesOfOpenTelemetry(String variable, String value, String key, String expected) {
        SmallRyeConfig config = GivenConfig.of(variable, value).config();
        assertThat(config.getValue(key, String.class)).isEqualTo(expected);
        assertThat(config.getPropertyNames()).contains(key);
    }

    @Test
    void theVariableForTracesGoesBeforeTheOneForAll() {
        assertThat(GivenConfig.of("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "grpc")
                        .with("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                        .config()
                        .getValue("quarkus.otel.exporter.otlp.traces.protocol", String.class))
                .isEqualTo("grpc");
    }

    @Test
    void theOperatorsOwnValueOfAKeyOfQuarkusCounts() {
        assertThat(GivenConfig.of("OTEL_SERVICE_NAME", "web-1")
                        .with("QUARKUS_OTEL_SERVICE_NAME", "web-2")
                        .config()
                        .getValue("quarkus.otel.service.name", String.class))
                .isEqualTo("web-2");
    }
}
