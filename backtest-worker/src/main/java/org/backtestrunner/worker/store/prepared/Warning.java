package org.backtestrunner.worker.store.prepared;

/** What reading the original files has warned of; every run warns of it again. */
public record Warning(String kind, String message) {}
