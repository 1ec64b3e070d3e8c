package dev.statusagent.security.session;

import io.smallrye.config.ConfigMapping;

/** {@code STATUS_PANEL_VIEWER_*}: a second login that may look and not touch. */
@ConfigMapping(prefix = "status.panel.viewer")
public interface ViewerConfig extends PanelLogin {}
