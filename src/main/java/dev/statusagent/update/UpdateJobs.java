package dev.statusagent.update;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The jobs, newest last, kept as one file each. Not thread-safe. */
final class UpdateJobs {
    private static final Logger LOG = Logger.getLogger(UpdateJobs.class);
    private static final int KEPT = 20;
    private static final String SUFFIX = ".json";

    private final Path directory;
    private final ObjectMapper json;
    private final List<UpdateJob> jobs = new ArrayList<>();

    /**
     * @param directory need not exist
     */
    UpdateJobs(Path directory, ObjectMapper json) {
        this.directory = directory;
        this.json = json;
    }

    /** Reads what an earlier process has kept. */
    void load() throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                load(file);
            }
        }
        jobs.sort(Comparator.comparing(UpdateJob::created));
    }

    private void load(Path file) throws IOException {
        if (!file.toString().endsWith(SUFFIX)) {
            Disk.deleteTree(file); // was being written
            return;
        }
        try {
            UpdateJob job = json.readValue(file.toFile(), UpdateJob.class);
            if (job == null || !file.equals(file(job)) || job.phase() == null || job.created() == null) {
                throw new IOException("It is no job");
            }
            jobs.add(job);
        } catch (IOException e) {
            LOG.warnf("The update job %s cannot be read and is forgotten", file.getFileName());
            Disk.delete(file);
        }
    }

    List<UpdateJob> all() {
        return List.copyOf(jobs);
    }

    Optional<UpdateJob> find(String id) {
        return jobs.stream().filter(job -> job.id().equals(id)).findFirst();
    }

    /** Keeps the job in the place of the one of the same id. */
    void keep(UpdateJob job) throws IOException {
        show(job);
        Files.createDirectories(directory, Disk.OWNER_ONLY);
        Disk.write(file(job), json.writeValueAsBytes(job));
        while (jobs.size() > KEPT) {
            Disk.delete(file(jobs.remove(0)));
        }
    }

    /** The same until the process ends. */
    void show(UpdateJob job) {
        for (int i = 0; i < jobs.size(); i++) {
            if (jobs.get(i).id().equals(job.id())) {
                jobs.set(i, job);
                return;
            }
        }
        jobs.add(job);
    }

    private Path file(UpdateJob job) {
        return directory.resolve(job.id() + SUFFIX);
    }
}
