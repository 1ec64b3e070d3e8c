package dev.statusagent.host;

/** Port to whoever acts on each sample. */
public interface SampleListener {
    /** Called after each sampling, by one thread at a time. Does not block. */
    void sampled(HostSample sample);
}
