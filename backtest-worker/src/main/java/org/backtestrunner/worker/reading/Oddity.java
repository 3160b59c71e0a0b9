package org.backtestrunner.worker.reading;

/**
 * What is odd about an input but allowed.
 *
 * @param kind a short name of what it is about
 * @param message a sentence
 */
public record Oddity(String kind, String message) {}
