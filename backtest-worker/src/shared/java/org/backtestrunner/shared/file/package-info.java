/**
 * Files as bytes: put in place whole, digested, recognised as unchanged, listed. It knows nothing
 * of what is in them, and throws {@link java.io.IOException} as it comes: what a failure means, the
 * program says.
 */
package org.backtestrunner.shared.file;
