/**
 * The bytes of prepared inputs: entries with checksums, their names, and the set file that ties
 * them to the inputs they were made from. What does not fit is a {@link
 * org.backtestrunner.worker.store.format.StoreException}, never a wrong value.
 */
package org.backtestrunner.worker.store.format;
