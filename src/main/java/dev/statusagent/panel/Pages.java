package dev.statusagent.panel;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The templates, checked against their data when the agent is built. */
@CheckedTemplate(basePath = "panel")
final class Pages {
    private Pages() {}

    static native TemplateInstance login(LoginPage page);

    static native TemplateInstance overview(OverviewPage page);

    static native TemplateInstance logs(LogsPage page);

    static native TemplateInstance unavailable(String problem);

    static native TemplateInstance posture(PosturePage page);

    static native TemplateInstance update(OverviewPage page);
}
