package dev.statusagent.security.session;

import io.smallrye.config.ConfigMapping;

/** The operator's login. */
@ConfigMapping(prefix = "status.panel")
public interface PanelConfig extends PanelLogin {}
