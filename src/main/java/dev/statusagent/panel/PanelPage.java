package dev.statusagent.panel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Sends people without a session to the login page, and back afterwards, where a program gets a 401. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface PanelPage {}
