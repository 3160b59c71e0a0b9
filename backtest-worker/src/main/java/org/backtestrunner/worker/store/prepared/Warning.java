package org.backtestrunner.worker.store.prepared;

import org.backtestrunner.shared.warning.WarningKind;

/** What reading the original files has warned of; every run warns of it again. */
public record Warning(WarningKind kind, boolean serious, String message) {}
