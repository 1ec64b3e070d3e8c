package dev.statusagent.update;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An update on its way, as it is told and kept.
 *
 * @param version null until it is known
 * @param bytes how many were downloaded
 * @param total how many there are; null where nobody has said
 * @param sha256 of what was downloaded; null before
 * @param warning what the operator should know; null if nothing
 * @param error why it failed, as a code; null if it did not
 * @param detail the same in words
 * @param deployment what became of it after it was deployed; null before
 * @param created when it was asked for
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({"job_id", "version", "phase", "bytes", "total", "sha256"})
public record UpdateJob(
        @JsonProperty("job_id") String id,
        String version,
        Phase phase,
        long bytes,
        Long total,
        String sha256,
        String warning,
        String error,
        String detail,
        Deployment deployment,
        String created) {

    /** How far it is. */
    @Schema(enumeration = {"pending", "downloading", "verifying", "completed", "failed"})
    public enum Phase {
        PENDING,
        DOWNLOADING,
        VERIFYING,
        COMPLETED,
        FAILED;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What became of it: the link names it, it became live, or the launcher has gone back. */
    @Schema(enumeration = {"switched", "live", "fell_back"})
    public enum Deployment {
        SWITCHED,
        LIVE,
        FELL_BACK;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static UpdateJob asked(String id, ReleaseVersion version, String created) {
        String text = version == null ? null : version.text();
        return new UpdateJob(id, text, Phase.PENDING, 0, null, null, null, null, null, null, created);
    }

    @JsonIgnore
    boolean isUnderWay() {
        return phase == Phase.PENDING || phase == Phase.DOWNLOADING || phase == Phase.VERIFYING;
    }

    /** Whether its release waits to be deployed. */
    @JsonIgnore
    boolean isReady() {
        return phase == Phase.COMPLETED && deployment == null;
    }

    UpdateJob downloading(UpdateSource.Offer offer) {
        String known = offer.version().map(ReleaseVersion::text).orElse(version);
        Long size = offer.manifest().map(Manifest::size).orElse(null);
        return new UpdateJob(id, known, Phase.DOWNLOADING, 0, size, null, null, null, null, null, created);
    }

    UpdateJob received(long count) {
        return new UpdateJob(id, version, phase, count, total, sha256, warning, error, detail, deployment, created);
    }

    UpdateJob verifying(String hash) {
        return new UpdateJob(id, version, Phase.VERIFYING, bytes, bytes, hash, null, null, null, null, created);
    }

    UpdateJob completed(ReleaseVersion found, String remark) {
        return new UpdateJob(
                id, found.text(), Phase.COMPLETED, bytes, total, sha256, remark, null, null, null, created);
    }

    UpdateJob failed(UpdateFailure.Reason reason, String why) {
        return new UpdateJob(
                id, version, Phase.FAILED, bytes, total, sha256, warning, reason.code(), why, deployment, created);
    }

    UpdateJob deployed(Deployment state) {
        return new UpdateJob(id, version, phase, bytes, total, sha256, warning, error, detail, state, created);
    }

    UpdateJob fellBack(String why) {
        return new UpdateJob(
                id,
                version,
                Phase.FAILED,
                bytes,
                total,
                sha256,
                warning,
                UpdateFailure.Reason.FELL_BACK.code(),
                why,
                Deployment.FELL_BACK,
                created);
    }
}
