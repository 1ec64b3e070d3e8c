package dev.statusagent.command.pull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Is asked, and answers when the test does. */
final class FakeDashboard implements Dashboard {
    final List<CompletableFuture<Answer>> polls = new ArrayList<>();
    final List<String> reports = new ArrayList<>();
    final List<CompletableFuture<Answer>> reportAnswers = new ArrayList<>();
    /** What reports are answered at once; 0: nothing, until the test does. */
    int reportStatus = 200;

    @Override
    public CompletableFuture<Answer> poll() {
        polls.add(new CompletableFuture<>());
        return polls.get(polls.size() - 1);
    }

    @Override
    public CompletableFuture<Answer> report(byte[] json) {
        reports.add(new String(json, StandardCharsets.UTF_8));
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        reportAnswers.add(answer);
        if (reportStatus != 0) {
            answer.complete(new Answer(reportStatus, new byte[0]));
        }
        return answer;
    }

    void answer(int status, String body) {
        polls.get(polls.size() - 1).complete(new Answer(status, body.getBytes(StandardCharsets.UTF_8)));
    }

    void offer(String id, String name, String leaseId) {
        answer(200, "{\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"lease_id\":\"" + leaseId + "\"}");
    }
}
